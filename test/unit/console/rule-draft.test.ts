import { describe, expect, test } from 'vitest';
import { importKind, importSentence } from '../../../console/src/lib/import-file.ts';
import {
  fieldMessage,
  type RuleInForce,
  rulesShown,
  settingOf,
} from '../../../console/src/lib/rule-draft.ts';

const rule = (id: string, value = 90, enabled = true): RuleInForce => ({
  id,
  version: 1,
  question: `Is ${id} busy?`,
  severities: ['warning'],
  basis: 'measured',
  proven: null,
  likely_cause: '',
  advice: '',
  enabled,
  setting: null,
  thresholds: [{ name: 'warning', value, standard: 90, unit: '%', source: 'a standard', min: 0, max: 100 }],
});
const filled = (fields: Record<string, string>) => {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.set(name, value);
  return form;
};

describe('the setting of a filled form', () => {
  test.each([
    [
      { enabled: 'on', 'thresholds.warning': '72,5' },
      { enabled: true, thresholds: { warning: 72.5 } },
    ],
    [
      { enabled: 'on', 'thresholds.warning': '90' },
      { enabled: true, thresholds: {} },
    ],
    [{ 'thresholds.warning': ' ' }, { enabled: false, thresholds: {} }],
    [
      { 'thresholds.warning': '-1', note: ' why ' },
      { enabled: false, thresholds: { warning: -1 }, note: 'why' },
    ],
    [{ 'thresholds.warning': '1 000' }, { field: 'thresholds.warning', message: 'Must be a number.' }],
    [{ 'thresholds.warning': 'Infinity' }, { field: 'thresholds.warning', message: 'Must be a number.' }],
  ])('of %j', (fields, expected) => {
    expect(settingOf(rule('cpu'), filled(fields as Record<string, string>))).toMatchObject(expected);
  });

  test('names the field once', () => {
    expect(fieldMessage('note', 'note: too long.')).toBe('too long.');
    expect(fieldMessage('note', 'Something else.')).toBe('Something else.');
  });
});

test('rules are shown by their words and by whether they were changed', () => {
  const rules = [rule('cpu'), rule('disk', 80), rule('bus', 90, false)];
  const shown = (...args: [view: 'all' | 'changed' | 'off', words: string]) =>
    rulesShown(rules, ...args).map(({ id }) => id);
  expect(shown('all', '')).toEqual(['cpu', 'disk', 'bus']);
  expect(shown('changed', '')).toEqual(['disk', 'bus']);
  expect(shown('off', '')).toEqual(['bus']);
  expect(shown('all', ' BUSY  Disk')).toEqual(['disk']);
});

test.each([
  ['a.csv', '[]', 'csv'],
  ['a.JSON', 'x', 'json'],
  ['a', ' \n[{}]', 'json'],
  ['a', 'id,symptom', 'csv'],
])('the file %s that begins with %j is read as %s', (name, text, kind) => {
  expect(importKind(name, text)).toBe(kind);
});

test('an import is summarised before and after', () => {
  const result = { dry_run: true, created: 1, updated: 2, unchanged: 0, problems: [], problem_count: 0 };
  expect(importSentence(result)).toBe('1 entry would be added; 2 entries would be changed.');
  expect(importSentence({ ...result, dry_run: false, unchanged: 1 })).toBe(
    '1 entry was added; 2 entries were changed; 1 entry is already up to date.',
  );
  expect(importSentence({ ...result, created: 0, updated: 0 })).toBe('The file has no entries.');
});
