import { plural } from '../../domain/plural.ts';
import { quote } from '../../text/wording.ts';
import { defineRule, evidenceAt } from '../rule.ts';
import { comparedAs } from './software-versions.ts';

export const mixedVersions = defineRule({
  id: 'mixed-versions',
  version: 2,
  question: 'Did software or hardware change within the batch?',
  severities: ['info'],
  basis: 'inferred',
  thresholds: {},
  likely_cause:
    'The software was updated between two drives, or recordings of several vehicles are in one batch.',
  advice: 'Read figures and findings with the version of each file in mind.',
  evaluate: ({ versions }) => {
    const mixed = [...Map.groupBy(versions, comparedAs).values()].filter((all) => all.length > 1);
    const [all] = mixed;
    if (!all) return [];
    const names = [...new Set(mixed.flat().map(({ component }) => component))];
    return [
      {
        severity: 'info',
        title:
          mixed.length === 1
            ? `${plural(all.length, 'version')} of ${quote(names[0] ?? '')} in one batch`
            : `${plural(mixed.length, 'component')} in more than one version in one batch`,
        description: `More than one was seen of ${quote(names.join(', '))}.`,
        evidence: mixed
          .flat()
          .map(({ at, component, version, files }) =>
            evidenceAt(at, { detail: `${component} ${version} in ${plural(files, 'file')}` }),
          ),
      },
    ];
  },
});
