import { expect, test } from 'vitest';
import { diagnose } from '../../../src/diagnosis/diagnose.ts';
import { aggregateOf, file, metric } from '../../support/diagnosis/summaries.ts';

const few = [...new Array<number>(30).fill(14), ...new Array<number>(30).fill(2)];

const titlesWith = (...sources: string[]) =>
  diagnose(
    aggregateOf(
      file('flight', {
        summary: { metrics: sources.map((source) => metric('gps_satellites', few, source)) },
      }),
    ),
  )
    .findings.filter(({ rule }) => rule === 'gps-loss')
    .map(({ description }) => description.split(' ')[0]);

test('receivers that are blended to one position are one finding, others are one each', () => {
  expect(titlesWith('sensor_gps', 'vehicle_gps_position')).toEqual(['vehicle_gps_position']);
  expect(titlesWith('sensor_gps')).toEqual(['sensor_gps']);
  expect(titlesWith('/gps/fix', 'vehicle_gps_position').toSorted()).toEqual([
    '/gps/fix',
    'vehicle_gps_position',
  ]);
});
