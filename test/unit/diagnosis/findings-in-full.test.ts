import { expect, test } from 'vitest';
import { rules } from '../../../src/diagnosis/rule-set.ts';
import { aggregateOf, richDrive } from '../../support/diagnosis/summaries.ts';
import { ruleCases } from './cases/rule-cases.ts';

const hits = ruleCases.flatMap(({ rule, hit }) =>
  Object.entries(hit).map(([name, { files, previous }]) => ({ rule, name, files, previous })),
);

/** Every word and figure of the findings, to be read in a review. After an intended change: vitest -u. */
test('the cases of the rules give these findings', async () => {
  const findings = hits.map(({ rule: id, name, files, previous }) => ({
    case: `${id}: ${name}`,
    findings: rules.find((rule) => rule.id === id)?.evaluate(aggregateOf(...files), {}, { previous }),
  }));
  await expect(`${JSON.stringify(findings, null, 1)}\n`).toMatchFileSnapshot('./expected/findings.json');
});

test('a rich drive gathers to this', async () => {
  await expect(
    `${JSON.stringify(aggregateOf(...richDrive()))}\n`.replaceAll(',"', ',\n"'),
  ).toMatchFileSnapshot('./expected/rich-drive.json');
});
