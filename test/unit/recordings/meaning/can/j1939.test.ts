import { describe, expect, test } from 'vitest';
import type { TimedFrame } from '../../../../../samples/can/can-event.ts';
import {
  broadcastAnnounce,
  fdTransport,
  j1939Frame,
  j1939Id,
  requestToSend,
} from '../../../../../samples/can/segment.ts';
import { parameterGroup } from '../../../../../src/recordings/meaning/can/j1939/parameter-group.ts';
import { codesOf, feed, frame, metricsOf, onBus, versionsOf } from '../../../../support/recordings/feed.ts';

const hex = (text: string) => Buffer.from(text.replaceAll(' ', ''), 'hex');
const group = (at: number, pgn: number, bytes: string, source = 0, priority = 6) =>
  j1939Frame(at, pgn, source, 0xff, hex(bytes), priority);
/** Confirms that the bus is J1939. */
const addressClaim = group(-1, 0xee00, '01 02 03 04 05 06 07 80');
const read = (...frames: TimedFrame[]) => feed(onBus([addressClaim, ...frames]));

describe('identifiers', () => {
  test.each([
    [0x0cf00400, { priority: 3, pgn: 0xf004, source: 0, destination: 0xff }],
    [0x18ea00f9, { priority: 6, pgn: 0xea00, source: 0xf9, destination: 0 }],
    [0x1cecff03, { priority: 7, pgn: 0xec00, source: 3, destination: 0xff }],
    [0x19f21117, { priority: 6, pgn: 0x1f211, source: 0x17, destination: 0xff }],
  ])('%i', (id, expected) => {
    expect(parameterGroup(id)).toEqual(expected);
    expect(j1939Id(expected.priority, expected.pgn, expected.source, expected.destination)).toBe(id);
  });
});

describe('parameters', () => {
  test.each([
    ['engine speed', 0xf004, 'F0 FF 9B 80 1A FF FF FF', 848],
    ['engine load at current speed', 0xf003, 'FF 52 28 FF FF FF FF FF', 40],
    ['wheel-based speed', 0xfef1, 'FF 80 50 FF FF FF FF FF', 80.5],
    ['engine coolant', 0xfeee, '7B FF FF FF FF FF FF FF', 83],
    ['engine oil', 0xfeee, 'FF FF 60 2E FF FF FF FF', 98],
    ['battery', 0xfef7, 'FF FF FF FF 1C 02 FF FF', 27],
    ['fuel level', 0xfefc, 'FF 7D FF FF FF FF FF FF', 50],
    ['engine hours', 0xfee5, '40 E2 01 00 FF FF FF FF', 6172.8],
    ['ambient air', 0xfef5, 'FF FF FF 00 25 FF FF FF', 23],
  ])('%s', (label, pgn, bytes, value) => {
    const { metrics } = read(group(0, pgn, bytes));
    expect(metrics.map(({ source, max_milli }) => [source, max_milli / 1000])).toEqual([
      [expect.stringMatching(new RegExp(`^CAN 1 0x18[0-9A-F]{6} ${label}$`)), value],
    ]);
  });

  test.each(['FF FF FF FF FF FF FF FF', 'FE FE FE FE FE FE FE FE', 'FB FB FB FB FB FB FB FB'])(
    '%s is not a value',
    (bytes) => {
      const pgns = [0xf003, 0xf004, 0xfeee, 0xfef1, 0xfef7, 0xfefc, 0xfee5, 0xfef5, 0xfef6];
      expect(read(...pgns.map((pgn, at) => group(at / 100, pgn, bytes))).metrics).toEqual([]);
    },
  );

  test('a frame that is too short for a parameter reports only those in it', () => {
    expect(Object.keys(metricsOf(read(group(0, 0xfeee, '7B 50'))))).toEqual([
      'CAN 1 0x18FEEE00 engine coolant',
      'CAN 1 0x18FEEE00 fuel',
    ]);
  });
});

describe('trouble codes', () => {
  test('DM1 in one frame: SPN, FMI, lamps and count', () => {
    const { codes } = read(group(0, 0xfeca, '14 FF 6E 00 10 05 FF FF', 0x00));
    expect(codes).toEqual([
      expect.objectContaining({
        code: 'SPN 110 FMI 16',
        source: 'j1939',
        severity: 'critical',
        message:
          'SPN 110 FMI 16 active in ECU 0x00 (engine): engine coolant temperature, above normal; on: red stop lamp, amber warning lamp; occurred 5 times (DM1).',
        first: expect.objectContaining({ topic: 'CAN 1 0x18FECA00', offset: 100 }),
      }),
    ]);
  });

  test.each([
    ['red stop lamp', '10', 'critical'],
    ['malfunction indicator lamp', '40', 'error'],
    ['amber warning lamp', '04', 'error'],
    ['protect lamp', '01', 'warning'],
    ['no lamp', '00', 'warning'],
    ['lamps not available', 'FF', 'warning'],
  ])('%s: %s is %s', (_, lamps, severity) => {
    const { codes } = read(group(0, 0xfeca, `${lamps} FF 6E 00 10 05 FF FF`));
    expect(codes.map((code) => code.severity)).toEqual([severity]);
  });

  test('an SPN of 19 bits', () => {
    expect(codesOf(read(group(0, 0xfeca, '04 FF 34 12 FF 01 FF FF')))).toEqual([
      'j1939 error SPN 463412 FMI 31 x1',
    ]);
  });

  test('reports that the SPN is in one of the older forms, with the possible values', () => {
    // SPN 110 with the most significant byte first is 00 0D C0.
    const [code] = read(group(0, 0xfeca, '04 FF 00 0D D0 85 FF FF')).codes;
    expect(code?.code).toBe('SPN 396544 FMI 16');
    expect(code?.message).toContain('conversion method 1');
    expect(code?.message).toContain(' 110 (engine coolant temperature) or ');
    // With its upper two bytes swapped.
    const [swapped] = read(group(0, 0xfeca, '04 FF 0D 00 D0 85 FF FF')).codes;
    expect(swapped?.message).toContain(' or 110 (engine coolant temperature)');
  });

  test('a lamp that is lit without a code is reported', () => {
    expect(codesOf(read(group(0, 0xfeca, '50 FF 00 00 00 00 FF FF')))).toEqual([
      'j1939 critical lamp without a code: red stop lamp, malfunction indicator lamp x1',
    ]);
  });

  test('neither "no code" nor "not available" counts as a code', () => {
    expect(
      read(group(0, 0xfeca, '00 FF 00 00 00 00 FF FF'), group(1, 0xfeca, 'FF FF FF FF FF FF FF FF')).codes,
    ).toEqual([]);
  });

  test.each([
    [0xfecb, 'previously active', 'info'],
    [0xfecf, 'pending', 'warning'],
    [0xfd80, 'permanent', 'error'],
  ])('PGN %i reports codes that are %s', (pgn, state, severity) => {
    const [code] = read(group(0, pgn, '10 FF 6E 00 10 05 FF FF')).codes;
    expect(code).toMatchObject({ severity, message: expect.stringContaining(` ${state} in `) });
  });

  const many = hex('04 FF 6E 00 10 05 64 00 01 02 BE 00 02 01');
  const three = ['SPN 100 FMI 1', 'SPN 110 FMI 16', 'SPN 190 FMI 2'].map((code) => `j1939 error ${code} x1`);

  test('several codes over a broadcast (BAM)', () => {
    const summary = read(...broadcastAnnounce(0, 0xfeca, 0, many));
    expect(codesOf(summary)).toEqual(three);
    expect(summary.codes[0]?.first).toMatchObject({ topic: 'CAN 1 0x1CECFF00', offset: 100 });
  });

  test('several codes to one address (RTS/CTS)', () => {
    expect(codesOf(read(...requestToSend(0, 0xfeca, 0, 0xf9, many)))).toEqual(three);
  });

  test('broadcasts of several ECUs at the same time', () => {
    const frames = [0, 3, 11].flatMap((source) => broadcastAnnounce(source / 100, 0xfeca, source, many));
    expect(codesOf(read(...frames))).toEqual(three.map((code) => code.replace('x1', 'x3')));
  });

  test('a packet that is lost in a connection is repeated', () => {
    const [announce, clear, first, second, end] = requestToSend(0, 0xfeca, 0, 0xf9, many) as TimedFrame[];
    const again = [announce, clear, first, first, clear, first, second, end].map((each, index) => ({
      ...(each as TimedFrame),
      at: index / 100,
    }));
    expect(codesOf(read(...again))).toEqual(three);
  });
});

describe('other diagnostic messages', () => {
  const send = (at: number, pgn: number, destination: number, source: number, bytes: string) =>
    j1939Frame(at, pgn, source, destination, hex(bytes));

  test('codes cleared over DM3 and DM11, when that is acknowledged', () => {
    const summary = read(
      send(0, 0xea00, 0x00, 0xf9, 'CC FE 00'),
      send(0.1, 0xe800, 0xff, 0x00, '00 FF FF FF F9 CC FE 00'),
      send(1, 0xea00, 0x0b, 0xf9, 'D3 FE 00'),
      send(1.1, 0xe800, 0xff, 0x0b, '01 FF FF FF F9 D3 FE 00'),
      send(2, 0xea00, 0xff, 0xf9, 'D3 FE 00'),
      send(3, 0xea00, 0xff, 0xf9, 'EC FE 00'),
      send(3.1, 0xe800, 0xff, 0x0b, '00 FF FF FF F9 EC FE 00'),
    );
    expect(codesOf(summary).toSorted()).toEqual([
      'j1939 info DTCs cleared x1',
      'j1939 info clearing of DTCs refused x1',
      'j1939 info clearing of DTCs requested x1',
    ]);
    expect(summary.codes.find(({ code }) => code === 'DTCs cleared')?.message).toBe(
      'ECU 0x00 (engine) cleared its trouble codes (DM3, previously active codes).',
    );
  });

  test('DM4: the vehicle’s state when a code was stored', () => {
    const one = '0C 6E 00 00 01 FF 32 40 1F 50 A0 00 50';
    const two = '0D 64 00 01 01 FF FF FF FF FF FF 80 00 AA';
    const summary = read(...broadcastAnnounce(0, 0xfecd, 0, hex(`${one} ${two}`)));
    expect(summary.codes.map(({ message }) => message)).toEqual([
      'When SPN 100 FMI 1 was stored in ECU 0x00 (engine): vehicle speed 0.5 km/h (DM4).',
      'When SPN 110 FMI 0 was stored in ECU 0x00 (engine): boost pressure 100 kPa, engine speed 1000 rpm, engine load 80 %, engine coolant 120 °C, vehicle speed 80 km/h (DM4).',
    ]);
  });

  test('DM5 and DM20: how many codes there are, and how often monitors could run', () => {
    const summary = read(
      group(0, 0xfece, '02 05 13 00 00 00 00 00'),
      group(1, 0xfece, 'FF FF FF FF FF FF FF FF'),
      ...broadcastAnnounce(2, 0xc200, 0, hex('2C 01 64 00 CA 14 FF 0A 00 14 00')),
    );
    const figures = summary.metrics.map(({ source, count, max_milli }) => [source, count, max_milli / 1000]);
    expect(figures).toEqual(
      expect.arrayContaining([
        ['CAN 1 0x18FECE00 active trouble codes', 1, 2],
        ['CAN 1 0x18FECE00 previously active trouble codes', 1, 5],
        ['CAN 1 0x1CECFF00 ignition cycles', 1, 300],
        ['CAN 1 0x1CECFF00 OBD monitoring conditions met', 1, 100],
      ]),
    );
  });

  test('DM19: calibrations with their verification numbers', () => {
    const entry = (number: string, text: string) =>
      `${number} ${Buffer.from(text.padEnd(16, '\0')).toString('hex')}`;
    const bytes = hex(`${entry('78 56 34 12', 'CAL-7.31')} ${entry('01 00 00 00', 'CAL-AUX')}`);
    expect(versionsOf(read(...requestToSend(0, 0xd300, 0, 0xf9, bytes)))).toEqual({
      'CAN 1 ECU 0x00 (engine) calibration id': 'CAL-7.31',
      'CAN 1 ECU 0x00 (engine) calibration verification number': '12345678',
      'CAN 1 ECU 0x00 (engine) calibration id 2': 'CAL-AUX',
      'CAN 1 ECU 0x00 (engine) calibration verification number 2': '00000001',
    });
  });
});

describe('several groups in one frame of CAN FD (J1939-22)', () => {
  const dm1 = '40 FE CA 08 04 FF 6E 00 10 05 FF FF';
  const coolant = '40 FE EE 08 7B FF FF FF FF FF FF FF';
  const fd = (at: number, bytes: string): TimedFrame => ({
    ...j1939Frame(at, 0x2500, 0, 0xff, hex(bytes)),
    fd: true,
  });

  test('are read as if each had been sent alone, up to the padding', () => {
    const summary = feed(onBus([fd(0, `${dm1} ${coolant} ${'00'.repeat(8)}`)]));
    expect(codesOf(summary)).toEqual(['j1939 error SPN 110 FMI 16 x1']);
    expect(metricsOf(summary)).toMatchObject({ 'CAN 1 0x1C25FF00 engine coolant': [1, 83] });
  });

  test.each([
    ['another type of service', `20${dm1.slice(2)}`],
    ['a trailer', `44${dm1.slice(2)}`],
    ['a length beyond the frame', dm1.replace(' 08 ', ' 20 ')],
  ])('with %s are skipped', (_, bytes) => {
    expect(read(fd(0, bytes)).codes).toEqual([]);
  });
});

describe('long messages on CAN FD (J1939-22)', () => {
  const codes = Array.from({ length: 40 }, (_, index) => `${(0x64 + index).toString(16)} 00 03 01`);
  const many = hex(`04 FF ${codes.join(' ')}`);
  const counted = (frames: TimedFrame[]) => read(...frames).codes.length;

  test.each([
    ['to all', 0xff],
    ['to one', 0x21],
  ])('%s are put together', (_, destination) => {
    const summary = read(...fdTransport(0, 0xfeca, 3, destination, many));
    expect(summary.codes).toHaveLength(40);
    expect(summary.codes[0]?.first.topic).toBe(
      `CAN 1 0x1C4D${destination.toString(16).toUpperCase().padStart(2, '0')}03`,
    );
  });

  test('of several sessions between the same addresses at once do not meet', () => {
    const other = hex(`04 FF ${codes.map((code) => code.replace('03 01', '04 01')).join(' ')}`);
    const both = [
      ...fdTransport(0, 0xfeca, 3, 0xff, many, 0),
      ...fdTransport(0.001, 0xfeca, 3, 0xff, other, 1),
    ];
    expect(counted(both)).toBe(80);
  });

  test('prove by their announcement that a bus is J1939', () => {
    expect(feed(onBus(fdTransport(0, 0xfeca, 3, 0xff, many))).codes).toHaveLength(40);
  });

  test('that miss a segment, or half of one, are lost', () => {
    const frames = fdTransport(0, 0xfeca, 3, 0xff, many);
    const lost = ['j1939 warning CAN 1: J1939 transport packet lost x1'];
    expect(codesOf(read(...frames.toSpliced(2, 1)))).toEqual(lost);
    const cut = frames.map((each, index) =>
      index === 2 ? { ...each, data: each.data.subarray(0, 32) } : each,
    );
    expect(codesOf(read(...cut))).toEqual(lost);
  });

  test.each([
    ['other numbers of segments than their size', '04 A2 00 00 02 00 00 FF 00 CA FE 00'],
    ['nothing in them', '04 00 00 00 00 00 00 FF 00 CA FE 00'],
  ])('announced with %s are not begun', (_, bytes) => {
    const [, ...data] = fdTransport(0, 0xfeca, 3, 0xff, many);
    expect(counted([{ ...j1939Frame(0, 0x4d00, 3, 0xff, hex(bytes)), fd: true }, ...data])).toBe(0);
  });
});

describe('transport problems', () => {
  const bytes = Buffer.alloc(20, 1);
  const broadcast = broadcastAnnounce(0, 0xfeca, 0, bytes);

  test.each<[string, TimedFrame[]]>([
    ['packet lost', broadcast.filter((_, index) => index !== 2)],
    ['timeout', broadcast.map((each, index) => ({ ...each, at: index }))],
    ['interrupted message', [...broadcast.slice(0, 2), group(0.06, 0xec00, '20 14 00 03 FF CA FE 00', 0, 7)]],
    [
      'connection aborted',
      [
        ...requestToSend(0, 0xfeca, 0, 0xf9, bytes).slice(0, 3),
        j1939Frame(0.1, 0xec00, 0xf9, 0, hex('FF 01 FF FF FF CA FE 00')),
      ],
    ],
  ])('%s', (problem, frames) => {
    expect(codesOf(read(...frames))).toEqual([`j1939 warning CAN 1: J1939 transport ${problem} x1`]);
  });

  test('an announcement whose size and packets disagree, and packets without one, are skipped', () => {
    const { codes } = read(
      group(0, 0xec00, '20 14 00 FF FF CA FE 00', 0, 7),
      group(0.1, 0xeb00, '01 04 FF 6E 00 10 05 64', 0, 7),
      group(0.2, 0xec00, '20 FF FF FF FF CA FE 00', 1, 7),
    );
    expect(codes).toEqual([]);
  });
});

describe('identification', () => {
  test('VIN, software, component and ECU', () => {
    const send = (at: number, pgn: number, text: string) => broadcastAnnounce(at, pgn, 0, Buffer.from(text));
    const summary = read(
      ...send(0, 0xfeec, '1A9ARGUS0SAMPLE01*'),
      ...send(1, 0xfeda, '\x02SW 1.2*CAL 7*'),
      ...send(2, 0xfeeb, 'ARGUS*ENG13*SN0042**'),
      ...send(3, 0xfdc5, 'PN-77*SN-1*CAB*TYPE*MAKER*'),
    );
    expect(versionsOf(summary)).toEqual({
      vin: '1A9ARGUS0SAMPLE01',
      'CAN 1 ECU 0x00 (engine) software': 'SW 1.2 CAL 7',
      'CAN 1 ECU 0x00 (engine) make': 'ARGUS',
      'CAN 1 ECU 0x00 (engine) model': 'ENG13',
      'CAN 1 ECU 0x00 (engine) serial number': 'SN0042',
      'CAN 1 ECU 0x00 (engine) controller serial number': 'SN-1',
      'CAN 1 ECU 0x00 (engine) controller part number': 'PN-77',
      'CAN 1 ECU 0x00 (engine) controller location': 'CAB',
      'CAN 1 ECU 0x00 (engine) controller type': 'TYPE',
      'CAN 1 ECU 0x00 (engine) controller manufacturer': 'MAKER',
    });
  });
});

describe('whether a bus speaks J1939', () => {
  const speed = '0F FF 9B 80 1A FF FF FF';
  const wheels = 'FF 80 50 FF FF FF FF FF';

  test('two well-known groups show it, and earlier frames count too', () => {
    const frames = [group(0, 0xf004, speed), group(0.1, 0xf004, speed), group(0.2, 0xfef1, wheels)];
    expect(metricsOf(feed(onBus(frames)))).toEqual({
      'CAN 1 0x18F00400 engine speed': [2, 848],
      'CAN 1 0x18FEF100 wheel-based speed': [1, 80.5],
    });
  });

  test('a recording that contains only DM1 is read', () => {
    expect(codesOf(feed(onBus([group(0, 0xfeca, '04 FF 6E 00 10 05 FF FF')])))).toHaveLength(1);
    expect(
      codesOf(feed(onBus(broadcastAnnounce(0, 0xfeca, 0, hex('04 FF 6E 00 10 05 64 00 01 02'))))),
    ).toHaveLength(2);
  });

  test.each<[string, TimedFrame[]]>([
    ['one group alone', [group(0, 0xf004, speed), group(1, 0xf004, speed)]],
    ['groups of another size', [group(0, 0xf004, '0F FF 9B 80 1A'), group(1, 0xfef1, 'FF 80 50')]],
    ['something in the place of DM1', [group(0, 0xfeca, '04 FF 6E 00 10 05 12 34', 0, 2)]],
    ['11-bit frames', [frame(0, 0x400, speed), frame(1, 0x6f1, wheels)]],
  ])('%s is not enough', (_, frames) => {
    const { metrics, codes } = feed(onBus(frames));
    expect({ metrics, codes }).toEqual({ metrics: [], codes: [] });
  });
});
