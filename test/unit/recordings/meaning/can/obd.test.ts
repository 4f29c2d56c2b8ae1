import { describe, expect, test } from 'vitest';
import { exchange, isoTp } from '../../../../../samples/can/segment.ts';
import { codesOf, feed, frame, metricsOf, onBus, versionsOf } from '../../../../support/recordings/feed.ts';

const pair = [
  { id: 0x7e0, extended: false },
  { id: 0x7e8, extended: false },
] as const;

const hex = (text: string) => Buffer.from(text.replaceAll(' ', ''), 'hex');
const answered = (...answers: string[]) =>
  feed(onBus(answers.flatMap((answer, index) => exchange(index, pair, [0x01, 0x00], hex(answer)))));

describe('OBD-II mode 01', () => {
  test.each([
    ['engine speed', '41 0C 1A F8', 1726],
    ['vehicle speed', '41 0D 64', 100],
    ['calculated load', '41 04 80', 50.196],
    ['engine coolant', '41 05 7B', 83],
    ['intake air', '41 0F 00', -40],
    ['fuel level', '41 2F FF', 100],
    ['control module voltage', '41 42 36 B0', 14],
    ['engine oil', '41 5C 87', 95],
    ['catalyst bank 1 sensor 1', '41 3C 10 5E', 379],
    ['long term fuel trim bank 1', '41 07 90', 12.5],
    ['odometer', '41 A6 00 01 E2 40', 12345.6],
    ['mass air flow', '41 10 0A 2D', 26.05],
    ['distance with MIL on', '41 21 01 02', 258],
    ['ambient air', '41 46 3C', 20],
    ['fuel rate', '41 5E 01 90', 20],
    ['ignition timing advance', '41 0E 94', 10],
    ['fuel rail pressure', '41 23 0B B8', 30_000],
    ['warm-ups since codes were cleared', '41 30 0C', 12],
    ['time with MIL on', '41 4D 00 5A', 90],
    ['mass air flow sensor B', '41 66 02 FF FF 01 40', 10],
    ['engine coolant sensor 2', '41 67 02 FF 7B', 83],
    ['exhaust gas bank 1 sensor 2', '41 78 02 FF FF 0F A0 FF FF FF FF', 360],
    ['particulate filter bank 1 inlet', '41 7C 01 1B 58 00 00 00 00 00 00', 660],
  ])('%s from %s', (label, answer, value) => {
    const summary = answered(answer);
    expect(metricsOf(summary)[`CAN 1 0x7E8 ${label}`]).toEqual([1, value]);
    expect(summary.codes).toEqual([]);
  });

  test('reads all parameters of one response, past those without information, up to an unknown one', () => {
    const summary = answered('41 05 7B 03 02 00 0C 1A F8 F9 0D 64');
    expect(metricsOf(summary)).toEqual({
      'CAN 1 0x7E8 engine coolant': [1, 83],
      'CAN 1 0x7E8 engine speed': [1, 1726],
    });
  });

  test('reports the lamp and the number of codes of PID 01, with the place', () => {
    const summary = answered('41 01 00 07 65 00', '41 01 83 07 65 00');
    expect(metricsOf(summary)).toEqual({ 'CAN 1 0x7E8 stored trouble codes': [2, 3] });
    expect(codesOf(summary)).toEqual(['obd error MIL on x1']);
    expect(summary.codes[0]).toMatchObject({
      message: expect.stringContaining('3 stored trouble codes'),
      first: { topic: 'CAN 1 0x7E8', offset: 300 },
    });
  });

  test('reports which monitors have not run since the codes were cleared, by type of ignition', () => {
    const spark = answered('41 01 00 77 E5 21').codes;
    expect(spark).toMatchObject([{ code: 'OBD monitors not completed', severity: 'info', source: 'obd' }]);
    expect(spark[0]?.message).toContain(': misfire, fuel system, components, catalyst, oxygen sensor.');
    expect(answered('41 01 00 0F EB 42').codes[0]?.message).toContain(
      ': NOx aftertreatment, particulate filter.',
    );
  });

  test('values that the first byte does not announce are omitted', () => {
    expect(answered('41 67 00 FF 7B').metrics).toEqual([]);
  });

  test('responses cut off in the middle of a parameter report nothing', () => {
    expect(answered('41 0C 1A').metrics).toEqual([]);
  });
});

describe('OBD-II freeze frames', () => {
  test('name the code that stored them, and the vehicle’s state at that time', () => {
    const summary = answered(
      '42 02 00 03 01',
      '42 0C 00 1A F8',
      '42 0D 00 64 05 00 7B',
      '42 04 00 80',
      '42 42 00 36 B0',
    );
    expect(codesOf(summary)).toEqual(['obd error P0301 x1', 'obd info P0301 freeze frame x1']);
    expect(summary.codes[1]).toMatchObject({
      message:
        'When P0301 was stored in ECU 0x7E8 on CAN 1: engine speed 1726 rpm, vehicle speed 100 km/h, engine coolant 83 °C, calculated load 50.2 %, control module voltage 14 V.',
      first: { topic: 'CAN 1 0x7E8', offset: 100 },
    });
    // They are figures from another time.
    expect(summary.metrics.filter(({ source }) => source.includes('0x7E8'))).toEqual([]);
  });

  test('of several numbers, and of one that another code has taken over, are kept separate', () => {
    const summary = answered(
      '42 02 00 03 01',
      '42 0D 00 64',
      '42 02 01 01 71',
      '42 0D 01 10',
      '42 02 00 04 20',
      '42 0D 00 20',
    );
    expect(summary.codes.filter(({ severity }) => severity === 'info').map(({ message }) => message)).toEqual(
      [
        expect.stringMatching(/^When P0171 .*: vehicle speed 16 km/),
        expect.stringMatching(/^When P0301 .*: vehicle speed 100 km/),
        expect.stringMatching(/^When P0420 .*: vehicle speed 32 km/),
      ],
    );
  });

  test('that are empty report nothing', () => {
    expect(answered('42 02 00 00 00', '42 0D 00 00', '42 0D').codes).toEqual([]);
  });
});

describe('OBD-II monitor tests', () => {
  test('report those whose value is outside its limits, in their unit', () => {
    const summary = answered('46 21 80 0B 04 D2 00 00 03 E8 21 81 24 00 05 00 00 00 0A');
    expect(codesOf(summary)).toEqual(['obd warning monitor 0x21 test 0x80 failed x1']);
    expect(summary.codes[0]?.message).toBe(
      'ECU 0x7E8 on CAN 1 failed a test of catalyst bank 1: 1.234 V, allowed are 0 V to 1 V.',
    );
  });

  test.each([
    ['signed values', '46 A2 0B 81 FF FE FF FF 00 05', 'misfire cylinder 1: -2, allowed are -1 to 5.'],
    ['an unsigned one beside', '46 A2 0B 01 FF FE 00 00 FF FD', '65534, allowed are 0 to 65533.'],
    [
      'temperatures',
      '46 61 90 16 0F A0 00 00 0B B8',
      'heated catalyst bank 1: 360 °C, allowed are -40 °C to 260 °C.',
    ],
    [
      'an unknown unit',
      '46 E1 90 7F 00 05 00 00 00 04',
      'a monitor of the manufacturer: 5, allowed are 0 to 4 (raw values).',
    ],
    ['sensors', '46 46 01 0B 00 05 00 06 00 09', 'oxygen sensor heater bank 2 sensor 2: 0.005 V'],
  ])('%s', (_, answer, message) => {
    expect(answered(answer).codes[0]?.message).toContain(message);
  });

  test('that have passed, never ran, or are a list of monitors report nothing', () => {
    expect(
      answered(
        '46 21 80 0B 00 0A 00 00 03 E8',
        '46 21 80 0B 00 00 00 00 00 00',
        '46 00 C0 00 00 01 20 80 00 00 01 FF',
      ).codes,
    ).toEqual([]);
    expect(answered('46 21 80 0B 04 D2 00 00').codes).toEqual([]);
  });
});

describe('OBD-II trouble codes', () => {
  test('reports stored, pending and permanent codes, also across many frames', () => {
    const summary = answered('43 04 03 01 44 20 81 23 C1 00', '47 01 01 71', '4A 02 03 01 00 00');
    expect(codesOf(summary)).toEqual([
      'obd error P0301 x2',
      'obd error B0123 x1',
      'obd error C0420 x1',
      'obd error U0100 x1',
      'obd warning P0171 x1',
    ]);
    expect(summary.codes[0]?.message).toBe('P0301 stored in ECU 0x7E8 on CAN 1: misfire in cylinder 1.');
  });

  test('a code that was pending and is stored later is reported as stored', () => {
    const [code] = answered('47 01 03 01', '43 01 03 01', '47 01 03 01').codes;
    expect(code).toMatchObject({ severity: 'error', count: 3, message: expect.stringContaining('stored') });
  });

  test('no codes are no codes, and a count that is too high adds none', () => {
    expect(answered('43 00', '47 00', '4A FF').codes).toEqual([]);
    expect(codesOf(answered('43 FF 03 01'))).toEqual(['obd error P0301 x1']);
  });

  test('reports cleared codes and refusals', () => {
    expect(codesOf(answered('44', '7F 03 22', '7F 09 11', '7F 01 78'))).toEqual([
      'obd warning mode 03: NRC 0x22 x1',
      'obd info DTCs cleared x1',
      'obd info mode 09: NRC 0x11 x1',
    ]);
  });
});

describe('OBD-II mode 09', () => {
  test('reports VIN, calibration ids and numbers, and the name of the ECU', () => {
    const text = (value: string, size: number) => Buffer.from(value.padEnd(size, '\0')).toString('hex');
    const summary = answered(
      `49 02 01 ${text('1A9ARGUS0SAMPLE01', 17)}`,
      `49 04 02 ${text('CAL-1', 16)} ${text('CAL-2', 16)}`,
      '49 06 01 DE AD BE EF',
      `49 0A 01 ${text('ECM\0-EngineControl', 20)}`,
    );
    expect(versionsOf(summary)).toEqual({
      vin: '1A9ARGUS0SAMPLE01',
      'CAN 1 0x7E8 calibration id': 'CAL-1',
      'CAN 1 0x7E8 calibration id 2': 'CAL-2',
      'CAN 1 0x7E8 calibration verification number': 'DEADBEEF',
      'CAN 1 0x7E8 name': 'ECM - EngineControl',
    });
  });

  test('an invalid VIN is not reported', () => {
    expect(answered(`49 02 01 ${Buffer.alloc(17, 0xff).toString('hex')}`).versions).toEqual([]);
    expect(answered('49 02 01 31 41 39').versions).toEqual([]);
  });
});

describe('29-bit OBD-II', () => {
  test('is read on normal fixed addresses', () => {
    const summary = feed(
      onBus([frame(0, 0x18db33f1, '02010C5555555555'), frame(0.01, 0x18daf110, '04410C1AF8AAAAAA')]),
    );
    expect(metricsOf(summary)).toEqual({ 'CAN 1 0x18DAF110 engine speed': [1, 1726] });
  });

  test('messages of several ECUs may be interleaved', () => {
    const codes = hex('43 04 03 01 03 02 03 03 03 04');
    const other = hex('43 04 01 71 01 72 01 74 01 75');
    const tester = { id: 0x18da10f1, extended: true };
    const summary = feed(
      onBus([
        ...isoTp(0, { id: 0x18daf110, extended: true }, tester, codes),
        ...isoTp(0.0005, { id: 0x18daf118, extended: true }, { ...tester, id: 0x18da18f1 }, other),
      ]),
    );
    expect(codesOf(summary)).toHaveLength(8);
  });
});
