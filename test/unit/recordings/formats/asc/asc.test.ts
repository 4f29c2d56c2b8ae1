import { describe, expect, test } from 'vitest';
import { sampleAsc } from '../../../../../samples/asc/sample-asc.ts';
import { parseAscDate } from '../../../../../src/recordings/formats/asc/asc-date.ts';
import { detectFormat } from '../../../../../src/recordings/formats/detect.ts';
import { checkDamage } from '../../../../support/recordings/damage-at-random.ts';
import { lineExtents } from '../../../../support/recordings/line-extents.ts';
import { countsByTopic, summarise, summariseInPieces } from '../../../../support/recordings/summarise.ts';

const head = ['date Sam Sep 30 15:06:13.191 2017', 'base hex  timestamps absolute', 'internal events logged'];
const asc = (lines: string[], header = head) => Buffer.from([...header, ...lines, ''].join('\n'), 'latin1');

describe('an ASC', () => {
  const options = { seconds: 4, faults: ['bus-off'] } as const;

  test.each([
    { base: 'dec' },
    { timestamps: 'relative' },
    { language: 'de', lineEnd: '\r\n' },
    { base: 'dec', timestamps: 'relative', language: 'de' },
  ] as const)('gives the same with %o', async (how) => {
    const plain = await summarise(sampleAsc(options));
    const other = await summarise(sampleAsc({ ...options, ...how }));
    expect(other.verdict).toEqual(plain.verdict);
    expect(other.span).toEqual(plain.span);
    expect(other.topics).toEqual(plain.topics);
  });

  test('has classic, remote, CAN FD, error and overload frames, states, statistics and other events', async () => {
    const summary = await summarise(
      asc([
        '// version 9.0.0',
        'Begin Triggerblock Sam Sep 30 15:06:13.191 2017',
        '   0.000000 Start of measurement',
        '   0.015991 CAN 1 Status:chip status error passive - TxErr: 132 RxErr: 0',
        '   0.015991 CAN 2 Status:chip status error active',
        '   1.015991 1  Statistic: D 0 R 0 XD 0 XR 0 E 0 O 0 B 12.50%',
        '   2.500000 1 ErrorFrame',
        '   2.500001 2 ErrorFrame Flags = 0xe CodeExt = 0x20a2 Code = 0x82 ID = 0 DLC = 0 Position = 5',
        '   2.500002 1 OverloadFrame',
        '   2.510001 2 100 Tx r',
        '   2.520002 3 200 Tx r Length = 1704000 BitCount = 145 ID = 512',
        '   2.584921 4 300 Tx r 8 Length = 1704000 BitCount = 145 ID = 768',
        '   3.098426 1  18EBFF00x       Rx d 8 01 A0 0F A6 60 3B D1 40    Length = 273910 BitCount = 141 ID = 418119424x',
        '   3.197743 1  J1939TP FEE3p        6    0  0   -   Rx   d 12 A0 0F A6 60 3B D1 40 1F DE 80 25 DF C0 2B E1 00 4B',
        '   3.200000 1  7FF             TxRq d 2 11 22',
        '   3.300000 1  EngineData      Rx   d 2 11 22  Length = 0 BitCount = 0 ID = 100',
        '   3.400000 1  EngineData      Rx   d 2 11 22',
        '   4.005071 CANFD   2 Rx        300  Generic_Name_12                  1 0 8  8 01 02 03 04 05 06 07 08   102203  133   303000 e0006659 46500250 4b140250',
        '   4.300981 CANFD   3 Tx     50005x                                0 0 5 0 140000 73 200050 7a60 46500250 460a0250',
        '   4.306898 CANFD   5 Tx ErrorFrame Not Acknowledge error, dominant error flag fffe c7 31ca Arb. 556 44 0 0 f 64 00',
        '   4.310460 CANFD 1  101             Tx   1 0 d 9 12 F1 F1 F1 F1 F1 F1 F1 F1 F1 F1 F1 F1  Length = 209000 BitCount = 128 ID = 257',
        '   4.400000 EnvSpeed := 40',
        '   4.500000 Comment: 0 looks \u00e4lright',
        '   4.600000 log trigger event',
        'End TriggerBlock',
      ]),
    );
    expect(summary.verdict).toEqual({ code: 'ok', message: 'All 14 messages were read.' });
    expect(countsByTopic(summary)).toEqual({
      'CAN 1 error frames': 2,
      'CAN 2 error frames': 1,
      'CAN 5 error frames': 1,
      'CAN 2 0x100': 1,
      'CAN 3 0x200': 1,
      'CAN 4 0x300': 1,
      'CAN 1 0x18EBFF00': 1,
      'CAN 1 0x064': 1,
      'CAN 1 EngineData': 1,
      'CAN 2 0x300': 1,
      'CAN 3 0x00050005': 1,
      'CAN 1 0x101': 1,
      'CAN 1 transmit requests': 1,
    });
    expect(summary.codes.map(({ code, message }) => [code, message]).sort()).toEqual([
      ['CAN 1: error frame', 'error frame'],
      ['CAN 1: error passive', 'error passive: TxErr: 132 RxErr: 0'],
      ['CAN 1: overload frame', 'overload frame'],
      ['CAN 2: error frame', 'error frame: stuff error'],
      ['CAN 5: error frame', 'error frame: Not Acknowledge error'],
    ]);
    expect(summary.metrics).toMatchObject([
      { name: 'bus_load_percent', source: 'CAN 1 (recorder)', count: 1 },
    ]);
    expect(summary.versions).toEqual([{ component: 'CANoe/CANalyzer', version: '9.0.0' }]);
    expect(summary.logs).toMatchObject([
      { source: 'comment', text: '0 looks \u00e4lright' },
      { source: 'ASC', text: 'Counted but not read: environment variable (1), trigger (1).' },
    ]);
  });

  test('counts LIN frames and reports LIN errors', async () => {
    const { topics, codes, logs, verdict } = await summarise(
      asc([
        '   0.1 L4 1  Tx  1 FE  checksum = 63   header time =   0, full time =   0  SOF =    0.123456   BR = 0',
        '   0.2 L2 DoorState  Rx  2 01 02  checksum = 63',
        '   0.424674 Li 33 TransmErr header time = 40, full time = 166 SOF = 0.416054 BR = 19230',
        '   0.462829 Li 33 CSErr Tx 8 05 00 00 00 00 ff ff ff checksum = 86 header time = 40',
        '   0.48 Li 21           8 RcvError: timeout while waiting for checksum field  StateReason = 0c  ShortError = 0',
        '   0.49 Li              SyncError  208   0   0   0  SOF = 2.021077',
        '   0.495 Li SlaveTimeout  slave-id = 0, current state = 0, following state = 1',
        '   0.5 Li SchedModChng    prior scheduler mode = 2, next scheduler mode = 3',
        '   0.6 Li 22           CSInfo    Using classic checksum',
        '   0.65 L2 Spike  Rx        56 microseconds  SOF = 5.990902  BR = 9615',
        '   0.7 L2 Panel::Doors::Left = Up',
      ]),
    );
    expect(verdict.code).toBe('ok');
    expect(topics.map(({ name, bytes }) => [name, bytes])).toEqual([
      ['LIN 2 named frames', 2],
      ['LIN 4 0x01', 1],
    ]);
    expect(codes.map(({ code, count }) => [code, count])).toEqual([['LIN 1: LIN error', 5]]);
    expect(logs.map(({ text }) => text)).toEqual([
      'Counted but not read: LIN SchedModChng (1), LIN CSInfo (1), LIN Spike (1), signal (1).',
    ]);
  });

  test('counts the frames of other buses, and reports their errors', async () => {
    const { topics, codes, logs, verdict } = await summarise(
      asc([
        '   0.10 ETH 2 Tx  10:FFFFFFFFFFFF0200000000040806AABB',
        '   0.11 ETH 2 RxEr 02 00001234  4:00010203',
        '   0.12 ETH 1 STAT Link:Link_up LinkSpeed:100Mbit/s Physical:IEEE802.3 Duplex:Full',
        '   0.20 AFDX 1 Rx 1 64 0 3:030000',
        '   0.30 Fr RMSG 0 12 1 1 d2 b Tx 0 304802 5 20 67c x 14 14 00 f0 00',
        '   0.31 Fr PDU  0 2 1 1 3 7 Tx 0 2313218 5 32 55 PDU_1 1 1 0 0 0 0 40',
        '   0.32 Fr EE 0 0 3 2 5 5 65536 0 0',
        '   0.33 Fr 2 V9  13 25 0 0 620 x  4   2  89   0  13 0180 88',
        '   0.34 Fr * StartCycleEvent NM Vector: 2 00 00',
        '   0.40 M1 Rx   FFFF 0100 00  01 01 00 0C 04 31 01 52',
        '   0.41 M1 Pkt150: Tx   0172 03C8 02 11 01 00 00 33 AABB 44 00 08',
        '   0.42 M1 Pkt150Frg: 01020304 0172 03C8 11 22 01 33',
        '   0.50 COM2 Rx    10400      7   83 11 61 7F 1A 78 06',
        '   0.60 1 Gateway::Motor::Speed = 10',
        '   0.61 GPS-Device: 1    La: 48.825100    Lo: 9.091267',
        '   0.62 DiagRequest[Engine] 20',
        '   0.63    SV: 2 0 0 ::Panel::Lamp = 4',
        '   0.64 0 16777215 0 1 GMGroup: Tests GMMarker: [1] GMDescription: brake hard',
      ]),
    );
    expect(verdict).toEqual({ code: 'ok', message: 'All 7 messages were read.' });
    expect(topics.map(({ name, message_count, bytes }) => [name, message_count, bytes]).sort()).toEqual([
      ['AFDX 1', 1, 3],
      ['Ethernet ARP', 1, 16],
      ['FlexRay 1', 1, 20],
      ['FlexRay 2', 1, 0],
      ['MOST 1', 2, 0],
      ['Serial 2', 1, 7],
    ]);
    expect(codes.map(({ code }) => code).sort()).toEqual([
      'Ethernet 2: Ethernet error',
      'FlexRay 3: FlexRay error',
    ]);
    expect(logs.map(({ source, text }) => [source, text])).toEqual([
      ['marker', 'Tests: [1]: brake hard'],
      [
        'ASC',
        'Counted but not read: Ethernet STAT (1), FlexRay PDU (1), FlexRay * (1), MOST Pkt150Frg (1), signal (1), GPS position (1), diagnostic request (1), system variable (1).',
      ],
    ]);
  });

  test('counts times from a later trigger block only if they restart', async () => {
    const block = (date: string, ...times: string[]) => [
      `Begin Triggerblock ${date}`,
      ...times.map((time) => `   ${time} 1  64  Rx   d 1 00`),
      'End TriggerBlock',
    ];
    const first = block('Sat Sep 30 03:06:13.191 pm 2017', '1.000000', '2.000000');
    const end = async (...second: string[]) => (await summarise(asc([...first, ...second]))).span?.end_ns;
    expect(await end(...block('Sat Sep 30 03:07:13.191 pm 2017', '60.000000'))).toBe('1506784033191000000');
    expect(await end(...block('Sat Sep 30 03:07:13.191 pm 2017', '1.000000'))).toBe('1506784034191000000');
  });

  test('of two clocks are named, those of lines out of place are not', async () => {
    const lines = (back: number) =>
      Array.from({ length: 12 }, (_, i) => [
        `   ${(20 + i / 10).toFixed(4)} 1  123             Rx   d 1 01`,
        `   ${(20 + i / 10 - back).toFixed(4)} 1  124             Tx   d 1 01`,
      ]).flat();
    const { codes } = await summarise(asc(lines(11.7)));
    expect(codes.map(({ code, message }) => [code, message])).toEqual([
      [
        'clock: two clocks',
        'times go back 12 times, by up to 11.7 s: the lines bear the times of two clocks',
      ],
    ]);
    expect((await summarise(asc(lines(0.02)))).codes).toEqual([]);
  });

  test('without a date counts from its start', async () => {
    const bytes = asc(['   1.5 1  64  Rx   d 1 00'], ['date ?', 'base hex  timestamps absolute']);
    expect((await summarise(bytes)).span).toEqual({
      start_ns: '1500000000',
      end_ns: '1500000000',
      clock: 'boot',
    });
  });

  test.each([
    '   1.0 1  64  Rx   d 4 00 00 00',
    '   1.0 1  64  Rx   d 4 00 00 00 0',
    '   1.0 1  64  Rx   d 4 00 00 00 G0',
    '   1.0 1  864  Rx   d 1 00',
    '   1.0 1  3FFFFFFFx  Rx   d 1 00',
    '   1.0 1  6?  Rx   d 1 00',
    '   1.0 1  64  Ry   d 1 00',
    '   1.0 1  64  Rx   q 1 00',
    '   1.0 q  64  Rx   d 1 00',
    '   1.0 ETH 2 Rx 4:0001020G',
    '   1.0 ETH 2 Rx 0001',
    '   1.0 Fr RMSG 0 12 1 1 d2 b',
    '   1.0 Li 2D Rx 9 00',
    '   1.0 CANFD 1 Rx 64 1 0 9 12 00',
    '   1.0 CANFD 1 Rx 64 1 3 8 1 00',
    '   1.0 CBNFD 1 Rx 64 1 0 1 1 00',
    '   1.x 1  64  Rx   d 1 00',
    '   99999999999999 1  64  Rx   d 1 00',
    '   1.0',
    '   1.0 1  Statistic: D 0',
    'no line of an ASC',
  ])('loses the line %j, and only that', async (line) => {
    const good = '   1.0 1  64  Rx   d 1 00';
    const { verdict, message_count } = await summarise(asc([good, line, good]));
    const start = asc([good]).length;
    expect(message_count).toBe(2);
    expect(verdict).toMatchObject({ code: 'corrupt', damaged: [{ start, end: start + line.length + 1 }] });
  });

  test('reads a line whose line break was lost to damage', async () => {
    const line = '   1.000000 1  64  Rx   d 1 00  Length = 0 BitCount = 0 ID = 100';
    const { verdict, message_count } = await summarise(asc([`${line}x${line}`, line]));
    expect(message_count).toBe(2);
    expect(verdict.code).toBe('corrupt');
  });
});

test('frames whose direction was left out are read', async () => {
  const lines = ['0.010 1  111   d 4 02 3F DF 2A', '0.020 2  18EFF001x r', '0.030 1  112   Tx d 1 0A'];
  const read = await summarise(asc(lines));
  expect([read.verdict.code, read.message_count]).toEqual(['ok', 3]);
  expect(Object.keys(countsByTopic(read)).sort()).toEqual(['CAN 1 0x111', 'CAN 1 0x112', 'CAN 2 0x18EFF001']);
});

describe('an ASC of a channel of CAN XL', () => {
  const bitRates = '000000050005000e 0000000000a00010 0000000a000a001d 0000000000a00002';
  const line = (time: string, frame: string) => `   ${time} CANXL   1 ${frame} ${bitRates}`;

  test('has frames of CAN, CAN FD and CAN XL, with names and without', async () => {
    const summary = await summarise(
      asc([
        line('0.001000', 'Rx   CBFF   984438   4656       123    3 3 3c fd e6 123123 00000000 00000000'),
        line('0.002000', 'Tx   CEFF   984438   4656 1ABCDEF0x  Engine_1  4 0 123123 00000010 00000000'),
        line(
          '0.003000',
          'Rx   FBFF   984438   4656       124    9 12 91 ff c9 11 f5 7c ce d4 58 bb bf 2c 8 123123 00003000 0',
        ),
        line('0.004000', 'Rx   FEFF   984438   4656 1ABCDEF1x  Brake    1 1 91 8 123123 00005000 00000000'),
        line(
          '0.005000',
          'Rx   XLFF   984438   4656       125    00 1 1 2 1 1f96 45 12345678 dd 0a 123123 01403000 00000000',
        ),
        line(
          '0.006000',
          'Rx   XLFF   984438   4656       125  Camera  e0 0 0 1 1 1f96 00 00000000 dd 123123 00403000 0',
        ),
        line('0.007000', 'TxRq CBFF   984438   4656       123    1 1 3c 123123 00000000 00000000'),
      ]),
    );
    expect(summary.verdict).toEqual({ code: 'ok', message: 'All 7 messages were read.' });
    expect(summary.topics.map(({ name, type, bytes }) => [name, type, bytes]).toSorted()).toEqual([
      ['CAN 1 0x123', 'CAN', 3],
      ['CAN 1 0x124', 'CAN FD', 12],
      ['CAN 1 0x1ABCDEF0', 'CAN', 0],
      ['CAN 1 0x1ABCDEF1', 'CAN FD', 1],
      ['CAN 1 XL 0x125', 'CAN XL', 3],
      ['CAN 1 transmit requests', 'CAN transmit request', 1],
    ]);
    // Of the flags, ESI is that of the second frame of CAN FD.
    expect(summary.codes.map(({ code, count }) => [code, count])).toEqual([['CAN 1: error passive', 1]]);
  });

  test('loses a line that is damaged, and only that', async () => {
    const good = line(
      '0.001000',
      'Rx   CBFF   984438   4656       123    3 3 3c fd e6 123123 00000000 00000000',
    );
    for (const broken of [
      'Rx   CBFF   984438   4656       923    3 3 3c fd e6 123123 00000000 00000000',
      'Rx   CBFF   984438   4656       123    3 3 3c fd e 123123 00000000 00000000',
      'Rx   CBFF   984438   4656       123    9 9 3c fd e6 00 00 00 00 00 00 123123 00000000',
      'Rx   XLFF   984438   4656       125    00 1 1 2 1 1f96',
    ]) {
      const { message_count, verdict } = await summarise(asc([good, line('0.002000', broken), good]));
      expect({ message_count, code: verdict.code }, broken).toEqual({ message_count: 2, code: 'corrupt' });
    }
  });

  test('counts what is no frame by its name', async () => {
    const summary = await summarise(
      asc([line('0.001000', 'Rx CBFF 1 1 123 1 1 3c 123123 0 0'), '   0.002 CANXL 1 Statistic: 5']),
    );
    expect(summary.verdict.code).toBe('ok');
    expect(summary.logs.map(({ text }) => text)).toEqual(['Counted but not read: CANXL (1).']);
  });
});

describe('an ASC of SavvyCAN, mdf2asc or python-can', () => {
  test('has length codes in decimal in lines of classic frames', async () => {
    const data = (count: number) => Array.from({ length: count }, () => '5A').join(' ');
    const { verdict, topics } = await summarise(
      asc([
        `  0.001 1 123  Rx d 9 ${data(12)}`,
        `  0.002 1 123  Rx d 12 ${data(24)}`,
        `  0.003 1 123  Rx d 15 ${data(64)}`,
        `  0.004 1 124  Rx d f ${data(8)}`,
        `  0.005 1 124  Rx d 9 ${data(8)} Length = 234000 BitCount = 121 ID = 292`,
      ]),
    );
    expect(verdict.code).toBe('ok');
    expect(topics.map(({ name, message_count, bytes }) => [name, message_count, bytes])).toEqual([
      ['CAN 1 0x123', 3, 100],
      ['CAN 1 0x124', 2, 16],
    ]);
  });

  test('has the data of CAN FD in lines of classic frames', async () => {
    const data = (count: number) => Array.from({ length: count }, () => '5A').join('  ');
    const summary = await summarise(
      asc([
        `  0.001000 1  123             Rx d 64  ${data(64)}  `,
        `  0.002000 1  123             Rx d 12  ${data(12)}  `,
        `  0.003000 1  123             Rx d 8  ${data(8)}  `,
      ]),
    );
    expect(summary.verdict.code).toBe('ok');
    expect(summary.topics).toMatchObject([{ name: 'CAN 1 0x123', message_count: 3, bytes: 84 }]);
  });

  test('has texts of several lines', async () => {
    const { logs, message_count, verdict } = await summarise(
      asc([
        '0.001 1  123 Rx d 1 5A',
        '0.002 driver changed',
        'and',
        'engine restarted',
        '0.003 1  123 Rx d 1 5A',
      ]),
    );
    expect({ message_count, code: verdict.code }).toEqual({ message_count: 2, code: 'ok' });
    expect(logs.map(({ text }) => text)).toEqual(['driver changed', 'and', 'engine restarted']);
    const { verdict: other } = await summarise(
      asc(['0.001 1  123 Rx d 1 5A', 'and', '0.003 1  123 Rx d 1 5A']),
    );
    expect(other.code).toBe('corrupt');
  });
});

describe('dates of an ASC', () => {
  test.each([
    ['date Sam Sep 30 15:06:13.191 2017', '2017-09-30T15:06:13.191Z'],
    ['date Tue May 27 04:09:35.000 pm 2014', '2014-05-27T16:09:35.000Z'],
    ['date Thu Apr 28 12:44:52 AM 2022', '2022-04-28T00:44:52.000Z'],
    ['date Die Dez 21 11:29:01 2004', '2004-12-21T11:29:01.000Z'],
    ['date Mit M\u00e4r 3 11:29:01.5 2004', '2004-03-03T11:29:01.500Z'],
    ['date Don Okt 7 11:29:01 2004', '2004-10-07T11:29:01.000Z'],
    ['date Di Sep 30 15:06:13.191 pm 2014', '2014-09-30T15:06:13.191Z'],
    ['date mer. juil. 2 9:29:01 2014', '2014-07-02T09:29:01.000Z'],
    ['date Fri May 18 12:37:1 am 2012', '2012-05-18T00:37:01.000Z'],
    ['date \u5468\u4e09 4\u6708 26 03:33:22.000 \u4e0b\u5348 2023', '2023-04-26T15:33:22.000Z'],
  ])('%s', (line, iso) => {
    expect(new Date(parseAscDate(line) ?? Number.NaN).toISOString()).toBe(iso);
  });

  test.each(['date', 'date Sat Foo 30 15:06:13 2017', 'date Sat Sep 30 25:06:13 2017'])(
    '%s is not a date',
    (line) => {
      expect(parseAscDate(line)).toBeUndefined();
    },
  );
});

describe('detection of an ASC', () => {
  test.each([
    ['// a comment\n\ndate Mon Nov 24 10:00:00 2025\nbase hex', true],
    ['datx Mon Nov 24 10:00:00 2025\nbase hex  timestamps absolute\n', true],
    ['   0.019968 1  64              Rx   d 4 64 00 00 00\n', true],
    ['   0.000000 ETH 2 Tx  2:FFFF\n   0.500000 Fr * StartCycleEvent\n', true],
    ['// version 7.2.0\n   0.424674 Li 33 TransmErr\n', true],
    ['date of birth\n', false],
    ['1.0 2 3\n', false],
  ])('%j is %s', (text, found) => {
    expect(detectFormat(Buffer.from(text)).reader?.format === 'asc').toBe(found);
  });
});

describe('a damaged ASC', () => {
  test('loses no line but the damaged one', async () => {
    for (const lineEnd of ['\n', '\r\n'] as const) {
      const bytes = sampleAsc({ seconds: 0.2, faults: ['bus-off'], lineEnd, others: lineEnd === '\n' });
      const extents = lineExtents(bytes, (line) => /^\s*\d+\.\d+ (?:\d|CANFD|ETH|Fr|Li)/.test(line));
      await checkDamage({ bytes, extents }, { seed: 1, runs: 200 });
    }
  });

  test('reads the same in pieces of any size', async () => {
    const bytes = sampleAsc({ seconds: 0.5 });
    const whole = await summarise(bytes);
    for (const size of [1, 7, 4096]) expect(await summariseInPieces(bytes, size)).toEqual(whole);
  });
});

describe('an ASC of any writer', () => {
  const frames = [
    '   0.100000 1  123             Rx   d 2 01 02',
    '   0.200000 1  123             Rx   d 2 03 04',
  ];
  const trace = (...lines: string[]) => summarise(Buffer.from(`${lines.join('\n')}\n`));
  const date = 'date Mon Aug 17 3:05:06.123 pm 2026';

  test.each([
    'no internal event logging',
    'internal events logged',
    'Measurement UUID: 1f2e3d4c-0000-4a5b-8c6d-7e8f90a1b2c3',
    'Begin Triggerblock Mon Aug 17 03:05:06.123 pm 2026',
    'Logged by a tool of its own, version 3',
  ])('is intact with the header line %j', async (line) => {
    const { verdict } = await trace(date, 'base hex  timestamps absolute', line, ...frames);
    expect(verdict).toEqual({ code: 'ok', message: 'All 2 messages were read.' });
  });

  test.each([
    '12 V supply switched on',
    'operator pressed the button',
    '3rd lap begins',
    '2 laps to go',
    '24 V on',
    '1 CAN bus was unplugged',
    '2026-11-29 10:15:00 restart of the logger',
    '5 km/h',
    '7 Rückwärtsgang eingelegt',
    '1: the first remark',
  ])('has the text %j, as python-can logs it, as a line of the log', async (text) => {
    const { verdict, logs } = await trace(date, ...frames, `   0.250000 ${text}`);
    expect(verdict.code).toBe('ok');
    expect(logs).toMatchObject([{ source: 'comment', text, severity: 'info' }]);
  });

  test('has the counters of a controller that still calls itself active', async () => {
    const state = (sent: number) =>
      `   0.300000 CAN 1 Status:chip status error active - TxErr: ${sent} RxErr: 0`;
    const { codes } = await trace(date, ...frames, state(56), state(95), state(96), state(128));
    expect(codes.map(({ code, severity, count }) => [code, severity, count])).toEqual([
      ['CAN 1: error passive', 'error', 1],
      ['CAN 1: error warning', 'warning', 1],
    ]);
  });

  test('may have comments behind a semicolon or two slashes, above the header and behind frames', async () => {
    const { verdict, logs, topics } = await trace(
      '; Generated by a program of its own',
      ';',
      date,
      'base hex  timestamps absolute',
      `${frames[0]}  ; Battery 12.8 V`,
      `${frames[1]} // see chapter 3.4.`,
    );
    expect({ verdict, logs, topics }).toMatchObject({
      verdict: { code: 'ok' },
      logs: [],
      topics: [{ message_count: 2, bytes: 4 }],
    });
  });

  test('whose line break was lost behind a comment is damaged', async () => {
    const { verdict } = await trace(date, ...frames, `${frames[0]} ; 12 V${frames[1]}`);
    expect(verdict.code).toBe('corrupt');
  });

  test.each(['Warning: dropped frame', 'WARNING 3 frames were lost', '! Rx overflow'])(
    'says in the line %j that its recorder lost frames',
    async (line) => {
      const { verdict, codes } = await trace(
        date,
        'base hex  timestamps absolute',
        ...frames,
        line,
        ...frames,
      );
      expect(codes.filter(({ source }) => source === 'can')).toMatchObject([
        {
          code: 'recorder: lost frames',
          message: line,
          count: 1,
          first: { time_ns: expect.stringMatching(/323000000$/) },
        },
      ]);
      expect(verdict.code).toBe('ok');
    },
  );

  test('whose lines say that nothing was lost does not say so', async () => {
    const { codes } = await trace(date, 'dropped frames: 0', ...frames, '   0.300000 no frames lost today');
    expect(codes.filter(({ source }) => source === 'can')).toEqual([]);
  });

  test.each([
    'dabe Mon Aug 17 3:05:06.123 pm 2026',
    'bbse hex  timestamps absolute',
    'xx.1000 1  123             Rx   d 2 01 02',
  ])('is damaged with the header line %j', async (line) => {
    expect((await trace(date, line, ...frames)).verdict.code).toBe('corrupt');
  });

  test.each(['1  EngineData  Ry   d 2 01 02', '1  123  Rx   d 2 01 0?', 'q  123  Rx   d 2 01 02'])(
    'is damaged with the event %j',
    async (event) => {
      expect((await trace(date, ...frames, `   0.250000 ${event}`, ...frames)).verdict.code).toBe('corrupt');
    },
  );
});
