import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { SampleFrame } from '../../../../../samples/can/can-event.ts';
import { type CanlogStyle, writeCanlog } from '../../../../../samples/canlog/write-canlog.ts';
import { detectFormat } from '../../../../../src/recordings/formats/detect.ts';
import { countsByTopic, summarise } from '../../../../support/recordings/summarise.ts';

const text = (...lines: string[]) => Buffer.from(lines.map((line) => `${line}\n`).join(''), 'latin1');
const iso = (ns: string | undefined) => new Date(Number(BigInt(ns ?? 0) / 1_000_000n)).toISOString();

function busmaster(
  protocol: string,
  mode: string,
  lines: readonly string[],
  start = '31:12:2025 23:59:58:500',
): Buffer {
  return text(
    '***BUSMASTER Ver 3.2.2***',
    `***PROTOCOL ${protocol}***`,
    '***[START LOGGING SESSION]***',
    '***START COMMENT***',
    'trip to the harbour',
    '***END COMMENT***',
    `***START DATE AND TIME ${start}***`,
    '***HEX***',
    `***${mode} MODE***`,
    ...lines,
    '***END DATE AND TIME 1:1:2026 0:0:9:0***',
    '***[STOP LOGGING SESSION]***',
  );
}

describe('a log of BUSMASTER', () => {
  test('of version 2 writes the buffer behind remote frames, and of 2.5 another heading', async () => {
    const lines = [
      '14:15:16:4909 Tx 1 0x200 sr 8 00 00 00 00 00 00 00 00 ',
      '14:15:17:4899 Rx 2 0x103 xr 2 00 00 ',
    ];
    const log = busmaster('CAN', 'SYSTEM', lines)
      .toString()
      .replace('BUSMASTER Ver 3.2.2', 'BUSMASTER 2.5.0');
    const { verdict, topics } = await summarise(Buffer.from(log));
    expect(verdict.code).toBe('ok');
    expect(topics.map(({ name, message_count }) => [name, message_count])).toEqual([
      ['CAN 1 0x200', 1],
      ['CAN 2 0x00000103', 1],
    ]);
    const cut = await summarise(busmaster('CAN', 'SYSTEM', ['14:15:16:4909 Tx 1 0x200 sr 8 00 zz ']));
    expect(cut.verdict.code).toBe('corrupt');
  });

  test('of version 2 writes minutes and seconds without leading zeros', async () => {
    const lines = [
      '12:26:59:9597 Rx 1 009 s 1 00 ',
      '12:27:0:0603 Rx 1 009 s 1 00 ',
      '13:5:7:0603 Rx 1 009 s 1 00 ',
    ];
    const { verdict, message_count, span } = await summarise(busmaster('CAN', 'SYSTEM', lines));
    expect([verdict.code, message_count]).toEqual(['ok', 3]);
    expect(iso(span?.end_ns)).toBe('2025-12-31T13:05:07.060Z');
  });

  test('of version 2.0 writes as many zeros behind a remote frame as it asks for', async () => {
    const lines = [
      '14:15:14:4909 Tx 1 0x100 s 2 01 02 ',
      '14:15:15:4909 Rx 2 0x100 sr 8 00 00 00 00 00 00 00 00 ',
      '14:15:16:4909 Tx 1 0x103 xr 2 00 00 ',
      '14:15:17:4909 Tx 1 0x103 xr 8 ',
    ];
    const { verdict, topics } = await summarise(busmaster('CAN', 'SYSTEM', lines));
    expect(verdict.code).toBe('ok');
    expect(topics.map(({ name, message_count, bytes }) => [name, message_count, bytes])).toEqual([
      ['CAN 1 0x00000103', 2, 0],
      ['CAN 1 0x100', 1, 2],
      ['CAN 2 0x100', 1, 0],
    ]);
  });

  test('of version 2.5 has no word in front of the version', async () => {
    const whole = busmaster('J1939', 'SYSTEM', [
      '12:38:30:5344 1 18eeff00 0x00EE00 ACL 00  FF  006 Tx 2 01 80 ',
    ]);
    const bytes = Buffer.from(
      whole.toString('latin1').replace('BUSMASTER Ver 3.2.2', 'BUSMASTER 2.5.0'),
      'latin1',
    );
    const { format, message_count, read_as } = await summarise(bytes);
    expect([format, message_count, read_as]).toEqual(['canlog', 1, 'CAN log of BUSMASTER.']);
  });

  test('goes on over midnight, and in several sessions', async () => {
    const lines = ['23:59:59:9990 Rx 1 0x123 s 2 01 02 ', '00:00:00:0010 Tx 2 0x18FEF100 x 1 FF '];
    const { verdict, span } = await summarise(busmaster('CAN', 'SYSTEM', lines));
    expect(verdict.code).toBe('ok');
    expect([iso(span?.start_ns), iso(span?.end_ns)]).toEqual([
      '2025-12-31T23:59:59.999Z',
      '2026-01-01T00:00:00.001Z',
    ]);

    const twice = Buffer.concat([
      busmaster('CAN', 'ABSOLUTE', ['00:00:01:0000 Rx 1 0x123 s 0 ']),
      busmaster(
        'CAN',
        'RELATIVE',
        ['00:00:01:0000 Rx 1 0x123 s 0 ', '00:00:01:0000 Rx 1 0x123 sr 8 '],
        '1:1:2026 0:1:0:0',
      ),
    ]);
    const both = await summarise(twice);
    expect(both).toMatchObject({ message_count: 3, verdict: { code: 'ok' } });
    expect([iso(both.span?.start_ns), iso(both.span?.end_ns)]).toEqual([
      '2025-12-31T23:59:59.500Z',
      '2026-01-01T00:01:02.000Z',
    ]);
  });

  test('has messages of J1939, of several packets too', async () => {
    const long = Array.from({ length: 20 }, (_, index) => index.toString(16).padStart(2, '0')).join(' ');
    const { topics, verdict } = await summarise(
      busmaster('J1939', 'ABSOLUTE', [
        '00:00:01:0000 1 18fef100 0FEF1 BC 00 FF 6 Rx 8 FF FF FF FF FF FF FF FF ',
        `00:00:02:0000 1 18feca00 0FECA BC 00 FF 6 Rx 20 ${long} `,
      ]),
    );
    expect(verdict.code).toBe('ok');
    expect(topics.map(({ name, bytes }) => [name, bytes])).toEqual([
      ['CAN 1 0x18FECA00', 20],
      ['CAN 1 0x18FEF100', 8],
    ]);
  });

  test('has frames and errors of LIN', async () => {
    const summary = await summarise(
      busmaster('LIN', 'ABSOLUTE', [
        '00:00:01:0000 Rx 1 0x21 2 01 02  0xDA (Enhanced) ',
        '00:00:02:0000 Error - CRC Error Rx 1 2 0x21 01 02  0xDB (Enhanced) ',
      ]),
    );
    expect(summary.verdict.code).toBe('ok');
    expect(countsByTopic(summary)).toEqual({ 'LIN 1 0x21': 1 });
    expect(summary.codes).toMatchObject([{ message: 'Error - CRC Error', count: 1 }]);
  });

  test('has milliseconds where SavvyCAN wrote it', async () => {
    const { span } = await summarise(busmaster('CAN', 'ABSOLUTE', ['00:00:00:42 Rx 0 0000021A s 1 FE '], ''));
    expect(span).toEqual({ start_ns: '42000000', end_ns: '42000000', clock: 'boot' });
  });
});

test('controllers of a CRTD report their counters, and events are lines of the log', async () => {
  const summary = await summarise(
    text(
      '1524311386.811100 CXX OVMS CRTD',
      '1524311386.811200 1R11 100 01 02 03',
      '1524311386.811300 1CEV Event vehicle.on',
      '1524311386.811400 1CER Error intr=1 rxpkt=2 txpkt=0 errflags=0x1 rxerr=0 txerr=136 rxovr=0 txovr=0',
      '1524311386.811500 1CER TX_Fail T11 7DF 02 01 0C',
      '1524311386.811600 1CST Statistics intr=1 rxpkt=2 txpkt=0 errflags=0 rxerr=0 txerr=0',
      '1524311386.811700 2T29 18DB33F1',
    ),
  );
  expect(summary.verdict).toEqual({ code: 'ok', message: 'All 2 messages were read.' });
  expect(countsByTopic(summary)).toEqual({ 'CAN 1 0x100': 1, 'CAN 2 0x18DB33F1': 1 });
  expect(summary.codes).toMatchObject([{ code: 'CAN 1: error passive' }]);
  expect(summary.logs.map((line) => line.text)).toEqual([
    'Event vehicle.on',
    'Counted but not read: record CER TX_Fail (1), record CST (1).',
  ]);
  expect(summary.span?.clock).toBe('unix');
});

test('a trace of CAR BUS Analyzer has milliseconds in version 2, microseconds in version 3', async () => {
  const trace = (version: number, ...lines: string[]) =>
    Buffer.from([`@ TEXT @ ${version} @ 64 @ 0 @ 2 @ 1 @ 00:00:00.001 @`, ...lines, ''].join('\r'), 'latin1');
  const line = (time: string, flags = '0004') => `${time}\t1\t${flags}\t45A\t2\t5A 04\t00000000\tZ\t`;
  expect((await summarise(trace(2, line('46,016'), line('46,734')))).span).toMatchObject({
    start_ns: '46016000000',
    end_ns: '46734000000',
  });
  const { span, logs, message_count } = await summarise(
    trace(3, line('26,678369'), line('27,5', '80000004'), line('28,000001', '00000001')),
  );
  expect({ span, message_count }).toMatchObject({
    span: { start_ns: '26678369000', end_ns: '27000005000' },
    message_count: 2,
  });
  expect(logs.map((each) => each.text)).toEqual(['Counted but not read: flags 00000001 (1).']);
});

test('a log of a CANLogger is written as its heading says', async () => {
  const heading = (format: number, ...separators: string[]) => [
    '# Logger type: CANLogger2000',
    '# Time: 20191231T235956',
    '# Value separator: "\t"',
    `# Time format: ${format}`,
    ...['Time separator', 'Time separator ms', 'Date separator', 'Time and date separator'].map(
      (name, index) => `# ${name}: "${separators[index]}"`,
    ),
  ];
  const full = await summarise(
    text(
      ...heading(6, '.', ',', '/', ' '),
      ['Timestamp', 'Lost', 'Type', 'ID', 'Length', 'Data'].join('\t'),
      ['2020/01/01 17.59.55,210', '0', '8', '7df', '8', '02010d5555555555'].join('\t'),
      ['2020/01/01 17.59.55,216', '0', '1', '18feae30', '0', ''].join('\t'),
    ),
  );
  expect(full.verdict.code, full.verdict.message).toBe('ok');
  expect(countsByTopic(full)).toEqual({ 'CAN 1 0x18FEAE30': 1, 'CAN 1 0x7DF': 1 });
  expect(iso(full.span?.start_ns)).toBe('2020-01-01T17:59:55.210Z');

  const short = await summarise(
    text(...heading(2, '', '', '', ''), 'Timestamp\tID\tData', '5958001\t123\t01', '0001002\t123\t02'),
  );
  expect([iso(short.span?.start_ns), iso(short.span?.end_ns)]).toEqual([
    '2019-12-31T23:59:58.001Z',
    '2020-01-01T00:00:01.002Z',
  ]);
});

test('CanKing shows numbers in decimal where no letter is in them', async () => {
  const heading = 'Chn Identifier Flg   DLC  D0...1...2...3...4...5...6..D7       Time     Dir';
  const { topics } = await summarise(
    text(
      heading,
      ' 0         291         2   1 255                           1.000000 R',
      'Logging stopped.',
    ),
  );
  expect(topics.map(({ name }) => name)).toEqual(['CAN 1 0x123']);
});

test("Kvaser's converters write lengths of CAN FD as codes, requests, triggers and errors", async () => {
  const summary = await summarise(
    text(
      '                              Kvaser Memorator Log',
      '   Format of data field: HEX',
      '   Format of id field:   HEX',
      '        Time Chan   Identifier Flags        DLC  Data                           Counter',
      '    0.000000  Trigger (type=0x4, active=0x01, pre-trigger=0, post-trigger=-1)',
      '    1.408080000  1         123    Rx    FB      9  03 59 02 FF 00 00 00 00 01 02 03 04             4',
      '    1.508080000  1  ErrorFrame    Rx                  ERROR FRAME                                  5',
      '    1.608080000  2    18FEF100x   TxRq          8  03 59 02 FF 00 00 00 00             6',
      'DateTime: 2017-02-20 10:11:12',
    ),
  );
  expect(summary.verdict.code, summary.verdict.message).toBe('ok');
  expect(countsByTopic(summary)).toEqual({
    'CAN 1 0x123': 1,
    'CAN 1 error frames': 1,
    'CAN 2 transmit requests': 1,
  });
  expect(summary.topics.find(({ name }) => name === 'CAN 1 0x123')?.bytes).toBe(12);
  expect(summary.logs[0]?.text).toMatch(/^Trigger \(type=0x4/);
});

const frames = Array.from(
  { length: 20 },
  (_, index): SampleFrame => ({
    timeNs: 1_773_475_200_000_000_000n + BigInt(index) * 10_000_000n,
    bus: 1,
    id: 0x123,
    extended: false,
    data: Uint8Array.of(index, 2, 3),
  }),
);
const capitals = (length: number) =>
  fc.string({ minLength: length, maxLength: length, unit: fc.constantFrom(...'GHIJKLMNOPQUVWYZ') });

describe('kinds of a later version are not damage', () => {
  const laters: [CanlogStyle, (kind: string) => string][] = [
    ['busmaster', (kind) => `10:00:00:1234 Rx 1 0x123 ${kind} 8 00 00 00 00 00 00 00 00 `],
    ['busmaster', (kind) => `***${kind} ${kind}: something***`],
    ['crtd', (kind) => `1773475200.055000 1${kind} of a later version`],
    ['css-logger', () => '14T080000105;17;123;01'],
    ['slcan', (kind) => `${kind[0]}0102`],
    ['canking', (kind) => `Bus ${kind}: a state of a later version`],
  ];
  test.each(laters)('of %s', async (style, later) => {
    await fc.assert(
      fc.asyncProperty(fc.array(capitals(3), { minLength: 1, maxLength: 4 }), async (kinds) => {
        const lineBreak = style === 'slcan' ? '\r' : '\n';
        const lines = Buffer.from(writeCanlog(frames, style)).toString('latin1').split(lineBreak);
        for (const [index, kind] of kinds.entries()) lines.splice(-3 - index, 0, later(kind));
        const { verdict, message_count } = await summarise(Buffer.from(lines.join(lineBreak), 'latin1'));
        expect(verdict.code, verdict.message).toBe('ok');
        expect(message_count).toBe(frames.length);
      }),
      { numRuns: 30 },
    );
  });

  test('of another protocol of BUSMASTER', async () => {
    const { verdict, logs } = await summarise(
      busmaster('FLEXRAY', 'SYSTEM', ['10:00:00:1234 Rx 1 20 0 1 8 00']),
    );
    expect(verdict.code).toBe('ok');
    expect(logs[0]?.text).toBe('Counted but not read: protocol FLEXRAY (1).');
  });
});

describe('detection', () => {
  test.each([
    ['Time   ID     DLC Data                    Comment\r\n00.000 301      1 A6 \r\n', 'canlog'],
    ['t1232AABB\rT000012340\r', 'canlog'],
    ['Time,ID,DLC,Data\n0.1,0x301,1,A6\n', 'csv'],
    ['# Logger: of our own\n', undefined],
    ['test\nread\n', undefined],
  ])('%j', (head, format) => {
    expect(detectFormat(Buffer.from(head)).reader?.format).toBe(format);
  });
});

describe('logs without a heading', () => {
  const logs = {
    'the logger of the Car-Hacking dataset': [
      'Timestamp: 1479121434.850202        ID: 0350    000    DLC: 8    05 28 84 66 6d 00 00 a2',
      'Timestamp: 1479121434.850423        ID: 02c0    100    DLC: 8',
      'Timestamp: 1479121434.850977        ID: 0350    000    DLC: 2    05 28',
    ],
    'the logger of the Car-Hacking dataset, without words': [
      '1497283796.807994        0350    000    8    83 03 20 fc dd 00 00 00',
      '1497283796.808210        02c0    100    8',
      '1497283796.808917        0350    000    2    02 0c',
    ],
    'the Car-Hacking dataset': [
      '1478198376.389427,0350,8,05,21,68,09,21,21,00,6f,R',
      '1478198376.389636,02c0,0,R',
      '1478198376.389864,0350,2,fe,5b,T',
    ],
    'a sketch for Arduino': [
      '820298   0x350: 7C 33 80 00 47 E0 7C 7F',
      '820301   0x2C0: 20',
      '820302   0x350: 10 C0',
    ],
  };

  test.for(Object.entries(logs))('are read: %s', async ([writer, lines]) => {
    const { verdict, read_as, ...summary } = await summarise(text(...lines));
    expect([verdict.code, read_as]).toEqual(['ok', expect.stringContaining(`${writer}.`)]);
    expect(countsByTopic(summary as never)).toEqual({ 'CAN 1 0x350': 2, 'CAN 1 0x2C0': 1 });
  });

  test.for(Object.entries(logs))('name the place of a damaged line: %s', async ([, lines]) => {
    const [first = '', ...rest] = [...lines, ...lines, ...lines];
    const { verdict, message_count } = await summarise(text(first, `${first.slice(0, 30)}%`, ...rest));
    expect([verdict.code, message_count]).toEqual(['corrupt', 9]);
  });
});

describe('what an ELM327 writes while it monitors', () => {
  test('has frames with 11 and 29 bits, with or without times, and errors', async () => {
    const { codes, topics, verdict } = await summarise(
      text(
        'ELM327 v1.5',
        '>AT H1',
        'OK',
        '>ATMA',
        '271 E0 20 00',
        '18 DB 33 F1 02 01 0C',
        '205 00 00 <RX ERROR',
        '1AE',
        '<DATA ERROR',
        'BUFFER FULL',
        '>',
      ),
    );
    expect(verdict.code, verdict.message).toBe('ok');
    expect(topics.map(({ name, message_count, bytes }) => [name, message_count, bytes])).toEqual([
      ['CAN 1 error frames', 2, 0],
      ['CAN 1 0x18DB33F1', 1, 3],
      ['CAN 1 0x1AE', 1, 0],
      ['CAN 1 0x271', 1, 3],
    ]);
    expect(codes.map(({ code, count }) => [code, count])).toEqual([
      ['CAN 1: error frame', 2],
      ['recorder: lost frames', 1],
    ]);
  });

  test('is known by its remarks alone, behind times of Unix', async () => {
    const { span, message_count } = await summarise(
      text('1779939788.801 271 E0 20 <DATA ERROR', '1779939788.822 20B 96 00'),
    );
    expect({ span, message_count }).toMatchObject({
      message_count: 2,
      span: { start_ns: '1779939788801000000', clock: 'unix' },
    });
  });

  test.each(['123 45 67 89\n124 45 67 89\n', 'chat <DATA ERROR\n'])('%j is none', (other) => {
    expect(detectFormat(Buffer.from(other)).reader?.format).not.toBe('canlog');
  });
});

test('what tools on the ECOM adapter write has frames without times', async () => {
  const { topics, verdict, span, read_as } = await summarise(
    text(
      'IDH: 07, IDL: E8, Len: 03, Data: 02 10 03 ,TS: 78,BAUD: 1',
      'IDH: 00, IDL: 80, Len: 02, Data: 4C 2D ',
      'IDH: 00, IDL: 80, Len: 02, Data: 4C 2D ',
    ),
  );
  expect(verdict.code, verdict.message).toBe('ok');
  expect({ span, read_as }).toEqual({ span: null, read_as: 'CAN log of an ECOM adapter.' });
  expect(topics.map(({ name, message_count, bytes }) => [name, message_count, bytes])).toEqual([
    ['CAN 1 0x080', 2, 4],
    ['CAN 1 0x7E8', 1, 3],
  ]);
});

describe('what python-can shows on the screen', () => {
  const line = (rest: string) => `Timestamp: 1700000000.123456    ${rest}`;

  test('has frames of all kinds with numbers or names of interfaces, and texts', async () => {
    const long = '00 '.repeat(64).trim();
    const summary = await summarise(
      text(
        line('ID:      100    S Tx                DL:  1    0c                          Channel: 0'),
        line(
          "ID: 18fef108    X Rx                DL:  8    41 42 43 44 45 46 47 48     'ABCDEFGH'    Channel: can0",
        ),
        line('ID:      7df    S Rx   R            DL:  4                                Channel: 1'),
        line(`ID: 1abcdef0    X Rx     F    EI    DL: 64    ${long}    Channel: 1`),
        line('ID:      004    S Rx E              DL:  8    00 00 00 00 00 00 00 00     Channel: can0'),
        // Before version 4.0.
        line('ID: 00000123    X                DLC:  2    00 01                       Channel: vcan0'),
        line('ID:      000    S Rx                DL:  0'),
      ),
    );
    expect(summary.verdict.code).toBe('ok');
    expect(countsByTopic(summary)).toEqual({
      'CAN 0 0x100': 1,
      'can0 0x18FEF108': 1,
      'CAN 1 0x7DF': 1,
      'CAN 1 0x1ABCDEF0': 1,
      'can0 error frames': 1,
      'vcan0 0x00000123': 1,
      'CAN 1 0x000': 1,
    });
    expect(summary.span?.start_ns).toBe('1700000000123456000');
    expect(summary.read_as).toBe('CAN log of python-can, as it shows them on the screen.');
  });

  test('is damaged where a line has fewer bytes than it says', async () => {
    const good = line('ID:      100    S Tx                DL:  1    0c                          Channel: 0');
    for (const broken of [
      line('ID:      100    S Tx                DL:  2    0c                          Channel: 0'),
      line('ID:      100    S Tx                DL:  9    00 00 00 00 00 00 00 00 00    Channel: 0'),
      line('ID: 38fef108    X Rx                DL:  0                                Channel: 0'),
    ]) {
      const { message_count, verdict } = await summarise(text(good, broken, good));
      expect({ message_count, code: verdict.code }, broken).toEqual({ message_count: 2, code: 'corrupt' });
    }
  });
});

describe('a log of identifiers and bytes alone', () => {
  test('has frames without times, and no row that lacks a field', async () => {
    const lines = ['3F8,6,38,0,FF,7B,0', '1A7,FF,FF,0,3', ',15,46,78,FF', '2C0,FF,,FF,FF', '2,FF'];
    const summary = await summarise(text(...lines));
    expect(summary.verdict.code).toBe('ok');
    expect(countsByTopic(summary)).toEqual({ 'CAN 1 0x3F8': 1, 'CAN 1 0x1A7': 1, 'CAN 1 0x002': 1 });
    expect(summary.span).toBeNull();
    expect(summary.logs.map((line) => line.text)).toEqual([
      expect.stringContaining('row with an empty field (2)'),
    ]);
  });
});

test('a log of BUSMASTER without its heading has times of day', async () => {
  const lines = ['23:59:59:992 Rx 0 0000021A s 8 FE 36 12 FE 69 05 07 AD', '00:00:00:2 Rx 0 18FEF100 x 1 FF'];
  const summary = await summarise(text(...lines));
  expect([summary.verdict.code, summary.span?.start_ns, summary.span?.end_ns]).toEqual([
    'ok',
    '86399992000000',
    '86400002000000',
  ]);
  expect(countsByTopic(summary)).toEqual({ 'CAN 0 0x21A': 1, 'CAN 0 0x18FEF100': 1 });
  expect(summary.read_as).toBe('CAN log of BUSMASTER, without its heading.');
});

describe('a log whose lines are hexadecimal digits alone', () => {
  test('has milliseconds, frames of 11 and 29 bits, and such without data', async () => {
    const lines = [
      '0000007Ex08320C02410858087F050000',
      '000000AAx00000511BF0411009AD0BE00',
      '000000ABx00000080',
    ];
    const summary = await summarise(text(...lines));
    expect([summary.verdict.code, summary.span?.start_ns, summary.span?.end_ns]).toEqual([
      'ok',
      '126000000',
      '171000000',
    ]);
    expect(countsByTopic(summary)).toEqual({
      'CAN 1 0x08320C02': 1,
      'CAN 1 0x511': 1,
      'CAN 1 0x080': 1,
    });
  });

  test.each(['0000007Ex28320C0241', '0000007Ex08320C02414', '0000007Ex08320C02410858087F05000000'])(
    'is damaged in %s',
    async (broken) => {
      const good = '0000007Ex08320C0241';
      const { message_count, verdict } = await summarise(text(good, good, broken, good));
      expect([message_count, verdict.code]).toEqual([3, 'corrupt']);
    },
  );
});

describe('a log that names identifier, length and data', () => {
  test('has milliseconds since 1970 and frames of up to 64 bytes', async () => {
    const lines = [
      `[1772016283095] ID:0x400 DLC:64 DATA:${'0a '.repeat(64)}`,
      '[1772016283096] ID:0x18FEF100 DLC:2 DATA:01 02 ',
      '[1772016283097] ID:0x999 DLC:0 DATA:',
    ];
    const summary = await summarise(text(...lines));
    expect([summary.verdict.code, summary.span?.start_ns]).toEqual(['ok', '1772016283095000000']);
    expect(countsByTopic(summary)).toEqual({
      'CAN 1 0x400': 1,
      'CAN 1 0x18FEF100': 1,
      'CAN 1 0x00000999': 1,
    });
  });

  test.each(['ID:0x1 DLC:1 DATA:01', 'id:0x1 dlc:1 data:01'])(
    '%s is found behind a damaged line',
    async (rest) => {
      const line = `[1] ${rest}`;
      const { message_count } = await summarise(text(line, line, `[2\u0000${line}`, line));
      expect(message_count).toBe(4);
    },
  );

  test('is damaged where its length is another one', async () => {
    const good = '[1] ID:0x1 DLC:1 DATA:01';
    const { message_count, verdict } = await summarise(text(good, good, '[2] ID:0x1 DLC:2 DATA:01', good));
    expect([message_count, verdict.code]).toEqual([3, 'corrupt']);
  });
});

describe('a log of the library MCP_CAN', () => {
  const lines = [
    'Standard ID: 0x682       DLC: 1  Data: 0x00',
    'Extended ID: 0x18FEF100  DLC: 8  Data: 0x00 0x03 0x00 0x00 0x00 0x00 0x00 0xFF',
    'Standard ID: 0x7DF       DLC: 2  Data: REMOTE REQUEST FRAME',
    'Extended ID: 0x00000012  DLC: 0  Data:',
  ];

  test('has frames without times behind what the sketch says of itself', async () => {
    const summary = await summarise(
      text('Setting Baudrate Successful!', 'MCP2515 Initialized Successfully!', ...lines),
    );
    expect([summary.verdict.code, summary.span, summary.read_as]).toEqual([
      'ok',
      null,
      'CAN log of the library MCP_CAN for Arduino.',
    ]);
    expect(summary.topics.map(({ name, bytes }) => [name, bytes])).toEqual([
      ['CAN 1 0x00000012', 0],
      ['CAN 1 0x18FEF100', 8],
      ['CAN 1 0x682', 1],
      ['CAN 1 0x7DF', 0],
    ]);
  });

  test('has the times that the serial monitor puts in front, over midnight too', async () => {
    const clocks = ['23:59:59.250', '23:59:59.500', '23:59:59.750', '00:00:00.000'];
    const timed = lines.map((line, at) => `${clocks[at]} -> ${line}`);
    const { verdict, message_count, span } = await summarise(text(...timed));
    expect([verdict.code, message_count]).toEqual(['ok', 4]);
    expect(Number(span?.end_ns) - Number(span?.start_ns)).toBe(750_000_000);
  });

  test('is damaged where its length is another one, and loses that line alone', async () => {
    const cut = 'Standard ID: 0x625       DLC: 6  Data: 0x02 0x00 0xFF';
    const { message_count, verdict } = await summarise(text(...lines, cut, ...lines));
    expect([message_count, verdict.code]).toEqual([8, 'corrupt']);
  });
});

test('a comment is one, whatever is in it', async () => {
  const frames = ['1705316400.050000 3R11 131 00 00 00 79', '1705316400.150000 3R11 0FD 00 00'];
  const comments = [
    '# Parked — no charger',
    '#   lat 52516300 us = 0x032155CC -> CC 55 21, d[3]',
    '#',
    '// [8] 01 02 03',
  ];
  const read = await summarise(Buffer.from([...comments, ...frames, ''].join('\n')));
  expect([read.format, read.verdict.code, read.message_count]).toEqual(['canlog', 'ok', 2]);
});

describe("what Kvaser's converters write without a heading", () => {
  const expected = { 'CAN 1 0x1AE': 2, 'CAN 2 0x18FEEE00': 1 };
  const read = async (...lines: string[]) => summarise(Buffer.from([...lines, ''].join('\r\n')));

  test('is read as text, with decimal numbers or hexadecimal ones', async () => {
    const decimal = await read(
      '    0.296935  Trigger (type=0x86, active=0x01, pre-trigger=0, post-trigger=0)',
      '    5.176982  1         430    Rx            3  119 250   9                             1',
      '    5.176999  1         430    Rx            0                                          2',
      '    5.276982  2   419360256x   Rx            2    1   2                                 3',
    );
    const hexadecimal = await read(
      '    5.176982  1         1AE    Rx            3   77  FA  09                             1',
      '    5.176999  1         1AE    Rx            0                                          2',
      '    5.276982  2    18FEEE00x   Rx            2   01  02                                 3',
    );
    for (const summary of [decimal, hexadecimal]) {
      expect([summary.format, summary.verdict.code]).toEqual(['canlog', 'ok']);
      expect(countsByTopic(summary)).toEqual(expected);
      expect(summary.span).toMatchObject({ start_ns: '5176982000', end_ns: '5276982000' });
    }
  });

  test('is read as a table', async () => {
    const table = await read(
      '5.176982,1,430,2,3,119,250,9,,,,,,1',
      '5.176999,1,430,2,0,,,,,,,,,2',
      '5.276982,2,419360256,4,2,1,2,,,,,,,3',
    );
    expect([table.format, table.verdict.code]).toEqual(['canlog', 'ok']);
    expect(countsByTopic(table)).toEqual(expected);
  });
});
