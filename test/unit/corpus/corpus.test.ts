import { expect, test } from 'vitest';
import { causes, ownWords } from '../../../corpus/causes.ts';
import { halfOf, type Label } from '../../../corpus/label.ts';
import { readLists } from '../../../corpus/read-lists.ts';
import { type Judged, missed, scoreByRule, scoreOf } from '../../../corpus/score.ts';
import { mistakeLines, scoreTable } from '../../../corpus/tables.ts';
import type { Finding } from '../../../src/diagnosis/finding-schema.ts';
import { rules } from '../../../src/diagnosis/rule-set.ts';

const label = (more: Partial<Label>, digit = '0'): Label => ({
  repository: 'owner/name',
  commit: '0'.repeat(40),
  path: 'drive.log',
  sha256: `${'0'.repeat(63)}${digit}`,
  kind: 'car',
  origin: 'recorded',
  troubles: [],
  reason: 'counted',
  ...more,
});
const finding = (rule: string, title = rule): Finding => ({
  rule,
  severity: 'warning',
  title,
  description: '',
  likely_cause: '',
  advice: '',
  evidence: [],
});
const judged = (one: Label, ...findings: Finding[]): Judged => ({
  label: one,
  findings,
  foundNothing: findings.length === 0,
});

test('every list can be read, names each recording once, and leaves the half set aside as it was labelled', async () => {
  const labels = await readLists();
  const sums = labels.map(({ sha256 }) => sha256);
  expect(new Set(sums).size).toBe(sums.length);
  expect(labels.filter((one) => one.revised !== undefined && halfOf(one) === 'aside')).toEqual([]);
});

test('causes name rules that exist', () => {
  const ids = new Set(rules.map(({ id }) => id));
  const named = [...Object.values(causes).flat(), ...ownWords];
  expect(named.filter((id) => !ids.has(id))).toEqual([]);
});

test('findings are right that name a trouble or what is allowed; a trouble is found once', () => {
  const troubled = label({
    troubles: [{ cause: 'trouble-code', says: 'P0171' }, { cause: 'clock' }],
    allowed: [{ cause: 'damaged-file' }],
  });
  const drive = judged(
    troubled,
    finding('obd-dtc', 'P0171'),
    finding('damaged-recordings'),
    finding('bus-load'),
  );
  expect(missed(drive)).toEqual([{ cause: 'clock' }]);
  expect(scoreOf([drive, judged(label({})), judged(label({}), finding('bus-load'))])).toMatchObject({
    recordings: 3,
    healthy: 2,
    troubled: 1,
    right: 2,
    wrong: 2,
    troubles: 2,
    found: 1,
    alarmed: 1,
    passed: 0,
  });
  expect(Object.fromEntries(scoreByRule([drive]))).toMatchObject({
    'bus-load': { right: 0, wrong: 1, wrong_in: 1 },
    'obd-dtc': { right: 1, wrong: 0, right_in: 1 },
  });
  expect(mistakeLines([drive])).toEqual([
    'owner/name drive.log (00000000)',
    '  wrong  bus-load (warning): bus-load',
    '  missed clock',
  ]);
});

test('the vehicle’s own words match any cause that they name', () => {
  const hot = label({ troubles: [{ cause: 'overheating', says: 'motor' }] });
  expect(missed(judged(hot, finding('error-diagnostics', 'Motor too hot')))).toEqual([]);
  expect(missed(judged(hot, finding('error-diagnostics', 'battery low')))).toHaveLength(1);
  expect(missed(judged(hot, finding('bus-load', 'motor')))).toHaveLength(1);
});

test('the table has a row for each half and kind of vehicle', () => {
  const rows = scoreTable([judged(label({})), judged(label({ kind: 'truck' }, '1'))]).rows;
  expect(rows.map(([name]) => name)).toEqual(['open: all', 'open: car', 'aside: all', 'aside: truck']);
});
