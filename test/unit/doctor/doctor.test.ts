import { expect, test } from 'vitest';
import { doctorText } from '../../../src/cli/commands/doctor.ts';
import { examineAll, type Finding } from '../../../src/doctor/check.ts';
import { clockFinding } from '../../../src/doctor/clock.ts';

test('a failed check is reported as a problem, with its cause and advice', async () => {
  const findings = await examineAll([
    {
      subject: 'redis',
      adviceOnError: () => 'Start it.',
      async examine() {
        throw new Error('It does not answer.', { cause: new Error('connect ECONNREFUSED') });
      },
    },
    { subject: 'kafka', adviceOnError: () => '', examine: async (find) => find('ok', 'one broker') },
  ]);
  expect(findings).toEqual([
    {
      subject: 'redis',
      health: 'trouble',
      said: 'It does not answer: connect ECONNREFUSED',
      advice: 'Start it.',
    },
    { subject: 'kafka', health: 'ok', said: 'one broker' },
  ]);
});

test.each([
  [4_000, undefined],
  [-60_000, 'warning'],
  [3_600_000, 'trouble'],
] as const)('a clock that is %d ms off is %s', (off, health) => {
  const found: string[] = [];
  clockFinding((how, said) => found.push(how, said), 1_000_000 + off, 1_000_000);
  expect(found[0]).toBe(health);
  if (health) expect(found[1]).toMatch(off > 0 ? /3600 s ahead of/ : /60 s behind/);
});

test('prints a line for each, advice below it, and the total', () => {
  const findings: Finding[] = [
    { subject: 'postgres', health: 'ok', said: 'version 18' },
    { subject: 'redis', health: 'warning', said: 'slow', advice: 'Wait.' },
  ];
  expect(doctorText(findings)).toBe(
    '✓ postgres  version 18\n! redis     slow\n            → Wait.\n\n0 to be mended, 1 to be looked at.\n',
  );
  expect(doctorText(findings.slice(0, 1))).toContain('All is well.');
});
