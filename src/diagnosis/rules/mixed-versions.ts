import { defineRule, evidenceAt, plural, quote } from '../rule.ts';

export const mixedVersions = defineRule({
  id: 'mixed-versions',
  version: 1,
  question: 'Did software change within the batch?',
  thresholds: {},
  likely_cause:
    'The software was updated between two drives, or recordings of several vehicles are in one batch.',
  advice: 'Read figures and findings with the version of each file in mind.',
  evaluate: ({ versions }) => {
    const byComponent = Map.groupBy(versions, ({ component }) => component);
    return [...byComponent]
      .filter(([, all]) => all.length > 1)
      .map(([component, all]) => ({
        severity: 'info' as const,
        title: `${plural(all.length, 'version')} of ${quote(component)} in one batch`,
        description: `Seen: ${quote(all.map(({ version }) => version).join(', '))}.`,
        evidence: all.map(({ at, version, files }) =>
          evidenceAt(at, { detail: `${version} in ${plural(files, 'file')}` }),
        ),
      }));
  },
});
