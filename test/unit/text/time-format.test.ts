import fc from 'fast-check';
import { expect, test } from 'vitest';
import { formatDuration, formatTime, parseTime } from '../../../src/text/time-format.ts';

test.each([
  ['0', 'unix', '1970-01-01T00:00:00Z'],
  ['1772352000000000000', 'unix', '2026-03-01T08:00:00Z'],
  ['1772352000123456789', 'unix', '2026-03-01T08:00:00.123456789Z'],
  ['1772352000120000000', 'unix', '2026-03-01T08:00:00.12Z'],
  ['-1', 'unix', '1969-12-31T23:59:59.999999999Z'],
  ['12345000000', 'boot', '+12.345s'],
  ['-1500000000', 'boot', '-1.5s'],
  ['0', 'unknown', '+0s'],
  ['99999999999999999999999', 'unix', '+99999999999999.999999999s'],
] as const)('%s ns (%s) is %s', (ns, clock, text) => {
  expect(formatTime(ns, clock)).toBe(text);
});

test('loses no nanosecond', () => {
  fc.assert(
    fc.property(fc.bigInt({ min: 0n, max: 2n ** 62n }), (ns) => {
      const [seconds = '', fraction = ''] = formatTime(ns.toString(), 'unix').slice(0, -1).split('.');
      const back = BigInt(Date.parse(`${seconds}Z`)) * 1_000_000n + BigInt(fraction.padEnd(9, '0'));
      expect(back).toBe(ns);
    }),
  );
});

test.each([
  [0, '0 s'],
  [0.000_005, '5 µs'],
  [0.0011, '1.1 ms'],
  [0.033, '33 ms'],
  [0.42, '0.4 s'],
  [12.4, '12 s'],
  [60, '1 min'],
  [200, '3 min 20 s'],
  [7500, '2 h 5 min'],
  [90_000, '1 d 1 h'],
  [3599.6, '1 h'],
])('%d seconds are %s', (seconds, text) => {
  expect(formatDuration(seconds)).toBe(text);
});

test('a time is read as it was written', () => {
  fc.assert(
    fc.property(
      fc.bigInt({ min: -(10n ** 19n), max: 10n ** 20n }),
      fc.constantFrom('unix', 'boot'),
      (ns, clock) => {
        expect(parseTime(formatTime(`${ns}`, clock))).toEqual({ time_ns: ns, clock });
      },
    ),
  );
  expect(parseTime('')).toBeUndefined();
  expect(parseTime('yesterday')).toBeUndefined();
  expect(parseTime('2026-13-01T08:00:00Z')).toBeUndefined();
});
