import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { exchange } from '../../../../../samples/can/segment.ts';
import { codesOf, feed, metricsOf, onBus, versionsOf } from '../../../../support/recordings/feed.ts';

const pair = [
  { id: 0x7e0, extended: false },
  { id: 0x7e8, extended: false },
] as const;

const hex = (text: string) => Buffer.from(text.replaceAll(' ', ''), 'hex');
const answered = (...answers: (string | Uint8Array)[]) =>
  feed(
    onBus(
      answers.flatMap((answer, index) =>
        exchange(index, pair, [0x22, 0xf4, 0x0c], typeof answer === 'string' ? hex(answer) : answer),
      ),
    ),
  );

describe('parameters (0xF4xx)', () => {
  test('are those of mode 01, several in one response', () => {
    expect(metricsOf(answered('62 F4 0C 1A F8'))).toMatchObject({ 'CAN 1 0x7E8 engine speed': [1, 1726] });
    expect(metricsOf(answered('62 F4 05 7B F4 0D 64'))).toMatchObject({
      'CAN 1 0x7E8 engine coolant': [1, 83],
      'CAN 1 0x7E8 vehicle speed': [1, 100],
    });
  });

  test('stop at something that is not the identifier of a parameter', () => {
    expect(Object.keys(metricsOf(answered('62 F4 05 7B 0D 64')))).toEqual(['CAN 1 0x7E8 engine coolant']);
  });

  test.each([
    ['traction battery voltage', '62 F4 9A 06 00 64 00 FF 9C', 400],
    ['traction battery current', '62 F4 9A 06 00 64 00 FF 9C', -10],
    ['traction battery state of health', '62 F4 B2 80', 50.196],
    ['state of certified energy', '62 F4 D2 01 CC 00', 80],
    ['engine odometer', '62 F4 D3 00 01 E2 40', 12345.6],
    ['exhaust flow', '62 F4 9E 00 64', 20],
  ])('%s, of hybrid and electric vehicles', (label, answer, value) => {
    expect(metricsOf(answered(answer))[`CAN 1 0x7E8 ${label}`]).toEqual([1, value]);
  });

  test('that a control unit marks as unsupported are omitted', () => {
    expect(answered('62 F4 9A 00 00 64 00 FF 9C')).toMatchObject({
      metrics: [],
      omitted: { values: { marked_invalid: 2 } },
    });
  });
});

describe('vehicle information (0xF8xx)', () => {
  const text = (value: string, size: number) => Buffer.from(value.padEnd(size, '\0')).toString('hex');
  const all = {
    vin: '1A9ARGUS0SAMPLE01',
    'CAN 1 0x7E8 calibration id': 'CAL-1',
    'CAN 1 0x7E8 calibration id 2': 'CAL-2',
    'CAN 1 0x7E8 calibration verification number': 'DEADBEEF',
    'CAN 1 0x7E8 name': 'ECM - EngineControl',
  };

  test.each([
    ['', ['', '', '', '']],
    [' with the number of items of mode 09', ['01', '02', '01', '01']],
  ])('identifies vehicle and calibration%s', (_, [vin, ids, numbers, name]) => {
    const summary = answered(
      `62 F8 02 ${vin} ${text('1A9ARGUS0SAMPLE01', 17)}`,
      `62 F8 04 ${ids} ${text('CAL-1', 16)}${text('CAL-2', 16)}`,
      `62 F8 06 ${numbers} DE AD BE EF`,
      `62 F8 0A ${name} ${text('ECM\0-EngineControl', 20)}`,
    );
    expect(versionsOf(summary)).toEqual(all);
  });

  test('names the protocol', () => {
    expect(versionsOf(answered('62 F8 10 01'))).toEqual({
      'CAN 1 0x7E8 OBD protocol': 'OBD on UDS (SAE J1979-2)',
    });
    expect(versionsOf(answered('62 F8 10 07'))).toEqual({ 'CAN 1 0x7E8 OBD protocol': '0x07' });
  });

  test('reads in-use performance of both kinds of engines, as mode 09 has it', () => {
    expect(metricsOf(answered('62 F8 08 00 64 01 2C 00 0A 00 14'))).toEqual({
      'CAN 1 0x7E8 OBD conditions met': [1, 100],
      'CAN 1 0x7E8 ignition cycles': [1, 300],
      'CAN 1 0x7E8 catalyst bank 1 monitor completed': [1, 10],
      'CAN 1 0x7E8 catalyst bank 1 monitor conditions met': [1, 20],
    });
    expect(metricsOf(answered('49 0B 04 00 64 01 2C 00 0A 00 14'))).toMatchObject({
      'CAN 1 0x7E8 NMHC catalyst monitor completed': [1, 10],
      'CAN 1 0x7E8 NMHC catalyst monitor conditions met': [1, 20],
    });
  });

  test('of a length that no number of items has is not guessed', () => {
    expect(answered('62 F8 06 DE AD BE EF 01', '62 F8 02 31 41 39')).toMatchObject({
      versions: [],
      metrics: [],
    });
  });
});

describe('readiness for each code', () => {
  test('by mask: which codes of the emissions system were not tested since they were cleared', () => {
    const summary = answered('59 42 33 FF FF 04 20 04 20 00 50 20 03 01 00 40 20 04 42 00 10');
    expect(codesOf(summary)).toEqual(['obd info OBD monitors not completed x1']);
    expect(summary.codes[0]?.message).toBe(
      'ECU 0x7E8 on CAN 1 has not yet run the tests of 2 codes since its codes were cleared: P0420-00, P0442-00.',
    );
  });

  test('by readiness group, with the codes that failed', () => {
    const summary = answered('59 56 33 FF 04 06 04 20 00 10 03 01 00 2F');
    expect(codesOf(summary)).toEqual(['uds error P0301-00 x1', 'obd info OBD monitors not completed x1']);
    expect(summary.codes[1]?.message).toContain('one code (readiness group 0x06)');
  });

  test('a long list is shortened', () => {
    const records = Array.from({ length: 30 }, (_, index) => `04 ${(0x10 + index).toString(16)} 00 10`);
    expect(answered(`59 56 33 FF 04 01 ${records.join(' ')}`).codes[0]?.message).toMatch(
      / 30 codes .*: P0410-00, .* and 20 more\.$/,
    );
  });

  test('is not told of other systems, or when all tests have run', () => {
    expect(answered('59 42 D0 FF FF 04 20 04 20 00 50', '59 56 33 FF 04 06 04 20 00 40').codes).toEqual([]);
  });

  test('permanent codes are errors', () => {
    expect(codesOf(answered('59 55 33 FF 04 03 01 00 00'))).toEqual(['uds error P0301-00 x1']);
  });
});

describe('freeze frames', () => {
  test('of the first and of the last time, with the figures of that moment', () => {
    const summary = answered('59 04 03 01 00 2F 00 02 F4 0C 1A F8 F4 05 7B F0 01 F4 0D 64');
    expect(summary.codes.map(({ code, message }) => [code, message])).toEqual([
      ['P0301-00', expect.anything()],
      [
        'P0301-00 freeze frame',
        'When P0301-00 was stored in ECU 0x7E8 on CAN 1 (snapshot record 0x00): engine speed 1726 rpm, engine coolant 83 °C.',
      ],
      [
        'P0301-00 freeze frame 0xF0',
        'When P0301-00 was stored in ECU 0x7E8 on CAN 1 (snapshot record 0xF0): vehicle speed 100 km/h.',
      ],
    ]);
    expect(summary.metrics).toEqual([]);
  });

  test('end where an identifier of the manufacturer begins', () => {
    const summary = answered('59 04 03 01 00 2F 00 03 F4 0C 1A F8 DD 01 99 F4 05 7B');
    expect(summary.codes[1]?.message).toMatch(/: engine speed 1726 rpm\.$/);
    expect(summary.codes).toHaveLength(2);
  });
});

test('nothing is invented from a response of any bytes: no figure but of known parameters, no code but in its form', () => {
  const service = fc.constantFrom(
    [0x62, 0xf4],
    [0x62, 0xf8],
    [0x59, 0x42, 0x33],
    [0x59, 0x56, 0x33],
    [0x59, 0x04],
    [0x69],
  );
  fc.assert(
    fc.property(service, fc.uint8Array({ minLength: 1, maxLength: 60 }), (start, rest) => {
      const summary = answered(Uint8Array.from([...start, ...rest]));
      for (const { code } of summary.codes) {
        expect(code).toMatch(
          /^(?:[PCBU][0-3][0-9A-F]{3}-[0-9A-F]{2}(?: freeze frame(?: 0x[0-9A-F]{2})?)?|SPN \d+ FMI \d+|OBD monitors not completed|MIL on|authentication \w+|tester authenticated|certificate accepted)$/,
        );
      }
      const values = summary.metrics.reduce((sum, { count }) => sum + count, 0);
      expect(values).toBeLessThanOrEqual(rest.length);
    }),
  );
});
