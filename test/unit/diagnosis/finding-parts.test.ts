import { describe, expect, test } from 'vitest';
import type { PreviousDrive } from '../../../src/diagnosis/previous-drive.ts';
import { codeAggregate, details, findings, sighting } from '../../support/diagnosis/aggregates.ts';
import { aggregateOf, file } from '../../support/diagnosis/summaries.ts';

/** Parts of a finding that are there or not, and of what there is much, the part that is named. */
describe('what is said where there is more than one', () => {
  const uds = (code: string, more = {}) =>
    codeAggregate(code, { source: 'uds', severity: 'warning', ...more });
  const descriptionOf = (...args: Parameters<typeof findings>) => findings(...args)[0]?.description;

  test('changes of a control unit', () => {
    const session = uds('programming session', { count: 1 });
    expect(descriptionOf('control-unit-changes', { codes: [session] })).toBe('Seen once in 1 file.');
    const also = uds('download accepted', { count: 2 });
    expect(descriptionOf('control-unit-changes', { codes: [session, also] })).toMatch(
      /^Seen once in 1 file\. Also: download accepted \(2 times\)\.$/,
    );
  });

  test('damaged recordings', () => {
    const damaged = (name: string) => file(name, { verdict: { code: 'corrupt', message: 'Hurt.' } });
    expect(descriptionOf('damaged-recordings', aggregateOf(damaged('a'), file('b')))).toMatch(/ from it\.$/);
    expect(descriptionOf('damaged-recordings', aggregateOf(damaged('a'), damaged('b')))).toMatch(
      / from them\.$/,
    );
  });

  test.each([
    ['diagnostic-communication', ['a: NRC 0x31', 'b: NRC 0x22'], { source: 'uds', severity: 'warning' }],
    ['occasional-log-errors', ['a', 'b'], { source: 'log', count: 2 }],
  ] as const)('each is evidence by its first sighting: %s', (id, names, more) => {
    const codes = names.map((name) =>
      codeAggregate(name, {
        ...more,
        first: sighting({ file_name: name }),
        last: sighting({ file_name: 'z' }),
      }),
    );
    expect(findings(id, { codes })[0]?.evidence.map(({ file_name }) => file_name)).toEqual(names);
  });

  test('frames that a recorder lost, for each bus, with a cause and advice of their own', () => {
    const fault = (bus: string, message: string, lost: number) => ({
      at: sighting({ topic: `${bus} 0x100` }),
      ...{ bus, message, signal: 'Counter', due: 2_000, lost, repeated: 0, senders: 4, faulty: 3 },
    });
    const counter_faults = [
      fault('CAN 2', 'Brakes', 90),
      fault('CAN 1', 'Doors', 80),
      fault('CAN 2', 'Steering', 70),
    ];
    const found = findings('protected-frames', { counter_faults });
    expect(found.map(({ title, evidence }) => [title, evidence.length])).toEqual([
      ['Counters show that frames of CAN 2 are not in the recording', 2],
      ['Counters show that frames of CAN 1 are not in the recording', 1],
    ]);
    expect(found.map(({ description }) => description)).toMatchObject(
      [/Brakes/, /Doors/].map((text) => expect.stringMatching(text)),
    );
    const [own] = findings('protected-frames', {
      counter_faults: [{ ...fault('CAN 1', 'Doors', 80), faulty: 1 }],
    });
    for (const { likely_cause, advice } of found) {
      expect(likely_cause).toMatch(/recorder/);
      expect(likely_cause).not.toBe(own?.likely_cause);
      expect(advice).not.toBe(own?.advice);
    }
  });

  test('diagnosis over a bus fails worse from its limit on', () => {
    const at = (count: number) =>
      findings('diagnostic-communication', { codes: [uds('a: NRC 0x31', { count })] }, { repeated: 5 }).map(
        ({ severity }) => severity,
      );
    expect([at(4), at(5)]).toEqual([['info'], ['warning']]);
    expect(findings('diagnostic-communication', { codes: [uds('a: NRC 0x31', { source: 'log' })] })).toEqual(
      [],
    );
    expect(findings('diagnostic-communication', { codes: [uds('ECU reset')] })).toEqual([]);
  });

  test('trouble codes come with the freeze frame of the same code and source, the most severe first', () => {
    const obd = (code: string, more = {}) => codeAggregate(code, { source: 'obd', ...more });
    const codes = [
      obd('P0301', { severity: 'warning' }),
      obd('P0302', { severity: 'critical' }),
      obd('P0302 freeze frame', { severity: 'info', message: 'At 3,000 rpm.' }),
      codeAggregate('P0301 freeze frame', { source: 'uds', severity: 'info', message: 'Elsewhere.' }),
      obd('something else'),
    ];
    const found = findings('obd-dtc', { codes });
    expect(found.map((one) => one.codes)).toEqual([['P0302'], ['P0301']]);
    expect(found.map(({ description }) => description)).toEqual([
      'Reported 3 times in 1 file. At 3,000 rpm.',
      'Reported 3 times in 1 file.',
    ]);
    expect(found.map(details)).toEqual([
      ['first seen', 'last seen', 'freeze frame'],
      ['first seen', 'last seen'],
    ]);
    const [chassis] = findings('obd-dtc', { codes: [obd('C0035')] });
    expect([chassis?.likely_cause, found[0]?.likely_cause]).toEqual([
      expect.stringContaining('chassis'),
      expect.not.stringContaining('chassis'),
    ]);
  });
});

describe('a fault after an update', () => {
  const at = sighting();
  const version = (version: string, component = 'firmware') => ({ component, version, files: 1, at });
  const before: PreviousDrive = {
    versions: [
      { component: 'other', version: '9' },
      { component: 'firmware', version: '1' },
    ],
    error_codes: [],
    findings: [],
    omitted: { error_codes: 0 },
  };
  const fault = (code: string, more = {}) =>
    codeAggregate(code, { first: sighting({ file_name: code }), ...more });
  const find = (
    more: Partial<Parameters<typeof findings>[1]> = {},
    previous: PreviousDrive | undefined = before,
  ) =>
    findings(
      'fault-after-update',
      { versions: [version('2')], codes: [fault('a')], ...more },
      {},
      { previous },
    );

  test('names the version before, and of many faults the first five', () => {
    expect(find()).toMatchObject([
      { severity: 'error', title: '1 new fault with firmware 2: a', evidence: [{ file_name: 'a' }] },
    ]);
    expect(find()[0]?.description).toMatch(/^The drive before had 1 of firmware and none of 1 error code /);
    const codes = [...'abcdefg'].map((name) => fault(name));
    const many = findings(
      'fault-after-update',
      { versions: [version('2')], codes },
      { codes: 3 },
      { previous: before },
    );
    expect(many[0]?.title).toMatch(/^7 new faults /);
    expect(many[0]?.evidence.map(({ file_name }) => file_name)).toEqual(['a', 'b', 'c']);
  });

  test('is as severe as the worst of them', () => {
    const codes = [fault('a'), fault('b', { severity: 'critical' }), fault('c', { severity: 'warning' })];
    expect(find({ codes })).toMatchObject([{ severity: 'critical', title: expect.stringMatching(/^2 new/) }]);
    expect(find({ codes: [fault('a', { severity: 'warning' })] })).toEqual([]);
  });

  test('is none without a drive before, or if that left codes out', () => {
    expect(findings('fault-after-update', { versions: [version('2')], codes: [fault('a')] })).toEqual([]);
    expect(find({}, { ...before, omitted: { error_codes: 1 } })).toEqual([]);
  });

  test('is none if the fault was there, or the software', () => {
    const had = { code: 'a', source: 'diagnostics', severity: 'error' } as const;
    expect(find({}, { ...before, error_codes: [had] })).toEqual([]);
    expect(find({ versions: [version('1')] })).toEqual([]);
    expect(find({ versions: [version('2', 'new part')] })).toEqual([]);
    expect(
      find(
        { versions: [version('2', 'vin')] },
        { ...before, versions: [{ component: 'vin', version: '1' }] },
      ),
    ).toEqual([]);
  });
});

describe('a vehicle that is another one', () => {
  // Of Europe, where VINs have no check digit; and of North America, right and wrong.
  const [one, other] = ['WVWZZZ1JZ3W386752', 'WDB9634031L738765'] as const;
  const [right, wrong] = ['1M8GDM9AXKP042788', '1M8GDM9A1KP042788'] as const;
  const seen = (version: string, more = {}) => ({
    component: 'vin',
    version,
    files: 1,
    at: sighting({ file_name: version }),
    ...more,
  });
  const find = (vins: string[], vin?: string) =>
    findings(
      'wrong-vehicle',
      { versions: vins.map((each) => seen(each)) },
      {},
      vin === undefined ? {} : { vin },
    );

  test('is named beside that of the batch', () => {
    expect(find([one], one)).toEqual([]);
    expect(find([one, other], one)).toMatchObject([
      {
        severity: 'warning',
        title: `Wrong vehicle? The recordings name the VIN ${other}`,
        description: `The batch is of ${one}, the recordings name ${other}.`,
        evidence: [{ file_name: other, detail: `VIN ${other} in 1 file` }],
      },
    ]);
  });

  test('is one of two where the batch names none', () => {
    expect(find([one])).toEqual([]);
    expect(find([one], 'no VIN')).toEqual([]);
    expect(find([one, other])).toMatchObject([
      { title: 'Wrong vehicle? 2 VINs in one batch', description: `The recordings name ${one}, ${other}.` },
    ]);
  });

  test('is no other version, and nothing that is no VIN', () => {
    const versions = [seen(one), seen(other, { component: 'serial_number' }), seen('no VIN')];
    expect(findings('wrong-vehicle', { versions }, {}, { vin: one })).toEqual([]);
  });

  test('may be a mistyped one', () => {
    expect(find([right], right)).toEqual([]);
    const check = { severity: 'info', title: `The VIN ${wrong} has a wrong check digit` };
    expect(find([wrong], wrong)).toMatchObject([{ ...check, evidence: [{ file_name: wrong }] }]);
    // That of the batch is in no file.
    expect(find([], wrong)).toMatchObject([{ ...check, evidence: [] }]);
    expect(find([right, wrong], right).map(({ title }) => title)).toEqual([
      expect.stringMatching(/^Wrong vehicle/),
      check.title,
    ]);
    expect(find([right, wrong], right)[1]?.evidence).toMatchObject([{ file_name: wrong }]);
  });
});

test('warnings of a flight controller count by their number, notes never', () => {
  const event = (severity: 'info' | 'warning' | 'error', source = 'px4-event') =>
    findings('px4-events', { codes: [codeAggregate('x', { source, severity, count: 50 })] }).length;
  expect([event('info'), event('warning'), event('error'), event('error', 'log')]).toEqual([0, 1, 1, 0]);
});

test('interference is what is reported as a problem', () => {
  const jammed = (severity: 'info' | 'warning') =>
    findings('gps-interference', { codes: [codeAggregate('gps jamming', { severity })] }).length;
  expect([jammed('info'), jammed('warning')]).toEqual([0, 1]);
});

test('log lines are occasional errors, other codes are not', () => {
  const of = (source: string) =>
    findings('occasional-log-errors', { codes: [codeAggregate('x', { source, count: 1 })] }).length;
  expect([of('log'), of('ulog'), of('diagnostics')]).toEqual([1, 1, 0]);
});
