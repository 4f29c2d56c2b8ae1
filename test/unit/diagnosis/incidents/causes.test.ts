import { describe, expect, test } from 'vitest';
import type { Finding } from '../../../../src/diagnosis/finding-schema.ts';
import { causes } from '../../../../src/diagnosis/incidents/causes.ts';
import { judgedMetrics } from '../../../../src/diagnosis/incidents/metric-onset.ts';
import { kindsOf, ruleKinds, symptomKinds } from '../../../../src/diagnosis/incidents/symptom-kinds.ts';
import { rules } from '../../../../src/diagnosis/rule-set.ts';

/** One for each pair of kinds. */
const edges = causes.flatMap(({ causes: from, ...edge }) => from.map((cause) => ({ ...edge, cause })));

const ids = new Set(rules.map(({ id }) => id));

describe('the graph of causes', () => {
  test('has one edge between two kinds, with a source and a bound', () => {
    const names = edges.map(({ cause, effect }) => `${cause} → ${effect}`);
    expect(new Set(names).size).toBe(names.length);
    for (const { how, source, within_s } of causes) {
      expect(how).not.toBe('');
      expect(source).not.toBe('');
      expect(within_s).toBeGreaterThan(0);
    }
  });

  test('leads nowhere back, except where only a proven order counts', () => {
    const certain = edges.filter(({ needsOrder }) => !needsOrder);
    for (const kind of symptomKinds) {
      const reached = new Set(certain.filter(({ cause }) => cause === kind).map(({ effect }) => effect));
      for (const at of reached)
        for (const { cause, effect } of certain) if (cause === at) reached.add(effect);
      expect(reached.has(kind), kind).toBe(false);
    }
  });

  test('uses every kind of symptom', () => {
    const used = new Set(edges.flatMap(({ cause, effect }) => [cause, effect]));
    expect(symptomKinds.filter((kind) => !used.has(kind))).toEqual([]);
  });

  test('names rules that exist', () => {
    expect([...ruleKinds, ...judgedMetrics].filter((rule) => !ids.has(rule))).toEqual([]);
  });
});

describe('the kind of a finding', () => {
  const finding = (rule: string, title: string, codes?: string[]): Finding => ({
    rule,
    severity: 'error',
    title,
    description: '',
    likely_cause: '',
    advice: '',
    evidence: [],
    ...(codes && { codes }),
  });

  test.each([
    ['U0100', ['trouble-code', 'missing-partner-code']],
    ['U0073-08', ['trouble-code', 'missing-partner-code']],
    ['P0301', ['trouble-code', 'misfire-code']],
    ['P0313', ['trouble-code']],
    ['P0420', ['trouble-code', 'catalyst-code']],
    ['P0217', ['trouble-code', 'heat-code']],
    ['SPN 110 FMI 0', ['trouble-code', 'heat-code']],
    ['SPN 1100 FMI 0', ['trouble-code']],
    ['P0562', ['trouble-code', 'low-supply-report']],
    ['P0563', ['trouble-code', 'high-supply-report']],
    ['P0128', ['trouble-code', 'coolant-sensor-code']],
    ['SPN 639 FMI 9', ['trouble-code', 'missing-partner-code']],
    ['B1000', ['trouble-code']],
  ])('of code %s', (code, kinds) => {
    expect(kindsOf(finding('obd-dtc', code, [code]))).toEqual(kinds);
  });

  test.each([
    ['Camera restarted after brown-out', ['low-supply-report', 'restart']],
    ['Rebooting', ['restart']],
    ['crash check: crash', ['crash-report']],
    ['no data from lidar', ['no-answer-report']],
    ['connection timed out', ['no-answer-report']],
    ['buffer overrun, frame dropped', ['late-report']],
    ['write failed: No space left on device', ['disk-report']],
    ['std::bad_alloc', ['memory-report']],
    ['CPU throttled, too hot', ['heat-report']],
    ['gps fix lost', ['gps-report']],
    ['estimator_status: filter fault', ['estimator']],
    ['Failsafe activated', ['failsafe']],
    ['can0: bus off', ['bus-off']],
    ['map tile could not be loaded', []],
    ['sometimes resting', []],
  ])('of text “%s”', (text, kinds) => {
    expect(kindsOf(finding('repeated-log-errors', text))).toEqual(kinds);
  });

  test('of a pending code is none that lights a lamp', () => {
    expect(kindsOf(finding('obd-dtc', 'P0171 pending in ECU 0x7E8', ['P0171']))).toEqual([]);
    expect(kindsOf(finding('obd-dtc', 'P0301 pending in ECU 0x7E8', ['P0301']))).toEqual(['misfire-code']);
    expect(kindsOf(finding('obd-dtc', 'P0171 stored in ECU 0x7E8', ['P0171']))).toEqual(['trouble-code']);
  });

  test('is none for rules about files and versions', () => {
    expect(kindsOf(finding('mixed-versions', 'restart'))).toEqual([]);
  });
});
