import { expect, test } from 'vitest';
import { type AlertFilter, alertId, findingKey, findingsFor } from '../../../src/domain/alert.ts';

const finding = {
  rule: 'low-battery',
  severity: 'error',
  title: 'Battery down to 6 %',
  description: '',
  likely_cause: '',
  advice: '',
} as const;
const everything: AlertFilter = { platforms: null, min_severity: 'warning', rules: null };
const told = (filter: Partial<AlertFilter>, platform: string | null) =>
  [...findingsFor({ ...everything, ...filter }, platform, [finding]).values()].length;

test('a subscription to platforms is about those alone, and not about drives without one', () => {
  expect(told({ platforms: ['van'] }, 'van')).toBe(1);
  expect(told({ platforms: ['van', 'truck'] }, 'van')).toBe(1);
  expect(told({ platforms: ['van'] }, 'truck')).toBe(0);
  expect(told({ platforms: ['van'] }, null)).toBe(0);
  expect(told({}, null)).toBe(1);
});

test('it begins at its severity, and names rules or takes all', () => {
  expect(told({ min_severity: 'error' }, null)).toBe(1);
  expect(told({ min_severity: 'critical' }, null)).toBe(0);
  expect(told({ rules: ['low-battery'] }, null)).toBe(1);
  expect(told({ rules: ['gps-jamming'] }, null)).toBe(0);
});

test('each thing is told once, as it was found first', () => {
  const found = [finding, { ...finding, title: 'Battery down to 5 %' }, { ...finding, rule: 'low-fuel' }];
  expect([...findingsFor(everything, null, found).values()]).toEqual([found[0], found[2]]);
});

test('a fault is known again by its rule and its title, whatever the figures', () => {
  const key = findingKey(finding);
  expect(findingKey({ ...finding, title: 'Battery down to 97.5 %' })).toBe(key);
  expect(findingKey({ ...finding, title: 'Battery is low' })).not.toBe(key);
  expect(findingKey({ ...finding, rule: 'low-fuel' })).not.toBe(key);
});

test('an alert has one id, however often it is written', () => {
  expect(alertId('s', 'b', 1)).toBe(alertId('s', 'b', 1));
  const others = [alertId('t', 'b', 1), alertId('s', 'c', 1), alertId('s', 'b', 2)];
  expect(new Set([alertId('s', 'b', 1), ...others]).size).toBe(4);
});
