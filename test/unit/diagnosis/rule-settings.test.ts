import { describe, expect, test } from 'vitest';
import { diagnose } from '../../../src/diagnosis/diagnose.ts';
import { ruleCatalogue } from '../../../src/diagnosis/judge.ts';
import { rules } from '../../../src/diagnosis/rule-set.ts';
import {
  checkRuleSettings,
  fittingSettings,
  ruleSettingsOf,
  ruleSettingsSchema,
  standardSettings,
} from '../../../src/diagnosis/rule-settings.ts';
import { aggregateOf, around, code, file, metric } from '../../support/diagnosis/summaries.ts';

const busy = () =>
  aggregateOf(
    file('a', {
      summary: {
        metrics: [metric('cpu_percent', around(85, 300)), metric('ram_percent', around(97, 300, 0.5))],
      },
    }),
  );
const idsOf = (settings = standardSettings) => diagnose(busy(), settings).findings.map(({ rule }) => rule);

describe('rule settings', () => {
  test('disable a rule, and the report says so', () => {
    const settings = { disabled: ['memory-pressure'], thresholds: {} };
    expect(idsOf()).toEqual(['memory-pressure']);
    expect(idsOf(settings)).toEqual([]);
    expect(diagnose(busy(), settings).rule_set).toEqual({ disabled: ['memory-pressure'], changed: [] });
  });

  test('change a threshold, and the report says from what to what', () => {
    const settings = { disabled: [], thresholds: { 'cpu-saturation': { warning: 80 } } };
    expect(idsOf(settings)).toEqual(['memory-pressure', 'cpu-saturation']);
    expect(diagnose(busy(), settings).rule_set.changed).toEqual([
      { rule: 'cpu-saturation', threshold: 'warning', value: 80, standard: 90, unit: '%' },
    ]);
  });

  test('give the rule set another version only if they change the evaluation', () => {
    const versionOf = (settings = standardSettings) => diagnose(busy(), settings).rule_set_version;
    const same = { disabled: [], thresholds: { 'cpu-saturation': { warning: 90 } } };
    expect(versionOf(same)).toBe(versionOf());
    expect(diagnose(busy(), same).rule_set.changed).toEqual([]);
    expect(versionOf({ disabled: [], thresholds: { 'cpu-saturation': { warning: 80 } } })).not.toBe(
      versionOf(),
    );
    expect(versionOf({ disabled: ['mixed-versions'], thresholds: {} })).not.toBe(versionOf());
  });

  test('are refused when they do not fit the rules', () => {
    const settings = ruleSettingsSchema.parse({
      disabled: ['no-such-rule'],
      thresholds: {
        'cpu-saturation': { warning: 101, wraning: 80, error: 95 },
        'clock-set-back': { x: 1 },
        another: { x: 1 },
        'under-voltage': { warning_12v: -1 },
      },
    });
    const problems = checkRuleSettings(settings, rules);
    expect(problems.map(({ field }) => field)).toEqual([
      'disabled',
      'thresholds.cpu-saturation.warning',
      'thresholds.cpu-saturation.wraning',
      'thresholds.clock-set-back.x',
      'thresholds.another',
      'thresholds.under-voltage.warning_12v',
    ]);
    expect(problems[1]?.message).toBe('Has to be from 0 % to 100 %.');
    expect(problems[2]?.message).toBe(
      'Rule "cpu-saturation" has the thresholds warning, error, not "wraning".',
    );
  });

  test.each([
    ['cpu-saturation', { warning: 96 }, ['warning']],
    ['cpu-saturation', { warning: 95 }, []],
    ['cpu-saturation', { error: 89 }, ['error']],
    ['cpu-saturation', { warning: 97, error: 96 }, ['error']],
    ['cpu-saturation', { warning: 97, error: 97 }, []],
    ['low-battery', { warning: 1 }, ['warning']],
    ['low-battery', { error: 99 }, ['error']],
    ['low-battery', { warning: 99, error: 99, critical: 99 }, []],
    ['disk-nearly-full', { critical: 1 }, ['critical']],
    // Each net has an order of its own.
    ['under-voltage', { warning_24v: 10, error_24v: 9.5 }, []],
    ['under-voltage', { warning_24v: 9.5, error_24v: 10 }, ['error_24v']],
    ['over-temperature', { battery_warning: 100 }, ['battery_warning']],
  ])('keep the order of severities: %s with %o', (id, thresholds, fields) => {
    const problems = checkRuleSettings({ disabled: [], thresholds: { [id]: thresholds } }, rules);
    expect(problems.map(({ field }) => field)).toEqual(fields.map((name) => `thresholds.${id}.${name}`));
  });

  test('out of order are explained with both values', () => {
    const problem = (id: string, thresholds: Record<string, number>) =>
      checkRuleSettings({ disabled: [], thresholds: { [id]: thresholds } }, rules)[0]?.message;
    expect(problem('cpu-saturation', { warning: 97, error: 96 })).toBe(
      'Has to be such that "error" (96 %) is not below "warning" (97 %).',
    );
    expect(problem('low-battery', { error: 99 })).toMatch(
      /^Has to be such that "error" \(99 %\) is not above/,
    );
    expect(problem('bus-errors', { error: 0 })).toMatch(/^Has to be/);
    expect(problem('px4-events', { codes: Number.NaN })).toMatch(/^Has to be from \d+ to \d+\.$/);
    expect(problem('clock-set-back', { x: 1 })).toBe('Rule "clock-set-back" has no thresholds, not "x".');
    expect(checkRuleSettings({ disabled: ['nope'], thresholds: { nil: {} } }, rules)).toEqual([
      { field: 'disabled', message: 'There is no rule "nope".' },
      { field: 'thresholds.nil', message: 'There is no rule "nil".' },
    ]);
  });

  test('at the bounds of a unit fit', () => {
    for (const thresholds of [{ warning: 0 }, { error: 100 }]) {
      expect(
        checkRuleSettings({ disabled: [], thresholds: { 'cpu-saturation': thresholds } }, rules),
      ).toEqual([]);
    }
  });

  test('stored by rule become one, and what no longer fits is left out value by value', () => {
    const stored = ruleSettingsOf([
      { rule: 'low-fuel', enabled: false, thresholds: {} },
      { rule: 'gone', enabled: false, thresholds: { x: 1 } },
      { rule: 'cpu-saturation', enabled: true, thresholds: { warning: 80, error: 101 } },
    ]);
    expect(stored).toEqual({
      disabled: ['low-fuel', 'gone'],
      thresholds: { 'low-fuel': {}, gone: { x: 1 }, 'cpu-saturation': { warning: 80, error: 101 } },
    });
    expect(fittingSettings(stored, rules)).toEqual({
      disabled: ['low-fuel'],
      thresholds: { 'low-fuel': {}, 'cpu-saturation': { warning: 80 } },
    });
  });

  test('stored for other rules change nothing', () => {
    const old = {
      disabled: ['a-rule-of-old'],
      thresholds: { 'cpu-saturation': { warning: 5000, toString: 1 }, constructor: { name: 1 } },
    };
    expect(diagnose(busy(), old)).toEqual(diagnose(busy()));
  });

  test.each([
    { disabled: ['x'.repeat(101)], thresholds: {} },
    { disabled: [], thresholds: { a: { b: 'c' } } },
    {},
  ])('must have their shape: %o', (settings) => {
    expect(ruleSettingsSchema.safeParse(settings).success).toBe(false);
  });
});

describe('the list of rules', () => {
  test('gives for each its question, its severity, and the bounds of its thresholds', () => {
    const list = ruleCatalogue();
    expect(list).toHaveLength(rules.length);
    expect(list.find(({ id }) => id === 'cpu-saturation')).toMatchObject({
      question: 'Was a processor busy to its limit for more than moments?',
      severities: ['warning', 'error'],
      thresholds: [
        { name: 'warning', value: 90, unit: '%', min: 0, max: 100 },
        { name: 'error', value: 95, unit: '%', min: 0, max: 100 },
      ],
    });
    expect(JSON.parse(JSON.stringify(list))).toEqual(list);
  });
});

describe('the previous report', () => {
  const now = () =>
    aggregateOf(
      file('a', {
        summary: { versions: [{ component: 'px4', version: '1.15' }], codes: [code('new'), code('old')] },
      }),
    );
  const reportBefore = (version: string, codes: string[], omitted = 0) => ({
    versions: [{ component: 'px4', version }],
    error_codes: codes.map((one) => ({ code: one, source: 'diagnostics', severity: 'error' as const })),
    findings: [],
    omitted: { error_codes: omitted },
  });
  const found = (previous: ReturnType<typeof reportBefore> | undefined) =>
    diagnose(now(), standardSettings, previous).findings.some(({ rule }) => rule === 'fault-after-update');

  test('shows only what is new with new software', () => {
    expect(found(reportBefore('1.14', ['old']))).toBe(true);
    expect(found(reportBefore('1.15', ['old']))).toBe(false);
    expect(found(reportBefore('1.14', ['old', 'new']))).toBe(false);
    expect(found(reportBefore('1.14', ['old'], 3))).toBe(false);
    expect(found(undefined)).toBe(false);
  });

  test('knows a log line by the template of the drive before', () => {
    const seen = (text: string, known: string) =>
      diagnose(
        aggregateOf(
          file('a', {
            summary: {
              versions: [{ component: 'px4', version: '2' }],
              codes: [code(text, { source: 'log' })],
            },
          }),
        ),
        standardSettings,
        {
          ...reportBefore('1', []),
          error_codes: [{ code: known, source: 'log', severity: 'error' }],
        },
      ).findings.some(({ rule }) => rule === 'fault-after-update');
    expect(seen('net: peer a lost', 'net: peer <*> lost')).toBe(false);
    expect(seen('net: peer <*> lost', 'net: peer a lost')).toBe(false);
    expect(seen('net: peer a found', 'net: peer <*> lost')).toBe(true);
  });

  test('makes no update of a component that was not there, or that is none of the vehicle', () => {
    const judged = (component: string, before: string, severity: 'warning' | 'error' = 'error') =>
      diagnose(
        aggregateOf(
          file('a', {
            summary: { versions: [{ component, version: '2' }], codes: [code('new', { severity })] },
          }),
        ),
        standardSettings,
        { ...reportBefore('1', []), versions: [{ component: before, version: '1' }] },
      ).findings.some(({ rule }) => rule === 'fault-after-update');
    expect(judged('px4', 'px4')).toBe(true);
    expect(judged('px4', 'px4', 'warning')).toBe(false);
    expect(judged('px4', 'ardupilot')).toBe(false);
    expect(judged('recorder', 'recorder')).toBe(false);
  });
});
