import { describe, expect, test } from 'vitest';
import {
  codeAggregate,
  details,
  findings,
  found,
  judged,
  sighting,
} from '../../../support/diagnosis/aggregates.ts';

describe('frames missing on a bus', () => {
  const loss = (percent: number, more = {}) => ({
    ...{ at: sighting(), bus: 'CAN 1', worst: 'CAN 1 0x100', senders: 4, lossy: 2, scattered: 0 },
    ...{ expected: 1000, seen: 1000 - 10 * percent, ...more },
  });
  const at = (...losses: ReturnType<typeof loss>[]) => judged('missing-frames', { frame_losses: losses });

  test('count from their share, the number of senders and the share of them', () => {
    expect([at(loss(4.9)), at(loss(5)), at(loss(29.9)), at(loss(30))]).toEqual([
      [],
      ['warning'],
      ['warning'],
      ['error'],
    ]);
    expect([at(loss(9, { senders: 2 })), at(loss(9, { senders: 3 }))]).toEqual([[], ['warning']]);
    expect([at(loss(9, { lossy: 1 })), at(loss(9, { senders: 6, lossy: 3 }))]).toEqual([[], ['warning']]);
  });

  test('count from two in a hundred on where half of the senders lose single ones', () => {
    const few = { lossy: 0, scattered: 2 };
    expect([at(loss(1.9, few)), at(loss(2, few)), at(loss(2, { ...few, scattered: 1 }))]).toEqual([
      [],
      ['warning'],
      [],
    ]);
    expect([at(loss(2, { ...few, senders: 2 })), at(loss(30, few))]).toEqual([[], ['error']]);
  });

  test('are told of each bus', () => {
    const [finding] = findings('missing-frames', {
      frame_losses: [loss(40), loss(1), loss(10, { bus: 'CAN 2' })],
    });
    expect(finding?.title).toBe('40 % of the frames are missing on CAN 1');
    expect(finding?.evidence.map(({ count }) => count)).toEqual([400, 100]);
    expect(details(finding)).toEqual([
      '40 % of the frames of CAN 1 are missing in this file',
      '10 % of the frames of CAN 2 are missing in this file',
    ]);
  });
});

describe('warnings of components', () => {
  const warned = (code: string, count: number, more = {}) =>
    codeAggregate(code, {
      ...{ severity: 'warning', count, first: sighting({ file_name: code }), ...more },
    });
  const of = (...codes: ReturnType<typeof warned>[]) => findings('warning-diagnostics', { codes });

  test('are repeated from their number in one recording on', () => {
    expect(of(warned('a', 10)).map(({ severity }) => severity)).toEqual(['warning']);
    expect(of(warned('a', 9)).map(({ severity }) => severity)).toEqual(['info']);
    expect(of(warned('a', 30, { most_in_file: 9 })).map(({ severity }) => severity)).toEqual(['info']);
    expect(of(warned('a', 30, { severity: 'error' }))).toEqual([]);
    expect(of(warned('a', 30, { source: 'log' }))).toEqual([]);
    expect(of(warned('a: stale', 30))).toEqual([]);
  });

  test('of axes and instances of one sensor are one condition, named by the most frequent', () => {
    const [one, ...others] = of(
      warned('estimator_status/0: mag X rejected', 12),
      warned('estimator_status/1: mag Y rejected', 20),
      warned('estimator_status/1: mag Z rejected', 3),
    );
    expect(others).toEqual([]);
    expect(one?.title).toBe('Warned 35 times: estimator_status: mag rejected');
    expect(one?.description).toMatch(/“estimator_status\/1: mag Y rejected!”, and 2 similar codes\.$/);
    expect(one?.evidence).toHaveLength(4);
    expect(one?.codes).toEqual([
      'estimator_status/1: mag Y rejected',
      'estimator_status/0: mag X rejected',
      'estimator_status/1: mag Z rejected',
    ]);
    expect(of(warned('a', 12))[0]?.description).toMatch(/“a!”\.$/);
  });

  test('come with the most frequent first, eight of them, and the rare ones in one note', () => {
    const many = Array.from({ length: 10 }, (_, i) => warned(`w${i}`, 20 + i));
    const all = of(...many, warned('rare', 2), warned('seldom', 5));
    expect(all.map(({ title }) => title)).toEqual([
      ...[9, 8, 7, 6, 5, 4, 3, 2].map((i) => `Warned ${20 + i} times: w${i}`),
      '2 warnings of components now and then',
    ]);
    expect(all.at(-1)?.description).toContain('Most often “seldom”: “seldom!”.');
    expect(all.at(-1)?.evidence.map(({ file_name }) => file_name)).toEqual(['rare', 'seldom']);
    expect(all.at(-1)?.codes).toEqual(['rare', 'seldom']);
  });
});

describe('warnings of the software', () => {
  const logged = (code: string, count: number, more = {}) =>
    codeAggregate(code, {
      ...{ source: 'log', severity: 'warning', count, first: sighting({ file_name: code }), ...more },
    });
  const of = (...codes: ReturnType<typeof logged>[]) => findings('repeated-log-warnings', { codes });
  const severityOf = (...codes: ReturnType<typeof logged>[]) => of(...codes).map(({ severity }) => severity);

  test('are repeated from ten in one recording on, and many from a hundred', () => {
    expect([severityOf(logged('a', 9)), severityOf(logged('a', 10))]).toEqual([[], ['info']]);
    expect([severityOf(logged('a', 99)), severityOf(logged('a', 100))]).toEqual([['info'], ['warning']]);
    expect(severityOf(logged('a', 100, { most_in_file: 99 }))).toEqual(['info']);
    expect(severityOf(logged('a', 100, { source: 'ulog' }))).toEqual(['warning']);
    expect(severityOf(logged('a', 100, { source: 'diagnostics' }))).toEqual([]);
    expect(severityOf(logged('a', 100, { severity: 'error' }))).toEqual([]);
    expect(severityOf(logged('gps: jamming', 100))).toEqual([]);
  });

  test('are one finding by the most frequent in a recording', () => {
    const [one] = of(logged('a', 20), logged('b', 30), logged('c', 25));
    expect(one?.title).toBe('Warning logged 30 times: b');
    expect(one?.description).toMatch(/; 2 other warnings came often too\.$/);
    expect(one?.codes).toEqual(['b', 'c', 'a']);
    expect(one?.evidence.map(({ file_name }) => file_name)).toEqual(['b', 'a', 'c', 'a']);
    expect(of(logged('a', 20))[0]?.description).toMatch(/^In 1 file/);
  });
});

describe('what a tester did', () => {
  const uds = (code: string) => codeAggregate(code, { source: 'uds', severity: 'info', count: 1 });

  test('is a note for access alone, which adaptations need too', () => {
    const of = (...codes: string[]) => judged('control-unit-changes', { codes: codes.map(uds) });
    expect(of('security access granted')).toEqual(['info']);
    expect(of('security access granted', 'tester authenticated')).toEqual(['info']);
    expect(of('programming session')).toEqual(['warning']);
    expect(of('security access granted', 'programming session')).toEqual(['warning']);
  });

  test('is said with its own cause, and the full stop of the message once', () => {
    const codes = ['DTC storing switched off', 'communication switched off'].map((code) => ({
      ...uds(code),
      message: `${code}.`,
    }));
    expect(found('control-unit-changes', { codes })).toEqual([
      'warning: Trouble codes were not stored: DTC storing switched off',
      'warning: A control unit was ordered to be silent: communication switched off',
    ]);
    const causes = findings('control-unit-changes', { codes }).map(({ likely_cause }) => likely_cause);
    expect(causes).toEqual([
      expect.stringMatching(/ControlDTC/),
      expect.stringMatching(/CommunicationControl/),
    ]);
  });
});

test('checks before arming are no warnings of the flight, but errors stay', () => {
  const event = (severity: 'warning' | 'error', message: string) =>
    judged('px4-events', {
      codes: [codeAggregate('x', { source: 'px4-event', severity, count: 20, message })],
    });
  expect(event('warning', 'Arming check: no GPS')).toEqual([]);
  expect(event('warning', 'No GPS')).toEqual(['warning']);
  expect(event('error', 'Arming check: no GPS')).toEqual(['error']);
});

test('interference is as severe as it is reported, spoofing an error at least', () => {
  const of = (code: string, severity: 'warning' | 'critical') =>
    judged('gps-interference', { codes: [codeAggregate(code, { severity })] });
  expect([of('gps jamming', 'warning'), of('gps jamming', 'critical')]).toEqual([['warning'], ['critical']]);
  expect([of('gps spoofed', 'warning'), of('gps spoofed', 'critical')]).toEqual([['error'], ['critical']]);
});

test('a pause of buses alone is a note, one of anything else comes first', () => {
  const pause = (on_bus: boolean, seconds: number, kept_time = false) => ({
    ...{ at: sighting({ file_name: `${seconds}` }), length_ns: seconds * 1e9, topics: 4, on_bus, kept_time },
  });
  const of = (...pauses: ReturnType<typeof pause>[]) => findings('recording-pause', { pauses })[0];
  expect(of(pause(true, 90))).toMatchObject({
    severity: 'info',
    title: expect.stringMatching(/^Buses silent/),
  });
  expect(of(pause(true, 90))?.description).toMatch(/^All 4 identifiers /);
  expect(of(pause(true, 90), pause(false, 5))).toMatchObject({
    severity: 'warning',
    title: 'Nothing was recorded for 5 s inside a file',
    evidence: [{ file_name: '90' }, { file_name: '5' }],
  });
  expect(of(pause(true, 0.9))).toBeUndefined();
});
