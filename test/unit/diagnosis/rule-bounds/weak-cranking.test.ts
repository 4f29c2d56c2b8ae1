import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { rules } from '../../../../src/diagnosis/rule-set.ts';
import { aggregateOf, file, metric } from '../../../support/diagnosis/summaries.ts';

const flat = (value: number, length: number) => Array<number>(length).fill(value);
const rule = rules.find(({ id }) => id === 'weak-cranking');

/** A minute, once a second, of a battery and a charged net of 12 V; the engine is cranked for some seconds from second 10 on. */
function severities(low: number, seconds: number, { runsAfter = 0, nets = 1 } = {}) {
  const voltage = [...flat(12.6, 10), ...flat(low, seconds), ...flat(14.2, 60 - 10 - seconds)];
  const speed = [...flat(0, 10 + seconds + runsAfter), ...flat(900, 60)].slice(0, 60);
  const metrics = [
    metric(
      'battery_voltage',
      voltage.map((volts) => volts * nets),
      'supply',
    ),
    metric('engine_speed_rpm', speed, 'engine'),
  ];
  return rule?.evaluate(aggregateOf(file('a', { summary: { metrics } }))).map(({ severity }) => severity);
}

describe('weak cranking', () => {
  test('by the level that the supply keeps for two seconds', () => {
    expect([severities(9.6, 3), severities(9.59, 3)]).toEqual([[], ['info']]);
    expect([severities(8.5, 3), severities(8.49, 3)]).toEqual([['info'], ['warning']]);
    expect([severities(8, 1), severities(8, 2)]).toEqual([[], ['warning']]);
    const truck = { nets: 2 };
    expect([severities(9.6, 3, truck), severities(9.59, 3, truck), severities(8.49, 3, truck)]).toEqual([
      [],
      ['info'],
      ['warning'],
    ]);
  });

  test('is over once the engine runs, within the time that a start takes', () => {
    expect([severities(8, 9), severities(8, 13)]).toEqual([['warning'], []]);
    expect([severities(8, 3, { runsAfter: 6 }), severities(8, 3, { runsAfter: 20 })]).toEqual([
      ['warning'],
      [],
    ]);
  });

  test('is told of every supply that is low enough and of no other', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 5_000, max: 11_900 }),
        fc.integer({ min: 1, max: 9 }),
        (milli, seconds) => {
          const levels = [...(milli < 8_500 ? ['warning'] : []), ...(milli < 9_600 ? ['info'] : [])];
          expect(severities(milli / 1000, seconds)).toEqual(levels.slice(0, seconds < 2 ? 0 : 1));
        },
      ),
    );
  });
});
