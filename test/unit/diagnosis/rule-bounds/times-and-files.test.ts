import { describe, expect, test } from 'vitest';
import type { Aggregate } from '../../../../src/diagnosis/aggregate.ts';
import { found, judged, limitOf, sighting } from '../../../support/diagnosis/aggregates.ts';
import { aggregateOf, driveStart, file, ns } from '../../../support/diagnosis/summaries.ts';

describe('times', () => {
  const hole = (seconds: number) => ({
    start_ns: ns(driveStart),
    end_ns: ns(driveStart + seconds),
    before: { file_id: 'a', file_name: 'a' },
    after: { file_id: 'b', file_name: 'b' },
  });

  test('holes from their least length up to that of another drive', () => {
    const at = (seconds: number, joins = 9) => judged('coverage-holes', { holes: [hole(seconds)], joins });
    expect([at(4.999), at(5), at(599.999), at(600)]).toEqual([[], ['warning'], ['warning'], []]);
    expect([at(5, 1), at(5, 0)]).toEqual([['warning'], ['info']]);
    expect(found('coverage-holes', { holes: [hole(5), hole(7), hole(6)], joins: 3 })[0]).toMatch(
      /longest of 7 s$/,
    );
  });

  test('recordings that lie further apart than a month', () => {
    const at = (seconds: number) => judged('suspicious-clock', { holes: [hole(seconds)] });
    const days = limitOf('suspicious-clock', 'apart') * 86_400;
    expect([at(days), at(days + 1)]).toEqual([[], ['warning']]);
  });

  test('messages that all bear one time', () => {
    const limit = limitOf('suspicious-clock', 'standing');
    const rows = aggregateOf(file('a')).files;
    const at = (message_count: number, clock: 'boot' | 'unknown' = 'boot', end_ns = '5') =>
      judged('suspicious-clock', {
        files: rows.map((row) => ({ ...row, message_count, span: { start_ns: '5', end_ns, clock } })),
      });
    expect([at(limit - 1), at(limit)]).toEqual([[], ['warning']]);
    expect([at(limit, 'unknown'), at(limit, 'boot', '6')]).toEqual([[], []]);
  });

  test('pauses', () => {
    const at = (seconds: number) =>
      judged('recording-pause', {
        pauses: [{ at: sighting(), length_ns: seconds * 1e9, topics: 4, on_bus: false, kept_time: false }],
      });
    expect([at(0.999), at(1), at(59.999), at(60)]).toEqual([[], ['warning'], ['warning'], ['error']]);
  });

  test('pauses of buses, by whether their senders kept their time', () => {
    const at = (seconds: number, kept_time: boolean) =>
      judged('recording-pause', {
        pauses: [{ at: sighting(), length_ns: seconds * 1e9, topics: 4, on_bus: true, kept_time }],
      });
    expect([at(0.499, true), at(0.5, true), at(60, true)]).toEqual([[], ['warning'], ['error']]);
    expect([at(0.999, false), at(1, false)]).toEqual([[], ['info']]);
  });

  test('clocks that differ, minus the uncertainty of the landmarks', () => {
    const offset = (offset_s: number, error_s = 0, clock: 'unix' | 'boot' = 'unix') => ({
      reference: { file_id: 'a', file_name: 'a' },
      other: { file_id: 'b', file_name: 'b', clock },
      offset_s,
      error_s,
      landmarks: 4,
    });
    const at = (...offsets: ReturnType<typeof offset>[]) => found('clock-offset', { clock_offsets: offsets });
    expect(at(offset(0.099))).toEqual([]);
    expect(at(offset(-0.1))).toEqual(['warning: Clocks of two recorders differ by 0.1 s']);
    expect([at(offset(0.59, 0.5)), at(offset(0.61, 0.5)).length]).toEqual([[], 1]);
    expect(at(offset(0.999))[0]).toMatch(/^warning/);
    expect(at(offset(1))[0]).toMatch(/^error/);
    expect(at(offset(9, 0, 'boot'))).toEqual([]);
    expect(at(offset(1), offset(-3), offset(2))).toEqual(['error: Clocks of two recorders differ by 3 s']);
  });

  test('overlaps by the share of the shorter file', () => {
    const at = (share: number) =>
      judged('overlapping-recordings', {
        overlaps: [
          {
            start_ns: ns(driveStart),
            end_ns: ns(driveStart + 9),
            share,
            first: { file_id: 'a', file_name: 'a' },
            second: { file_id: 'b', file_name: 'b' },
          },
        ],
      });
    expect([at(0.499), at(0.5)]).toEqual([['info'], ['warning']]);
  });
});

describe('shares of files', () => {
  const totals = (files: number, salvaged: number): Pick<Aggregate, 'totals'> => ({
    totals: { files, parsed: files, failed: 0, salvaged, bytes: 0, messages: 0 },
  });

  test('damaged', () => {
    const at = (files: number, salvaged: number) => judged('damaged-recordings', totals(files, salvaged));
    expect([at(4, 0), at(3, 1), at(4, 2), at(1, 1)]).toEqual([[], ['warning'], ['error'], ['warning']]);
  });

  test('missing by number', () => {
    const at = (...missing: number[]) =>
      judged('missing-recordings', {
        numbering_holes: missing.map((missing_count) => ({
          pattern: 'd_*',
          files: 8,
          missing: ['3'],
          missing_count,
          before: { file_id: 'a', file_name: 'd_2' },
        })),
      });
    expect([at(), at(2), at(3), at(3, 2)]).toEqual([[], ['warning'], ['info'], ['warning']]);
  });
});
