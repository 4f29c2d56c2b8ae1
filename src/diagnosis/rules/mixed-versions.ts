import { defineRule, evidenceAt, plural, quote } from '../rule.ts';

export const mixedVersions = defineRule({
  id: 'mixed-versions',
  version: 1,
  question: 'Did software or hardware change within the batch?',
  severities: ['info'],
  thresholds: {},
  likely_cause:
    'The software was updated between two drives, or recordings of several vehicles are in one batch.',
  advice: 'Read figures and findings with the version of each file in mind.',
  evaluate: ({ versions }) => {
    const mixed = [...Map.groupBy(versions, ({ component }) => component)].filter(
      ([, all]) => all.length > 1,
    );
    const [first] = mixed;
    if (!first) return [];
    const [component, all] = first;
    return [
      {
        severity: 'info',
        title:
          mixed.length === 1
            ? `${plural(all.length, 'version')} of ${quote(component)} in one batch`
            : `${plural(mixed.length, 'component')} in more than one version in one batch`,
        description: `More than one was seen of ${quote(mixed.map(([name]) => name).join(', '))}.`,
        evidence: mixed.flatMap(([name, seen]) =>
          seen.map(({ at, version, files }) =>
            evidenceAt(at, { detail: `${name} ${version} in ${plural(files, 'file')}` }),
          ),
        ),
      },
    ];
  },
});
