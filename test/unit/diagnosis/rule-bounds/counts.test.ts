import { describe, expect, test } from 'vitest';
import {
  codeAggregate,
  found,
  judged,
  limitOf,
  topicAggregate,
} from '../../../support/diagnosis/aggregates.ts';

describe('a count is reached at its limit, and not just below', () => {
  const counts: [
    id: string,
    source: string,
    code: string,
    threshold: string,
    at: string[],
    below: string[],
  ][] = [
    ['repeated-log-errors', 'log', 'x', 'repeated', ['warning'], []],
    ['repeated-log-errors', 'ulog', 'x', 'flood', ['error'], ['warning']],
    ['occasional-log-errors', 'log', 'x', 'repeated', [], ['info']],
    ['clock-jump', 'clock', 'x', 'warning', ['warning'], ['info']],
    ['bus-errors', 'can', 'CAN 1: error frame', 'warning', ['warning'], ['info']],
    ['bus-errors', 'can', 'CAN 1: error frame', 'error', ['error'], ['warning']],
    ['control-unit-changes', 'uds', 'ECU reset', 'repeated', ['warning'], ['info']],
  ];
  test.each(counts)('%s: %s %s, %s', (id, from, code, threshold, at, below) => {
    const limit = limitOf(id, threshold);
    // A bus that carries much besides.
    const topics = [topicAggregate('CAN 1 0x100', { message_count: 1_000_000 })];
    const with_ = (count: number) =>
      judged(id, { codes: [codeAggregate(code, { source: from, count })], topics });
    expect(with_(limit)).toEqual(at);
    expect(with_(limit - 1)).toEqual(below);
  });

  test('error frames that are much of what a bus carries', () => {
    const at = (count: number, message_count: number) =>
      judged('bus-errors', {
        codes: [codeAggregate('CAN 1: error frame', { source: 'can', count })],
        topics: [topicAggregate('CAN 1 0x100', { message_count }), topicAggregate('CAN 2 0x100')],
      });
    const share = limitOf('bus-errors', 'share') / 100;
    expect([at(2, 2 / share), at(2, 2 / share + 1), at(1, 1)]).toEqual([['warning'], ['info'], ['info']]);
  });

  test('frames that say that their sender is error-passive', () => {
    const at = (count: number) =>
      judged('bus-off', {
        codes: [
          codeAggregate('CAN 1: error passive', {
            source: 'can',
            count,
            first: { ...codeAggregate('').first, topic: 'CAN 1 0x123' },
          }),
        ],
      });
    const limit = limitOf('bus-off', 'indicated');
    expect([at(limit - 1), at(limit)]).toEqual([['info'], ['error']]);
  });

  test('messages that are no number', () => {
    const at = (count: number) =>
      judged('not-finite', { codes: [codeAggregate('x', { source: 'not-finite', count })] });
    const limit = limitOf('not-finite', 'error');
    expect([at(1), at(limit - 1), at(limit)]).toEqual([['warning'], ['warning'], ['error']]);
  });

  test('warnings of a flight controller', () => {
    const at = (count: number) =>
      judged('px4-events', {
        codes: [codeAggregate('x', { source: 'px4-event', severity: 'warning', count })],
      });
    expect([at(9), at(10)]).toEqual([[], ['warning']]);
  });

  test('dropouts of a flight controller, of which a single long one counts', () => {
    const at = (count: number, severity: 'warning' | 'error' = 'warning') =>
      judged('px4-dropouts', { codes: [codeAggregate('x', { source: 'dropout', severity, count })] });
    const limit = limitOf('px4-dropouts', 'warning');
    expect([at(limit - 1), at(limit), at(1, 'error')]).toEqual([['info'], ['warning'], ['warning']]);
  });

  test('components that became stale', () => {
    const at = (count: number) =>
      judged('stale-diagnostics', { codes: [codeAggregate('arm: stale', { severity: 'warning', count })] });
    const limit = limitOf('stale-diagnostics', 'error');
    expect([at(limit - 1), at(limit)]).toEqual([['warning'], ['error']]);
  });

  test.each([
    ['error-diagnostics', 'diagnostics', 'x'],
    ['px4-events', 'px4-event', 'x'],
    ['repeated-log-errors', 'log', 'x'],
    ['obd-dtc', 'obd', 'P030'],
    ['uds-dtc', 'uds', 'P030'],
  ])('no more than `codes` findings of %s', (id, from, code) => {
    const codes = Array.from({ length: 20 }, (_, i) =>
      codeAggregate(`${code}${(i % 16).toString(16).toUpperCase()}${i > 15 ? '-11' : ''}`, {
        source: from,
        count: 20 + i,
      }),
    );
    expect(found(id, { codes })).toHaveLength(limitOf(id, 'codes'));
  });
});
