import { describe, expect, test } from 'vitest';
import { canDrive } from '../../../../../samples/can/can-drive.ts';
import { isSampleFrame } from '../../../../../samples/can/can-event.ts';
import { sampleCandb, writeCandb } from '../../../../../samples/candb/sample-candb.ts';
import { sampleCandump } from '../../../../../samples/candump/sample-candump.ts';
import { sampleCanCsv } from '../../../../../samples/csv/sample-can-csv.ts';
import { bufferSource } from '../../../../../src/recordings/bytes/byte-source.ts';
import { summariseFile } from '../../../../../src/recordings/summarise-file.ts';
import type { FileSummary } from '../../../../../src/recordings/summary/file-summary.ts';
import { countsByTopic, summarise } from '../../../../support/recordings/summarise.ts';

const text = (...lines: string[]) => Buffer.from(lines.map((line) => `${line}\n`).join(''));
const codes = ({ codes: all }: FileSummary) =>
  all.map(({ code, count }) => [code.replace(/^\S+ \d: /, ''), count]);

describe('a table of CAN frames', () => {
  test('by SavvyCAN gives what the same frames give in a log of candump', async () => {
    const options = { seconds: 10, faults: ['misfire'], buses: [1, 2] } as const;
    const table = await summarise(sampleCanCsv(options));
    const log = await summarise(sampleCandump(options));
    expect(table.verdict).toEqual(log.verdict);
    const asChannels = Object.entries(countsByTopic(log)).map(([name, count]) => [
      name.replace(/^can/, 'CAN '),
      count,
    ]);
    expect(countsByTopic(table)).toEqual(Object.fromEntries(asChannels));
    expect(codes(table)).toEqual(
      codes(log).map(([code, count]) => [String(code).replace(/^can(\d)/, 'CAN $1'), count]),
    );
    expect(table.span).toEqual(log.span);
    expect(table.read_as).toContain(
      'CAN frames as SavvyCAN writes them; time: "Time Stamp", microseconds since 1970.',
    );
  });

  test.each([
    ['asammdf', [1, 2]],
    ['asammdf', [3]],
    ['asammdf-window', [1, 2]],
    ['asammdf-window', [3]],
  ] as const)('by %s, of buses %j, gives what the same frames give in SavvyCAN', async (writer, buses) => {
    const options = { seconds: 10, buses };
    const table = await summarise(sampleCanCsv({ ...options, writer }));
    const frames = canDrive(options).filter((event) => isSampleFrame(event));
    expect(table.verdict).toEqual({
      code: 'ok',
      message: expect.stringMatching(/^All [\d,]+ messages were read/),
    });
    const bytes = (topic: string) => table.topics.find(({ name }) => name === topic)?.bytes;
    const counted: Record<string, number> = {};
    for (const { bus, id, extended, data } of frames) {
      const topic = `CAN ${bus} 0x${id
        .toString(16)
        .toUpperCase()
        .padStart(extended ? 8 : 3, '0')}`;
      counted[topic] = (counted[topic] ?? 0) + data.byteLength;
    }
    for (const [topic, size] of Object.entries(counted)) expect(bytes(topic), topic).toBe(size);
    expect(table.read_as).toContain('CAN frames as asammdf writes them');
  });

  test('by asammdf, of all channels on one base of times, has no frames: rows repeat them', async () => {
    const table = await summarise(
      text(
        'timestamps,CAN_DataFrame.ID,CAN_DataFrame.DataLength,CAN_DataFrame.DataBytes,battery_voltage',
        '0.0,201,2,[1 2],12.5',
        '0.1,201,2,[1 2],12.6',
        '0.2,202,2,[3 4],12.7',
      ),
    );
    expect(table.topics.map(({ name }) => name)).toEqual(['table']);
  });

  test('of remote frames by asammdf, which have no data, is read', async () => {
    const members = ['BusChannel', 'ID', 'IDE', 'DLC', 'DataLength', 'Dir'];
    const table = await summarise(
      text(
        ['timestamps', ...members.map((name) => `CAN_RemoteFrame.CAN_RemoteFrame.${name}`)].join(),
        '0.0,1,291,0,4,0,0',
        '0.1,1,1110,0,4,0,0',
        '0.2,2,417001744,1,4,0,0',
      ),
    );
    expect(table.verdict.code).toBe('ok');
    expect(table.read_as).toContain('CAN frames as asammdf writes them');
    expect(table.topics.map(({ name, message_count, bytes }) => [name, message_count, bytes])).toEqual([
      ['CAN 1 0x123', 1, 0],
      ['CAN 1 0x456', 1, 0],
      ['CAN 2 0x18DAF110', 1, 0],
    ]);
  });

  test.each([
    [
      'of asammdf',
      'timestamps,CAN_DataFrame.BusChannel,CAN_DataFrame.ID,CAN_DataFrame.IDE,CAN_DataFrame.DataLength,CAN_DataFrame.DataBytes',
      '1.5,1,2024,0,3,[3 4 5 0 0 0 0 0]',
      'CAN 1 0x7E8',
    ],
    [
      'of the window of asammdf',
      'timestamps,CAN_DataFrame.BusChannel,CAN_DataFrame.IDE,CAN_DataFrame.DataLength,CAN_DataFrame.ID,CAN_DataFrame.DataBytes',
      '1.5,1,0,3,7E8,03 04 05 00 00 00 00 00',
      'CAN 1 0x7E8',
    ],
    [
      'of python-can',
      'timestamp,arbitration_id,extended,remote,error,dlc,data',
      '1.5,0x7e8,0,0,0,3,AwQF',
      'CAN 1 0x7E8',
    ],
    [
      'with a bus in words',
      'Time (s);Bus;CAN-ID (hex);Type;Length;Data',
      '1.5;HS-CAN;7E8;Data;3;03 04 05',
      'HS-CAN 0x7E8',
    ],
    ['with decimal identifiers', 'time [s],channel,id (dec),len,data', '1.5,2,2024,3,030405', 'CAN 2 0x7E8'],
    [
      'with bytes from the last to the first',
      'time [s],id,len,b2,b1,b0',
      '1.5,0x7E8,3,0x05,0x04,0x03',
      'CAN 1 0x7E8',
    ],
    [
      "with python-can's names and data in hexadecimal digits",
      'timestamp,arbitration_id,data,dlc,is_extended_id',
      '1.5,0x7e8,03 04 05,3,False',
      'CAN 1 0x7E8',
    ],
    ['with 29 bits', 'time [s],id,extended,len,d0,d1,d2', '1.5,0000012A,true,3,03,04,05', 'CAN 1 0x0000012A'],
  ])('%s is read', async (_, heading, row, topic) => {
    const summary = await summarise(text(heading, row, row));
    expect(summary.verdict, summary.verdict.message).toMatchObject({ code: 'ok' });
    expect(summary.topics).toMatchObject([{ name: topic, message_count: 2, bytes: 6, type: 'CAN' }]);
  });

  test.each([
    ['hexadecimal', '123', '12345678', '010203'],
    ['as Python shows it', '291', '305419896', '"[1 2 3]"'],
  ])('of CSS Electronics is %s', async (_, short, long, data) => {
    const summary = await summarise(
      text(
        'TimestampEpoch;BusChannel;ID;IDE;DLC;DataLength;Dir;EDL;BRS;DataBytes',
        `1581670628.161550;1;${short};0;3;3;0;0;0;${data}`,
        `1581670628.161750;2;${long};1;3;3;1;1;1;${data}`,
        `1581670628.161850;2;${short};0;4;4;0;0;0;`,
        `1581670628.161950;2;${short};0;0;0;0;0;0;`,
      ),
    );
    expect(summary.verdict.code).toBe('ok');
    expect(summary.span?.start_ns).toBe('1581670628161550000');
    expect(summary.read_as).toContain("CAN frames as CSS Electronics' converters write them");
    expect(
      summary.topics.map(({ name, type, message_count, bytes }) => [name, type, message_count, bytes]),
    ).toEqual([
      ['CAN 2 0x123', 'CAN', 2, 0],
      ['CAN 1 0x123', 'CAN', 1, 3],
      ['CAN 2 0x12345678', 'CAN FD', 1, 3],
    ]);
  });

  test('of CSS Electronics may be of LIN', async () => {
    const summary = await summarise(
      text(
        'TimestampEpoch;BusChannel;ID;DataLength;Dir;DataBytes',
        '1581670639.550650;1;0;2;0;1234',
        '1581670639.650200;2;1F;2;1;1234',
        '1581670639.750200;2;40;2;1;1234',
        '1581670639.850200;2;3F;8;1;1234567890ABCDEF',
      ),
    );
    expect(countsByTopic(summary)).toEqual({ 'LIN 1 0x00': 1, 'LIN 2 0x1F': 1, 'LIN 2 0x3F': 1 });
    expect(summary.logs.map(({ text: line }) => line)).toEqual([
      'Counted but not read: row that is no frame (1).',
    ]);
  });

  test('of a bridge of Tritium and Prohelion has the last byte first', async () => {
    const received: string[] = [];
    const summary = await summariseFile(
      bufferSource(
        text(
          'Recv time     , Packet num, ID        , flags, data              , float[1]     , float[0]     , sender addr',
          '20:16:25.067  , 1         , 0x0x6F8   ,      , 0x070100010e0c0de0, 9.704883E-35 , 1.726301E-30 , 192.168.1.125',
          '20:16:25.068  , 2         , 0x0x123   ,  E   , 0x0000000100001002, 1.401298E-45 , 5.742521E-42 , 192.168.1.50',
        ),
      ),
      {
        messages: {
          channel: ({ topic }) => ({
            message: (_time, _offset, data) =>
              received.push(`${topic} ${Buffer.from(data ?? []).toString('hex')}`),
          }),
        },
      },
    );
    expect(summary.read_as).toContain('the bridge of Tritium and Prohelion');
    expect(received).toEqual(['CAN 1 0x6F8 e00d0c0e01000107', 'CAN 1 0x00000123 0210000001000000']);
  });

  test('of CAN FD may have the code of a length in place of the length', async () => {
    const heading = `Time Stamp,ID,Extended,Dir,Bus,LEN${Array.from({ length: 8 }, (_, i) => `,D${i + 1}`).join('')}`;
    const row = (time: number, length: number, bytes: number) =>
      `${time},00000123,false,Rx,0,${length},${Array(bytes).fill('11').join(',')}`;
    const bytesOf = async (...rows: string[]) =>
      (await summarise(text(heading, ...rows))).topics.map(({ bytes }) => bytes);
    expect(await bytesOf(row(1_000_000, 15, 64), row(1_010_000, 9, 12))).toEqual([76]);
    // 12 is a length as well as a code.
    expect(await bytesOf(row(1_000_000, 12, 12))).toEqual([12]);
    expect(await bytesOf(row(1_000_000, 12, 24))).toEqual([24]);
  });

  test('of CAN FD may have more bytes than headings', async () => {
    const bytes = Array.from({ length: 64 }, (_, i) => i.toString(16).padStart(2, '0')).join(',');
    const { topics, verdict } = await summarise(
      text(
        'Time Stamp,ID,Extended,Dir,Bus,LEN,D1,D2,D3,D4,D5,D6,D7,D8',
        `1000,00000123,false,Rx,0,64,${bytes},`,
        `2000,00000123,false,Rx,0,64,${bytes},`,
      ),
    );
    expect({ topics, code: verdict.code }).toMatchObject({
      topics: [{ name: 'CAN 0 0x123', bytes: 128 }],
      code: 'ok',
    });
  });

  test('whose identifiers may be decimal or hexadecimal is named, not guessed', async () => {
    const { verdict } = await summarise(text('time [s],id,len,data', '1,291,1,00', '2,512,1,00'));
    expect(verdict).toMatchObject({
      code: 'unsupported',
      message: expect.stringContaining('"ID (hex)" or "ID (dec)"'),
    });
  });

  test.each(['dlc', 'length'])(
    'says by its %s that frames have fewer bytes, and does not interpret them',
    async (name) => {
      const row = (at: number, id: string, length: number, data: string) => `${at},${id},${length},${data}`;
      // The answer to a request for the engine speed, of 8 bytes, and cut.
      const rows = Array.from({ length: 20 }, (_, at) => row(at, '0x7E8', 8, '04 41 0C 1A F8 00 00 00'));
      const short = [
        row(20, '0x7E8', 8, '04 41 0C FF FF'),
        row(21, '0x7E8', 8, ''),
        row(22, '0x7E8', 9, '0441'),
      ];
      const { verdict, topics, metrics, logs } = await summarise(
        text(`time [s],id,${name},data`, ...rows, ...short, row(23, '0x7E8', 12, '04 41 0C 1A F8 00 00 00')),
      );
      expect(verdict.code).toBe('ok');
      expect(topics.map(({ name, message_count, bytes }) => [name, message_count, bytes])).toEqual([
        ['CAN 1 0x7E8', 24, 21 * 8 + 5 + 2],
      ]);
      expect(metrics.map(({ name, count, max_milli }) => [name, count, max_milli])).toEqual([
        ['engine_speed_rpm', 21, 1_726_000],
      ]);
      expect(logs.map(({ text: line }) => line)).toEqual([
        'Counted but not read: data of a frame that has fewer bytes than its length (3).',
      ]);
    },
  );

  test('whose length counts bits is read as it stands', async () => {
    const rows = Array.from({ length: 20 }, (_, at) => `${at},0x7E8,32,03410C1A`);
    const { verdict, logs, metrics } = await summarise(text('time [s],id,length,data', ...rows));
    expect([verdict.code, logs, metrics.length]).toEqual(['ok', [], 0]);
    const whole = await summarise(
      text('time [s],id,length,data', ...rows.map((row) => `${row}F8000000`.replace(',32,', ',64,'))),
    );
    expect(whole.logs).toEqual([]);
  });

  test('all of whose frames are cut says so by their data length codes', async () => {
    const rows = Array.from({ length: 20 }, (_, at) => `${at},0x7E8,8,04410C1A`);
    const { message_count, logs } = await summarise(text('time [s],id,DLC,data', ...rows));
    expect([message_count, logs[0]?.text]).toEqual([
      20,
      'Counted but not read: data of a frame that has fewer bytes than its length (20).',
    ]);
  });

  test('counts rows that are no frames by their reason', async () => {
    const good = '1000,00000123,false,Rx,0,2,01,02,';
    const { message_count, logs, verdict } = await summarise(
      text(
        'Time Stamp,ID,Extended,Dir,Bus,LEN,D1,D2',
        ...Array.from({ length: 20 }, () => good),
        '1000,00000123,false,Rx,0,8,01,02,',
        'x,00000123,false,Rx,0,1,01,',
      ),
    );
    expect({ code: verdict.code, message_count }).toEqual({ code: 'ok', message_count: 20 });
    expect(logs[0]?.text).toContain('row that is no frame (1)');
    expect(logs[0]?.text).toContain('row without a readable time (1)');
  });

  test('of which one in ten and ten at least are no frames is damaged', async () => {
    const of = async (whole: number, short: number) => {
      const rows = [
        ...Array.from({ length: whole }, (_, i) => `${1000 + i},00000123,false,Rx,0,2,01,02,`),
        ...Array.from({ length: short }, (_, i) => `${2000 + i},00000123,false,Rx,0,8,01,02,`),
        '3000,00000123,false,Rx,0,2,01,02,',
      ];
      return (await summarise(text('Time Stamp,ID,Extended,Dir,Bus,LEN,D1,D2', ...rows))).verdict;
    };
    expect(await of(89, 10)).toMatchObject({
      code: 'corrupt',
      message: expect.stringContaining('the first of 10 rows is no frame'),
    });
    expect(await of(90, 10)).toMatchObject({ code: 'ok' });
    expect(await of(20, 9)).toMatchObject({ code: 'ok' });
  });
});

describe('frames of a table that bear a time before 0', () => {
  const heading = 'Time Stamp,ID,Extended,Dir,Bus,LEN,D1';
  const rows = (from: number, count: number) =>
    Array.from({ length: count }, (_, i) => `${from + i * 10_000},00000123,false,Rx,0,1,2A,`);

  test('count up from the least of them, if they are among the first', async () => {
    const { message_count, topics, span } = await summarise(
      text(heading, ...rows(22_000_000, 80), ...rows(-300_000, 400)),
    );
    expect({ message_count, start: span?.start_ns, end: span?.end_ns }).toEqual({
      message_count: 480,
      start: '0',
      end: '23090000000',
    });
    expect(topics[0]).toMatchObject({ out_of_order: 1, out_of_order_at: { step_ns: 23_090_000_000 } });
  });

  test('are read at 0 and told, if they come later', async () => {
    const {
      message_count,
      codes: all,
      logs,
    } = await summarise(text(heading, ...rows(22_000_000, 400), ...rows(-300_000, 60)));
    expect({ message_count, logs }).toEqual({ message_count: 460, logs: [] });
    expect(all).toMatchObject([
      { code: 'clock: before 0', message: '30 frames bear a time before 0; they are read at 0' },
    ]);
  });
});

describe('the times of a table of CAN frames', () => {
  const rows = (times: number[], id = (_: number) => '1A0') =>
    times.map((time, i) => `${time},${id(i)},false,0,1,2A`);
  const savvyCan = 'Time Stamp,ID,Extended,Bus,LEN,D1';
  const seconds = ({ span }: FileSummary) =>
    Number(BigInt(span?.end_ns ?? 0) - BigInt(span?.start_ns ?? 0)) / 1e9;
  const every = (step: number, from = 0) => Array.from({ length: 40 }, (_, i) => from + i * step);

  test('are milliseconds where frames would be closer than a bus can carry them', async () => {
    expect(seconds(await summarise(text(savvyCan, ...rows(every(10)))))).toBeCloseTo(0.39);
    expect(seconds(await summarise(text(savvyCan, ...rows(every(1000)))))).toBeCloseTo(0.039);
    const tabs = every(5, 565_214_935).map((time) => `1\t0\t${time}\t0x0000011a\t2\t0x10 2a \t`);
    const log = await summarise(text('Flags\tCh\tTime\tCAN ID\tLen\tData\t', ...tabs));
    expect([log.format, log.verdict.code, seconds(log)]).toEqual(['csv', 'ok', 0.195]);
  });

  test('since 1970 are microseconds, however close the frames of several buses are', async () => {
    const times = every(10, 2_145_916_789_229_177);
    const { message_count, span } = await summarise(text(savvyCan, ...rows(times)));
    expect([message_count, span?.start_ns, span?.clock]).toEqual([40, '2145916789229177000', 'unix']);
  });

  test('below 0 count from the least of them', async () => {
    const times = every(1000, -1_725_172_529_967_471);
    const { message_count, span } = await summarise(text(savvyCan, ...rows(times)));
    expect([message_count, span?.start_ns, span?.end_ns]).toEqual([40, '0', '39000000']);
  });

  test('stay when a spreadsheet spoilt an identifier', async () => {
    const id = (i: number) => (i === 20 ? '2.00E+06' : '1A0');
    const { message_count, verdict } = await summarise(text(savvyCan, ...rows(every(1000), id)));
    expect(message_count).toBe(39);
    expect(verdict.code).not.toBe('unsupported');
  });
});

describe('a database of python-can', () => {
  test('has the frames of its table, and error frames', async () => {
    const options = { seconds: 5, buses: [1], faults: ['error-frames'] } as const;
    const table = await summarise(sampleCanCsv({ ...options, writer: 'python-can' }));
    const database = await summarise(sampleCandb(options));
    expect(database).toMatchObject({ format: 'candb', verdict: { code: 'ok' } });
    const { 'CAN 1 error frames': errors, ...frames } = countsByTopic(database);
    expect(frames).toEqual(countsByTopic(table));
    expect(errors).toBeGreaterThan(0);
  });

  test.each(['UTF-16le', 'UTF-16be'])('is read with texts in %s', async (encoding) => {
    const frames = canDrive({ seconds: 2, buses: [1] });
    const read = await summarise(writeCandb(frames));
    const other = await summarise(writeCandb(frames, undefined, `PRAGMA encoding='${encoding}'`));
    expect(other.verdict).toEqual(read.verdict);
    expect(countsByTopic(other)).toEqual(countsByTopic(read));
  });

  test('that was cut or damaged loses the damaged pages', async () => {
    const bytes = sampleCandb({ seconds: 10, buses: [1] });
    const whole = await summarise(bytes);
    const cut = await summarise(bytes.subarray(0, Math.floor(bytes.byteLength / 2)));
    expect(cut.verdict.code).toBe('truncated');
    expect(cut.message_count).toBeGreaterThan(whole.message_count / 3);
    const damaged = Uint8Array.from(bytes).fill(0xff, 4096 * 3, 4096 * 3 + 100);
    const { verdict, message_count } = await summarise(damaged);
    expect(verdict).toMatchObject({ code: 'corrupt', damaged: [{ start: 4096 * 3, end: 4096 * 4 }] });
    expect(message_count).toBeGreaterThan(whole.message_count - 200);
  });
});

describe('tables of other programs', () => {
  const kvaser = (data: 'DEC' | 'HEX', ...rows: string[]) =>
    text(
      'CSV CAN data',
      'Converted from Kvaser Memorator at;2024-03-01 10:11:12',
      `Format of data field;${data}`,
      'Format of id field;HEX',
      'Timestamp Offset;             0.00000;seconds',
      'Time;Channel;id;Flags;DLC;Data0;Data1;Data2;Data3;Data4;Data5;Data6;Data7;Counter',
      ...rows,
    );

  test("Kvaser's converters say above the heading how numbers are written, and flags are their library's", async () => {
    const frames: string[] = [];
    const summary = await summariseFile(
      bufferSource(
        kvaser(
          'DEC',
          '0.00000;1;7e8;2;8;3;89;2;255;0;0;0;10;1',
          '0.10000;2;124;4;3;1;2;3;;;;;;2',
          '0.20000;1;;34;;;;;;;;;;3',
          '0.30000;1;125;196674;9;10;11;12;13;14;15;16;17;4',
          '0.40000;1;126;3;8;;;;;;;;;5',
        ),
      ),
      {
        messages: {
          channel: ({ topic }) => ({
            message: (_time, _offset, data) =>
              frames.push(`${topic} ${Buffer.from(data ?? []).toString('hex')}`),
          }),
        },
      },
    );
    expect(summary.verdict.code, summary.verdict.message).toBe('ok');
    expect(frames).toEqual([
      'CAN 1 0x7E8 035902ff0000000a',
      'CAN 2 0x00000124 010203',
      'CAN 1 0x125 0a0b0c0d0e0f1011',
      'CAN 1 0x126 ',
    ]);
    expect(summary.topics.map(({ name, type }) => [name, type])).toContainEqual(['CAN 1 0x125', 'CAN FD']);
    expect(summary.codes).toMatchObject([{ code: 'CAN 1: error frame' }]);
    expect(summary.read_as).toContain("CAN frames as Kvaser's converters write them");
    const hex = await summarise(kvaser('HEX', '0.00000;1;7e8;2;1;ff;;;;;;;;1', '0.1;1;7e8;2;1;300;;;;;;;;2'));
    expect(hex.message_count).toBe(1);
  });

  test("Kvaser's requests to transmit are no frames; what was sent is one", async () => {
    const bytes = kvaser(
      'HEX',
      '0.00000;1;7e0;130;3;02;01;0c;;;;;;1',
      '0.00010;1;7e0;66;3;02;01;0c;;;;;;2',
      '0.00020;1;7e1;194;3;02;01;0c;;;;;;3',
      '0.00030;2;7e8;2;3;41;0c;00;;;;;;4',
    );
    expect(countsByTopic(await summarise(bytes))).toEqual({
      'CAN 1 transmit requests': 1,
      'CAN 1 0x7E0': 1,
      'CAN 1 0x7E1': 1,
      'CAN 2 0x7E8': 1,
    });
  });

  test('Vehicle Spy writes a heading for each kind of bus, and says true and false by letters', async () => {
    const { topics, codes, message_count } = await summarise(
      text(
        'Line,Abs Time(Sec),Rel Time (Sec),Status,Er,Tx,Description,Network,Node,PT,Trgt,Src,B1,B2,B3,B4,B5,B6,B7,B8,Value,Trigger,Signals',
        'Line,Abs Time(Sec),Rel Time (Sec),Status,Er,Tx,Description,Network,Node,Arb ID,Remote,Xtd,B1,B2,B3,B4,B5,B6,B7,B8,Value,Trigger,Signals',
        '1,2550.364475500,0,67371008,F,F,HS CAN $119,HS CAN,,119,F,F,00,00,00,00,00,00,0D,8B,,,',
        '2,2550.368293675,0.0038,67371008,F,F,HS CAN $119,HS CAN,,119,F,F,00,00,00,00,00,00,0D,8B,,,',
        '3,2550.369293675,0.001,67371008,F,T,MS CAN $100,MS CAN,,100,F,T,00,00,00,00,00,,,,,,',
        '4,2550.370293675,0.001,67371008,T,F,Error,HS CAN,,0,F,F,,,,,,,,,,,',
      ),
    );
    expect(message_count).toBe(4);
    expect(topics.map(({ name, message_count: count }) => [name, count])).toEqual([
      ['HS CAN 0x119', 2],
      ['HS CAN error frames', 1],
      ['MS CAN 0x00000100', 1],
    ]);
    expect(codes).toMatchObject([{ code: 'HS CAN: error frame' }]);
  });

  test('Cabana writes identifiers in hexadecimal now, and in decimal before', async () => {
    const now = await summarise(text('time,addr,bus,data', '0.014,0xaa,0,0x1a6f', '0.016,0x18daf110,1,0x1a'));
    expect(now.topics.map(({ name }) => name)).toEqual(['CAN 0 0x0AA', 'CAN 1 0x18DAF110']);
    const before = await summarise(text('time,addr,bus,data', '0.014,170,0,1A6F', '0.016,291,1,1a'));
    expect(before.topics.map(({ name }) => name)).toEqual(['CAN 0 0x0AA', 'CAN 1 0x123']);
  });

  describe('that SavvyCAN exports', () => {
    test('for Cabana have one more fraction behind the time, and decimal identifiers of 29 bits', async () => {
      const { topics, span, verdict } = await summarise(
        text(
          'time,addr,bus,data',
          '1.250000.0,419361024,0,0102030405060708',
          '1.500000.0,256,1,AB00000000000000',
        ),
      );
      expect(verdict.code).toBe('ok');
      expect(topics.map(({ name }) => name)).toEqual(['CAN 0 0x18FEF100', 'CAN 1 0x100']);
      expect(span).toMatchObject({ start_ns: '1250000000', end_ns: '1500000000' });
    });

    test('for MiniMon have times without leading zeros', async () => {
      const { topics, span, verdict } = await summarise(
        text(
          'ASCII Trace IXXAT SavvyCAN V225',
          'Date: 3:11:2026',
          'Start time: 9:5:7',
          '"Time","Identifier (hex)","Format","Flags","Data (hex)"',
          '"9:5:7.123","00000184","Std","","00 06 "',
          '"9:5:58.007","18FEF100","Ext","",""',
        ),
      );
      expect(verdict.code).toBe('ok');
      expect(topics.map(({ name }) => name)).toEqual(['CAN 1 0x184', 'CAN 1 0x18FEF100']);
      expect(span).toMatchObject({ start_ns: '32707123000000', end_ns: '32758007000000' });
    });

    test('without times are frames without times', async () => {
      const { message_count, topics, span, read_as, verdict } = await summarise(
        text('ID,Data Bytes', '00000184,00 06 ', '18FEF100,', '00000184,FF '),
      );
      expect({ code: verdict.code, message_count, span }).toEqual({
        code: 'ok',
        message_count: 3,
        span: null,
      });
      expect(topics.map(({ name, bytes }) => [name, bytes])).toEqual([
        ['CAN 1 0x184', 3],
        ['CAN 1 0x18FEF100', 0],
      ]);
      expect(read_as).toContain('CAN frames; without times.');
    });

    test('have eight bytes of a frame of CAN FD, which is counted, and what is left out named', async () => {
      const { topics, logs, verdict } = await summarise(
        text(
          'Time Stamp,ID,Extended,Dir,Bus,LEN,D1,D2,D3,D4,D5,D6,D7,D8',
          '1000,00000123,false,Rx,0,64,00,01,02,03,04,05,06,07,',
          '2000,00000123,false,Rx,0,8,00,01,02,03,04,05,06,07,',
        ),
      );
      expect(verdict.code).toBe('ok');
      expect(topics).toMatchObject([{ name: 'CAN 0 0x123', message_count: 2, bytes: 72 }]);
      expect(logs[0]?.text).toContain('data of a CAN FD frame behind the columns (1)');
    });
  });

  test('MiniMon says in a column of its own whether an identifier is extended', async () => {
    const { topics, verdict } = await summarise(
      text(
        'ASCII Trace IXXAT MiniMon V3  Version: 1.1.4.4533',
        'Start time: 2:37:37 PM',
        '"Time","Identifier (hex)","Format","Flags","Data (hex)"',
        '"00:30:06.866","184","Std","","00 06 00 16 75 EE 00 3C"',
        '"00:30:06.883","184","Ext","","28 02"',
      ),
    );
    expect(verdict.code).toBe('ok');
    expect(topics.map(({ name }) => name).toSorted()).toEqual(['CAN 1 0x00000184', 'CAN 1 0x184']);
  });
});
