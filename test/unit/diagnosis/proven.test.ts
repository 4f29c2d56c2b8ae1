import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { pageWithPublicRecordings, publicRecordingsPage } from '../../../scripts/public-recordings-page.ts';
import { provenOf, provenSentence } from '../../../src/diagnosis/proven.ts';
import { publicRecordings } from '../../../src/diagnosis/public-recordings.ts';
import { rules } from '../../../src/diagnosis/rule-set.ts';
import { aggregateOf, file, metric } from '../../support/diagnosis/summaries.ts';

test('a rule counts the recordings of all kinds of vehicles, and says so', () => {
  expect(provenOf('silent-topic')).toEqual({ rightly: 52, wrongly: 2 });
  expect(provenSentence(provenOf('silent-topic'))).toBe(
    'Right on 52 of 54 public recordings on which it fired.',
  );
  expect(provenSentence(provenOf('hard-fault'))).toBe('Right on 1 of 1 public recording on which it fired.');
});

test('a rule that real data never met says so', () => {
  expect(provenOf('cpu-saturation')).toBeNull();
  expect(provenOf('constructor')).toBeNull();
  expect(provenSentence(null)).toBe('Proven on made faults only.');
});

test('findings carry it, notes do not', () => {
  const fuel = rules.find(({ id }) => id === 'low-fuel');
  const at = (percent: number) =>
    fuel?.evaluate(
      aggregateOf(file('a', { summary: { metrics: [metric('fuel_percent', [percent, percent], 'tank')] } })),
    );
  expect(at(2)).toEqual([expect.objectContaining({ severity: 'warning', proven: null })]);
  expect(at(8)).toEqual([expect.objectContaining({ severity: 'info' })]);
  expect(at(8)?.[0]).not.toHaveProperty('proven');
});

test('the table names rules, and the page has it', async () => {
  const ids = rules.map(({ id }) => id);
  for (const found of Object.values(publicRecordings)) {
    for (const [rule, [right, wrong, rightly, wrongly]] of Object.entries(found)) {
      expect(ids).toContain(rule);
      expect(rightly).toBeLessThanOrEqual(right);
      expect(wrongly).toBeLessThanOrEqual(wrong);
      expect(rightly + wrongly).toBeGreaterThan(0);
    }
  }
  const page = await readFile(publicRecordingsPage, 'utf8');
  expect(page, 'run npm run docs').toBe(pageWithPublicRecordings(page));
});
