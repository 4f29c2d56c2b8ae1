import { describe, expect, test } from 'vitest';
import type { TimedFrame } from '../../../../../samples/can/can-event.ts';
import { exchange } from '../../../../../samples/can/segment.ts';
import { codesOf, feed, frame, onBus, versionsOf } from '../../../../support/recordings/feed.ts';

const known = [
  { id: 0x18da10f1, extended: true },
  { id: 0x18daf110, extended: true },
] as const;
const own = [
  { id: 0x714, extended: false },
  { id: 0x77e, extended: false },
] as const;

const hex = (text: string) => Buffer.from(text.replaceAll(' ', ''), 'hex');

function talk(pair: typeof known | typeof own, ...lines: [request: string, answer: string][]): TimedFrame[] {
  return lines.flatMap(([request, answer], index) => exchange(index, pair, hex(request), hex(answer)));
}

const codesFrom = (request: string, answer: string) => codesOf(feed(onBus(talk(known, [request, answer]))));

describe('ReadDTCInformation', () => {
  test.each([
    ['by status mask', '19 02 FF', '59 02 FF C1 00 87 2F'],
    ['supported codes', '19 0A', '59 0A FF C1 00 87 2F'],
    ['most recent confirmed', '19 0E', '59 0E FF C1 00 87 2F'],
    ['extended data of one code', '19 06 C1 00 87 FF', '59 06 C1 00 87 2F 01 22 33'],
    ['snapshot of one code', '19 04 C1 00 87 FF', '59 04 C1 00 87 2F 01 01 DD 00 12'],
    ['snapshot of one record', '19 05 01', '59 05 01 C1 00 87 2F 01 F4 0D 12'],
    ['extended data of one record', '19 16 01', '59 16 01 C1 00 87 2F 22'],
    ['snapshot of a user-defined memory', '19 18 C1 00 87 FF 01', '59 18 01 C1 00 87 2F 01'],
    ['extended data of a user-defined memory', '19 19 C1 00 87 FF 01', '59 19 01 C1 00 87 2F 01'],
    ['codes with extended data', '19 1A 01', '59 1A FF 01 C1 00 87 2F'],
    ['first failed', '19 0B', '59 0B FF C1 00 87 2F'],
    ['mirror memory', '19 0F FF', '59 0F FF C1 00 87 2F'],
    ['with severity', '19 08 FF FF', '59 08 FF 20 10 C1 00 87 2F'],
    ['user-defined memory', '19 17 FF 01', '59 17 01 FF C1 00 87 2F'],
    ['WWH-OBD', '19 42 33 FF FF', '59 42 33 FF FF 04 20 C1 00 87 2F'],
  ])('%s', (_, request, answer) => {
    expect(codesFrom(request, answer)).toEqual(['uds error U0100-87 x1']);
  });

  test('gives the meaning of the status bits and where they were reported', () => {
    const [code] = feed(onBus(talk(known, ['19 02 FF', '59 02 FF 03 01 00 AC']))).codes;
    expect(code).toMatchObject({
      code: 'P0301-00',
      message:
        'P0301-00 in ECU 0x18DAF110 on CAN 1 (pending, confirmed, failed since last clear, warning indicator requested): misfire in cylinder 1.',
      first: { topic: 'CAN 1 0x18DAF110', offset: 100 },
    });
  });

  test('confirmed is an error, pending a warning, past failures information, never failed is nothing', () => {
    expect(
      codesFrom('19 0A', '59 0A FF 01 00 11 08 02 00 11 04 03 00 11 20 04 00 11 50 05 00 11 00'),
    ).toEqual(['uds error P0100-11 x1', 'uds warning P0200-11 x1', 'uds info P0300-11 x1']);
  });

  test('a code that is to be checked at once is critical while it is confirmed', () => {
    expect(codesFrom('19 08 FF FF', '59 08 FF 80 10 C1 00 87 08 80 10 03 01 00 04')).toEqual([
      'uds critical U0100-87 x1',
      'uds warning P0301-00 x1',
    ]);
  });

  test('permanent codes are errors whatever their status', () => {
    expect(codesFrom('19 15', '59 15 FF 03 01 00 00')).toEqual(['uds error P0301-00 x1']);
  });

  test('codes that have snapshots are information, with the record', () => {
    const [code, ...others] = feed(onBus(talk(known, ['19 03', '59 03 C1 00 87 01 03 01 00 02']))).codes;
    expect(code).toMatchObject({ severity: 'info', message: expect.stringContaining('(snapshot record 2)') });
    expect(others).toMatchObject([{ code: 'U0100-87', severity: 'info' }]);
  });

  test('fault detection counters show which tests are about to fail, and which have failed', () => {
    expect(codesFrom('19 14', '59 14 C1 00 87 7F 03 01 00 40 02 00 11 80 04 00 11 00')).toEqual([
      'uds warning U0100-87 x1',
      'uds info P0301-00 x1',
    ]);
  });

  test('WWH-OBD codes may have the form of SAE J1939-73', () => {
    expect(codesFrom('19 42 33 FF FF', '59 42 33 FF FF 02 20 6E 00 00 2F')).toEqual([
      'uds error SPN 110 FMI 0 x1',
    ]);
    expect(codesFrom('19 55 33', '59 55 33 FF 02 13 04 42 00')).toEqual(['uds error SPN 132115 FMI 2 x1']);
  });

  test('counts of codes and unknown sub-functions yield no codes', () => {
    expect(codesFrom('19 01 FF', '59 01 FF 01 00 02')).toEqual([]);
    expect(codesFrom('19 99', '59 99 FF C1 00 87 2F')).toEqual([]);
  });

  test('a list cut off in the middle of a code yields those before', () => {
    expect(codesFrom('19 02 FF', '59 02 FF C1 00 87 2F C1 21')).toEqual(['uds error U0100-87 x1']);
  });
});

describe('other services', () => {
  test('names refusals, but not a pending response', () => {
    const summary = feed(
      onBus(
        talk(
          known,
          ['27 01', '7F 27 35'],
          ['34 00', '7F 34 72'],
          ['31 01', '7F 31 78'],
          ['28 00', '7F 28 22'],
        ),
      ),
    );
    expect(codesOf(summary)).toEqual([
      'uds error RequestDownload: NRC 0x72 x1',
      'uds warning CommunicationControl: NRC 0x22 x1',
      'uds info SecurityAccess: NRC 0x35 x1',
    ]);
    expect(summary.codes[2]?.message).toBe(
      'ECU 0x18DAF110 on CAN 1 refused SecurityAccess (0x27): invalidKey (0x35).',
    );
  });

  test.each([
    ['10 02', '50 02 00 32 01 F4', 'programming session'],
    ['11 01', '51 01', 'ECU reset'],
    ['11 83', '51 83', 'ECU reset'],
    ['27 02 AB CD', '67 02', 'security access granted'],
    ['28 03 01', '68 03', 'communication switched off'],
    ['34 00 44', '74 20 0F FF', 'download accepted'],
    ['37', '77', 'download completed'],
    ['85 02', 'C5 02', 'DTC storing switched off'],
    ['29 00', '69 00 10', 'authentication ended'],
    ['29 04 00 01', '69 04 13', 'certificate accepted'],
    ['29 03 00 01', '69 03 12 00 00', 'tester authenticated'],
    ['29 83 00 01', '69 83 12 00 00', 'tester authenticated'],
    ['29 06 00', '69 06 01', 'authentication rejected'],
  ])('%s is reported as an event', (request, answer, code) => {
    expect(codesFrom(request, answer)).toEqual([`uds info ${code} x1`]);
  });

  test.each([
    ['10 03', '50 03 00 32 01 F4'],
    ['27 01', '67 01 12 34'],
    ['29 01 00 00 01', '69 01 11 00 02 12 34'],
    ['29 05 00', '69 05 00'],
    ['29 08', '69 08 02'],
    ['29 03', '69 03'],
    ['28 00 01', '68 00'],
    ['85 01', 'C5 01'],
    ['3E 00', '7E 00'],
    ['2E F1 90', '6E F1 90'],
  ])('%s is everyday diagnostics', (request, answer) => {
    expect(codesFrom(request, answer)).toEqual([]);
  });

  test('reports cleared codes', () => {
    expect(codesFrom('14 FF FF FF', '54')).toEqual(['uds info DTCs cleared x1']);
  });

  test('reports VIN, hardware and software', () => {
    const text = (value: string) => Buffer.from(value).toString('hex');
    const summary = feed(
      onBus(
        talk(
          known,
          ['22 F1 90', `62 F1 90 ${text('1A9ARGUS0SAMPLE01')}`],
          ['22 F1 89', `62 F1 89 ${text('0411')}`],
          ['22 F1 91', `62 F1 91 ${text('5Q0 907\0\0')}`],
          ['22 F1 81', `62 F1 81 01 ${text('APP-3')}`],
          ['22 F1 93', '62 F1 93 01 02'],
          ['22 F1 95', '62 F1 95 FF FF FF FF'],
          ['22 01 01', '62 01 01 41 42 43 44'],
        ),
      ),
    );
    expect(versionsOf(summary)).toEqual({
      vin: '1A9ARGUS0SAMPLE01',
      'CAN 1 0x18DAF110 manufacturer software version': '0411',
      'CAN 1 0x18DAF110 manufacturer hardware number': '5Q0 907',
      'CAN 1 0x18DAF110 application software': 'APP-3',
      'CAN 1 0x18DAF110 supplier hardware version': '0102',
    });
  });
});

describe('UDS on identifiers of the manufacturer', () => {
  const dtcs: [string, string] = ['19 02 FF', '59 02 FF C1 00 87 2F'];

  test('is found by an exchange that repeats the request', () => {
    expect(codesOf(feed(onBus(talk(own, dtcs))))).toEqual(['uds error U0100-87 x1']);
    expect(versionsOf(feed(onBus(talk(own, ['22 F1 89', '62 F1 89 41 42']))))).toEqual({
      'CAN 1 0x77E manufacturer software version': 'AB',
    });
  });

  test('is found with one tester that queries several ECUs', () => {
    const second = [own[0], { id: 0x77f, extended: false }] as const;
    const frames = [...talk(own, dtcs), ...exchange(2, second, hex('19 02 FF'), hex('59 02 FF 03 01 00 08'))];
    expect(codesOf(feed(onBus(frames)))).toEqual(['uds error P0301-00 x1', 'uds error U0100-87 x1']);
  });

  test('is found with extended addressing, where each names the other', () => {
    const frames = [
      frame(0, 0x6f1, '12 03 19 02 FF'),
      frame(0.02, 0x612, 'F1 10 07 59 02 FF C1 00'),
      frame(0.03, 0x6f1, '12 30 00 00'),
      frame(0.04, 0x612, 'F1 21 87 2F FF FF FF FF'),
      frame(0.1, 0x6f1, '12 03 22 F1 89'),
      frame(0.12, 0x612, 'F1 05 62 F1 89 41 42 FF'),
      frame(0.2, 0x6f1, '12 02 27 01'),
      frame(0.22, 0x612, 'F1 03 7F 27 37'),
    ];
    const summary = feed(onBus(frames));
    expect(versionsOf(summary)).toEqual({ 'CAN 1 0x612 manufacturer software version': 'AB' });
    expect(codesOf(summary)).toEqual(['uds error U0100-87 x1', 'uds info SecurityAccess: NRC 0x37 x1']);
  });

  test('is found on 29-bit identifiers that J1939 leaves to ISO 15765-3', () => {
    const pair = [
      { id: 0x17fc0076, extended: true },
      { id: 0x17fe0076, extended: true },
    ] as const;
    const frames = exchange(0, pair, hex('19 02 FF'), hex('59 02 FF C1 00 87 2F'));
    expect(codesOf(feed(onBus(frames)))).toEqual(['uds error U0100-87 x1']);
  });

  test.each<[string, TimedFrame[]]>([
    ['an answer that no one asked for', [frame(0, 0x77e, '07 59 02 FF C1 00 87 2F')]],
    [
      'an answer to another question',
      [frame(0, 0x714, '03 19 0A FF'), frame(0.1, 0x77e, '07 59 02 FF C1 00 87 2F')],
    ],
    [
      'an answer on the identifier of the question',
      [frame(0, 0x714, '03 19 02 FF'), frame(0.1, 0x714, '07 59 02 FF C1 00 87 2F')],
    ],
    [
      'an answer that comes a minute later',
      [frame(0, 0x714, '03 19 02 FF'), frame(60, 0x77e, '07 59 02 FF C1 00 87 2F')],
    ],
    [
      'an identifier below the range of diagnosis',
      [frame(0, 0x314, '03 19 02 FF'), frame(0.1, 0x37e, '07 59 02 FF C1 00 87 2F')],
    ],
    [
      'an identifier that has sent other things',
      [
        frame(0, 0x77e, 'A1 07 59 02 FF C1 00 87'),
        frame(0.1, 0x714, '03 19 02 FF'),
        frame(0.2, 0x77e, '07 59 02 FF C1 00 87 2F'),
      ],
    ],
    [
      'refusals alone',
      [0, 1, 2, 3].flatMap((at) => [frame(at, 0x714, '02 27 01'), frame(at + 0.1, 0x77e, '03 7F 27 33')]),
    ],
  ])('%s is not diagnostics', (_, frames) => {
    const { codes, versions } = feed(onBus(frames));
    expect({ codes, versions }).toEqual({ codes: [], versions: [] });
  });

  test('a frame that is sent all the time in the form of a refusal is ignored beside a real tester', () => {
    const decoy = Array.from({ length: 200 }, (_, index) =>
      frame(index / 100, 0x620, [3, 0x7f, 0x19, index & 0x7f, 0, 0, 0, 0]),
    );
    expect(codesOf(feed(onBus([...decoy, ...talk(own, dtcs, dtcs)])))).toEqual(['uds error U0100-87 x2']);
  });
});
