import { describe, expect, test } from 'vitest';
import type { Aggregate } from '../../../src/diagnosis/aggregate.ts';
import { codeAggregate, details, findings, sighting, source } from '../../support/diagnosis/aggregates.ts';
import { aggregateOf, file } from '../../support/diagnosis/summaries.ts';

const code = codeAggregate;

/** Several instances of what usually occurs once: which one gives the title, and what is reported about the others. */
describe('the most frequent code gives the title, wherever it is', () => {
  const few = (name: string, more = {}) => code(name, { count: 2, message: `${name} few`, ...more });
  const many = (name: string, more = {}) => code(name, { count: 8, message: `${name} many`, ...more });

  test.each([
    ['diagnostic-communication', ['a: NRC 0x31', 'b: NRC 0x22'], { source: 'uds', severity: 'warning' }],
    ['occasional-log-errors', ['a', 'b'], { source: 'log' }],
    ['undecoded-messages', ['a', 'b'], { source: 'decoder' }],
    ['stale-diagnostics', ['a: stale', 'b: stale'], { severity: 'warning' }],
  ] as const)('%s', (id, [a, b], more) => {
    const described = (...codes: ReturnType<typeof code>[]) => findings(id, { codes })[0]?.description;
    expect(described(few(a, more), many(b, more))).toContain(id === 'stale-diagnostics' ? b : `${b} many`);
    expect(described(many(a, more), few(b, more))).toContain(id === 'stale-diagnostics' ? a : `${a} many`);
  });

  test('stale components are all listed', () => {
    const [finding] = findings('stale-diagnostics', { codes: [few('a: stale'), many('b: stale')] });
    expect(finding?.title).toBe('2 components went stale');
    expect(finding?.evidence.map(({ count, detail }) => [count, detail])).toEqual([
      [2, 'a: stale'],
      [8, 'b: stale'],
    ]);
    expect(finding?.codes).toEqual(['a: stale', 'b: stale']);
    const [alone] = findings('stale-diagnostics', { codes: [few('a: stale')] });
    expect(alone?.title).toBe('Went stale: a: stale');
    expect(alone?.description).toMatch(/^It was stale/);
    expect(findings('stale-diagnostics', { codes: [few('a: stale', { source: 'log' })] })).toEqual([]);
  });

  test('messages that were not decoded are added up', () => {
    const of = (...codes: ReturnType<typeof code>[]) => findings('undecoded-messages', { codes })[0];
    const [a, b] = [few('a', { source: 'decoder' }), many('b', { source: 'decoder' })];
    expect([of(a, b)?.title, of(a, b)?.description]).toEqual([
      '10 messages could not be decoded',
      'Most often: b many',
    ]);
    expect(of(a)?.description).toBe('a few');
  });

  test('errors of buses are sorted by severity, then the most frequent', () => {
    const frame = (channel: number, more = {}) =>
      code(`CAN ${channel}: error frame`, { source: 'can', ...more });
    const titles = findings('bus-errors', {
      codes: [
        frame(1, { count: 3 }),
        frame(2, { count: 5 }),
        frame(3, { count: 4, severity: 'critical' }),
        code('CAN 4: error frame', { source: 'log' }),
        code('CAN 5: other', { source: 'can' }),
      ],
    }).map(({ title }) => title.slice(0, 5));
    expect(titles).toEqual(['CAN 3', 'CAN 2', 'CAN 1']);
  });

  test('links of two ends have separate advice', () => {
    const advice = (name: string) =>
      findings('bus-errors', { codes: [code(name, { source: 'can' })] })[0]?.advice;
    expect(advice('Ethernet 1: Ethernet error')).toMatch(/settings of both ends/);
    expect(advice('CAN 1: error frame')).not.toMatch(/settings of both ends/);
  });
});

describe('a receiver that lost its position', () => {
  const lost = (receiver: string, more = {}) =>
    code(`${receiver}: GPS fix lost`, { severity: 'warning', count: 2, ...more });
  const few = () => source('gps_satellites', [...Array(50).fill(12), ...Array(50).fill(3)], 'roof');

  test('is one finding with its satellites', () => {
    const found = findings('gps-loss', {
      codes: [lost('roof', { severity: 'error' })],
      metric_sources: [few()],
    });
    expect(found).toHaveLength(1);
    expect(found[0]).toMatchObject({ severity: 'error', codes: ['roof: GPS fix lost'] });
    expect(found[0]?.description).toMatch(
      /fewer than 4 for 50 % of the time; it lost its position 2 times\.$/,
    );
    expect(details(found[0])).toEqual(['first seen', 'last seen', 'fewest: 3', 'most: 12']);
  });

  test('is a finding of its own where its satellites are not known', () => {
    const found = findings('gps-loss', { codes: [lost('mast')], metric_sources: [few()] });
    expect(found.map(({ title }) => title)).toEqual([
      'GPS with fewer than 4 satellites for 50 % of the time',
      'GPS position lost 2 times',
    ]);
    expect(found[0]).not.toHaveProperty('codes');
    expect(found[0]?.description).toMatch(/time\.$/);
    expect(found[1]).toMatchObject({ severity: 'warning', codes: ['mast: GPS fix lost'] });
    expect(found[1]?.description).toMatch(/^mast: /);
    expect(findings('gps-loss', { codes: [lost('mast', { source: 'log' })] })).toEqual([]);
  });
});

describe('what a report says if there is little data', () => {
  const totals = (messages: number) => ({
    totals: { ...aggregateOf().totals, files: 1, parsed: 1, messages },
  });

  test('nothing at all, or nothing about health', () => {
    const of = (messages: number, more: Partial<Aggregate> = {}) =>
      findings('nothing-to-judge', { ...totals(messages), ...more })[0];
    expect(of(0)?.title).toBe('No messages in these recordings');
    expect(of(0)?.description).toMatch(/nothing was recorded/);
    expect(of(5)?.title).toMatch(/^No diagnostics/);
    expect(of(5)?.description).toMatch(/0 topics with 5 messages/);
    expect(of(5)?.evidence).toEqual([]);
    const one = aggregateOf(
      file('a', { summary: { logs: [{ ...sighting(), severity: 'info', source: '', text: 'x' }] } }),
    );
    expect(of(5, { logs: one.logs })).toBeUndefined();
    expect(of(5, { codes: [code('x')] })).toBeUndefined();
    expect(of(5, { metrics: [source('cpu_percent', [1])] })).toBeUndefined();
    expect(findings('nothing-to-judge', {})).toEqual([]);
  });
});

describe('codes that a finding is about', () => {
  test.each([
    ['bus-off', code('CAN 1: bus off', { source: 'can' })],
    ['bus-errors', code('CAN 1: error frame', { source: 'can' })],
    ['clock-jump', code('clock jump', { source: 'clock' })],
    ['error-diagnostics', code('x', { source: 'dbc' })],
    ['gps-interference', code('gps jamming', { severity: 'warning' })],
    ['px4-dropouts', code('dropout', { source: 'dropout' })],
    ['px4-events', code('event', { source: 'px4-event' })],
    ['px4-failsafe', code('rc lost', { source: 'failsafe' })],
    ['repeated-log-errors', code('x', { source: 'log', count: 10 })],
    ['obd-dtc', code('P0301', { source: 'obd' })],
    ['warning-lamps', code('MIL on', { source: 'obd' })],
    ['control-unit-changes', code('ECU reset', { source: 'uds' })],
  ])('%s', (id, one) => {
    expect(findings(id, { codes: [one] })[0]?.codes).toEqual([one.code]);
    expect(findings(id, { codes: [{ ...one, source: 'elsewhere' }] })).toEqual([]);
  });

  test('a full disk is told by what recorders log', () => {
    const of = (message: string, more = {}) =>
      findings('disk-nearly-full', {
        codes: [code('x', { source: 'log', severity: 'warning', message, ...more })],
      })[0];
    expect(of('Less than 5 x 1G of space free on disk with out.bag.active.')).toMatchObject({
      severity: 'warning',
      title: 'Disk space runs out: x',
      codes: ['x'],
    });
    expect(of('write: No space left on device', { severity: 'error' })?.severity).toBe('error');
    expect([of('the disk is fine'), of('disk full', { source: 'diagnostics' })]).toEqual([
      undefined,
      undefined,
    ]);
  });

  test('two clocks in one trace are told as such', () => {
    const [finding] = findings('clock-jump', {
      codes: [code('clock: two clocks', { source: 'clock', severity: 'warning', count: 1, files: 1 })],
    });
    expect(finding).toMatchObject({ severity: 'warning', title: 'Two clocks in 1 file' });
    expect(finding?.likely_cause).toMatch(/adapter/);
  });

  test('a buffer that is written again is told as such', () => {
    const [finding] = findings('clock-jump', {
      codes: [code('clock: repeated blocks', { source: 'clock', severity: 'warning', count: 1, files: 1 })],
    });
    expect(finding).toMatchObject({ severity: 'warning', title: 'Blocks of lines written again in 1 file' });
    expect(finding?.likely_cause).toMatch(/buffer/);
  });

  test('fatal log lines have a cause of their own, however few', () => {
    const of = (severity: 'error' | 'critical') =>
      findings('repeated-log-errors', { codes: [code('x', { source: 'log', severity, count: 10 })] })[0];
    expect(of('critical')).toMatchObject({ severity: 'critical', title: 'Fatal error logged 10 times: x' });
    expect(of('critical')?.likely_cause).toMatch(/stopped here/);
    expect(of('error')).toMatchObject({ severity: 'warning', title: 'Error logged 10 times: x' });
    expect(of('error')?.likely_cause).not.toMatch(/stopped here/);
  });

  test('first and last sighting, with the count where it is of one file', () => {
    const evidence = (more: Parameters<typeof code>[1]) =>
      findings('px4-failsafe', { codes: [code('x', { source: 'failsafe', ...more })] })[0]?.evidence.map(
        ({ count, detail }) => [count, detail],
      );
    expect(evidence({ count: 1 })).toEqual([[1, undefined]]);
    expect(evidence({ count: 2 })).toEqual([
      [2, 'first seen'],
      [undefined, 'last seen'],
    ]);
    expect(evidence({ count: 2, files: 2 })).toEqual([
      [undefined, 'first seen'],
      [undefined, 'last seen'],
    ]);
  });

  test('lamps are lit by what J1939 says, not by words elsewhere', () => {
    const message = 'x; on: red stop lamp';
    expect(findings('warning-lamps', { codes: [code('x', { source: 'log', message })] })).toEqual([]);
    expect(findings('warning-lamps', { codes: [code('x', { source: 'j1939', message })] })).toHaveLength(1);
  });

  test('diagnosis over a bus fails worse than now and then by count or by severity', () => {
    const severityOf = (more: Parameters<typeof code>[1]) =>
      findings('diagnostic-communication', {
        codes: [code('a: NRC 0x31', { source: 'uds', ...more })],
      }).map(({ severity }) => severity);
    expect(severityOf({ severity: 'info', count: 99 })).toEqual([]);
    expect(severityOf({ severity: 'warning', count: 1 })).toEqual(['info']);
    expect(severityOf({ severity: 'error', count: 1 })).toEqual(['warning']);
  });

  test('lamps that several codes light are named once', () => {
    const dm1 = (name: string, lamps: string) =>
      code(name, { source: 'j1939', severity: 'warning', message: `${name}; on: ${lamps}` });
    const [finding] = findings('warning-lamps', {
      codes: [
        dm1('SPN 1 FMI 1', 'amber warning lamp'),
        dm1('SPN 2 FMI 2', 'amber warning lamp, red stop lamp'),
      ],
    });
    expect(finding?.title).toBe('Lit: amber warning lamp, red stop lamp');
    expect(finding?.description).toMatch(/^2 codes asked for them, /);
    expect(finding?.codes).toEqual(['SPN 1 FMI 1', 'SPN 2 FMI 2']);
    const [one] = findings('warning-lamps', { codes: [dm1('SPN 1 FMI 1', 'amber warning lamp')] });
    expect(one?.description).toMatch(/^1 code asked for it, /);
    expect(
      findings('warning-lamps', {
        codes: [code('other', { source: 'obd' }), code('x', { source: 'j1939' })],
      }),
    ).toEqual([]);
  });
});
