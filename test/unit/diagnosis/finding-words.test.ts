import { describe, expect, test } from 'vitest';
import { anExample } from '../../../src/diagnosis/rules/an-example.ts';
import { quoteCode } from '../../../src/text/wording.ts';
import { codeAggregate, findings, source } from '../../support/diagnosis/aggregates.ts';

describe('a level says for how much of the time it was reached', () => {
  const values = (count: number, high: number, low: number) => [
    ...Array(100 - count).fill(low),
    ...Array(count).fill(high),
  ];

  test.each([
    [
      'coolant-over-temperature',
      () => source('temperature_celsius', values(12, 120, 90), 'coolant'),
      '118 °C or above for 12 %',
    ],
    ['cpu-saturation', () => source('cpu_percent', values(30, 99, 40)), '95 % or above for 30 %'],
    ['cpu-saturation', () => source('cpu_percent', values(30, 93, 40)), '90 % or above for 30 %'],
    ['under-voltage', () => source('battery_voltage', values(3, 9.5, 12)), 'below 10.5 V for 3 %'],
    ['engine-overspeed', () => source('engine_speed_rpm', values(6, 7500, 900)), '7000 rpm or above for 6 %'],
  ])('%s', (id, metric, words) => {
    expect(findings(id, { metric_sources: [metric()] })[0]?.description).toContain(words);
  });

  test('of two sources the one with the worse level gives the title, then the one with the higher value', () => {
    const moments = source('cpu_percent', values(6, 100, 91), 'moments');
    const long = source('cpu_percent', values(60, 97, 40), 'long');
    const peak = source('cpu_percent', values(6, 100, 40), 'peak');
    const warned = source('cpu_percent', values(4, 100, 92), 'warned');
    const spoken = (...metric_sources: (typeof long)[]) =>
      findings('cpu-saturation', { metric_sources })[0]?.description.split(' ')[0];
    expect([spoken(warned, long), spoken(long, warned)]).toEqual(['long', 'long']);
    expect([spoken(long, peak), spoken(moments, long)]).toEqual(['peak', 'moments']);
  });
});

describe('trouble codes', () => {
  test.each([
    ['P0301', /emissions/],
    ['C0035', /chassis/],
    ['B0001-12', /airbags/],
    ['U0100', /did not hear/],
  ])('%s has the cause of its system', (code, cause) => {
    const [finding] = findings('obd-dtc', { codes: [codeAggregate(code, { source: 'obd' })] });
    expect(finding?.likely_cause).toMatch(cause);
    expect(finding?.advice).not.toBe('');
  });

  test('of J1939 keep the cause of the rule', () => {
    const [finding] = findings('j1939-dtc', { codes: [codeAggregate('SPN 110 FMI 3', { source: 'j1939' })] });
    expect(finding?.likely_cause).toMatch(/SPN/);
  });

  test('are sorted by severity, with the freeze frame of the same protocol', () => {
    const code = (name: string, more: Parameters<typeof codeAggregate>[1] = {}) =>
      codeAggregate(name, { source: 'obd', ...more });
    const found = findings('obd-dtc', {
      codes: [
        code('P0420', { severity: 'warning' }),
        code('P0301'),
        code('P0301 freeze frame', { source: 'uds', message: 'other', severity: 'info' }),
        code('P0301 freeze frame', { message: 'at 3000 rpm', severity: 'info' }),
        code('other'),
        code('P0171', { source: 'log' }),
      ],
    });
    expect(found.map(({ title }) => title)).toEqual(['P0301!', 'P0420!']);
    expect(found[0]?.description).toBe('Reported 3 times in 1 file. at 3000 rpm');
    expect(found[0]?.evidence.at(-1)?.detail).toBe('freeze frame');
    expect(found[1]?.description).toBe('Reported 3 times in 1 file.');
  });
});

test.each([
  ['tyre: pressure low (# bar)', 'tyre: pressure low'],
  ['tyre: pressure low (# bar) on axle #', 'tyre: pressure low on axle …'],
  ['attempt # of # failed (no route)', 'attempt … of … failed (no route)'],
  ['(#)', '(…)'],
])('the code “%s” reads “%s”', (code, words) => {
  expect(quoteCode(code)).toBe(words);
});

test('a text that the title has is not said again; one with figures or words of its own is', () => {
  expect(anExample({ code: 'cpu: very high load', message: 'very high load' })).toBe('');
  expect(anExample({ code: 'brake: below minimum (# bar)', message: 'below minimum (60 bar)' })).toBe(
    ', for example “below minimum (60 bar)”',
  );
});
