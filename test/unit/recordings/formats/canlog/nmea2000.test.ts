import { describe, expect, test } from 'vitest';
import type { FileSummary } from '../../../../../src/recordings/summary/file-summary.ts';
import { countsByTopic, summarise } from '../../../../support/recordings/summarise.ts';

const summary = (...lines: string[]) => summarise(Buffer.from(`${lines.join('\r\n')}\r\n`));
const signals = ({ metrics }: FileSummary) =>
  metrics.map(({ source, count, sum_milli }) => `${source} ${count} ${Number(sum_milli) / 1000}`);

/** Wind, 5.5 m/s: 130306 of device 0x23. System time and a heartbeat show that the bus is NMEA 2000. */
const groups = [
  { pgn: 126992, data: '01f0ffffffffffff' },
  { pgn: 126993, data: '60ea01ffffffffff' },
  { pgn: 130306, data: 'ff260200007afaff' },
];
const commas = (data: string) => (data.match(/../g) ?? []).join(',');
const pages = (pgn: number) => pgn.toString(16).toUpperCase().padStart(5, '0');

const canboat = (time: string) => groups.map(({ pgn, data }) => `${time},6,${pgn},35,255,8,${commas(data)}`);
const actisense = groups.map(({ pgn, data }) => `A173321.107 23FF6 ${pages(pgn)} ${data.toUpperCase()}`);

describe('a log of a gateway of NMEA 2000', () => {
  test('is read in the form of CANboat, with each of its times', async () => {
    const times = {
      '2016-04-09T16:41:09.092Z': '1460220069092000000',
      '2016-04-09-16:41:09.092': '1460220069092000000',
      '2016-04-09T16:41:09,092': '1460220069092000000',
      '2016-04-09T16:41:09.092345678-07:00': '1460245269092345678',
      // A clock that was never set, west of Greenwich.
      '1969-12-31T16:00:34.206': '57634206000000',
    };
    for (const [time, startNs] of Object.entries(times)) {
      const read = await summary(...canboat(time));
      expect(read).toMatchObject({
        format: 'canlog',
        verdict: { code: 'ok' },
        read_as: 'CAN log of CANboat (NMEA 2000).',
        span: { start_ns: startNs },
      });
      expect(countsByTopic(read)).toEqual({
        'CAN 1 0x19F01023': 1,
        'CAN 1 0x19F01123': 1,
        'CAN 1 0x19FD0223': 1,
      });
      expect(signals(read).join()).toContain('wind speed 1 5.5');
    }
  });

  test('of CANboat has whole messages in one line, which are no frames of fast packets', async () => {
    // Engine, dynamic: oil pressure 3,631 hPa in bytes 1 and 2, behind the instance.
    const engine = `00${'2f0e'}${'ff'.repeat(23)}`;
    const time = '2016-04-09T16:41:10.000Z';
    const read = await summary(
      ...canboat('2016-04-09T16:41:09.000Z'),
      `${time},2,127489,5,255,26,${commas(engine)}`,
      // A message of a group of fast packets that is as short as a frame, and not a frame of one.
      `${time},2,127489,6,255,8,${commas('00ffffffffffffff')}`,
      `${time},2,127489,6,255,8,${commas('00ffffffffffffff')}`,
    );
    expect(read.verdict.code).toBe('ok');
    expect(signals(read).join()).toContain('0x09F20105 engine oil pressure 1 363.1');
    expect(read.codes).toEqual([]);
    // Its lines are no frames, so that they tell nothing of the load of the bus.
    expect(signals(read).filter((signal) => signal.includes('traffic'))).toEqual([]);
  });

  test('of CANboat counts what the gateway says of itself apart', async () => {
    const own = '2016-04-09T16:41:10.000Z,0,262386,0,255,4,01,02,03,04';
    const read = await summary('# A comment', ...canboat('2016-04-09T16:41:09.000Z'), own);
    expect(read).toMatchObject({ verdict: { code: 'ok' }, message_count: 3 });
    expect(read.logs.map(({ text }) => text)).toEqual([
      'Counted but not read: messages of the gateway about itself (1).',
    ]);
  });

  test('of CANboat is damaged where fields are missing', async () => {
    const cut = '2016-04-09T16:41:10.000Z,3,126208,32,255,0';
    const read = await summary(...canboat('2016-04-09T16:41:09.000Z'), cut);
    expect([read.verdict.code, read.message_count]).toEqual(['corrupt', 3]);
  });

  test('is read as the library for Arduino prints it', async () => {
    const lines = groups.map(({ pgn, data }, at) => {
      const bytes = (data.match(/../g) ?? []).map((byte) =>
        Number.parseInt(byte, 16).toString(16).toUpperCase(),
      );
      return `${228_425 + at} : Pri:6 PGN:${pgn} Source:35 Dest:255 Len:8 Data:${bytes.join()}`;
    });
    const read = await summary(...lines);
    expect(read).toMatchObject({
      format: 'canlog',
      verdict: { code: 'ok' },
      message_count: 3,
      span: { start_ns: '228425000000', clock: 'boot' },
    });
    expect(signals(read).join()).toContain('wind speed 1 5.5');
  });

  test('is read as Actisense writes it, and as Yacht Devices does', async () => {
    const wind = groups[2]?.data.toUpperCase().match(/../g)?.join(' ');
    const raw = ['19F01023 01 F0', '19F01123 60 EA 01 FF FF FF FF FF', `19FD0223 ${wind}`].map(
      (frame) => `17:33:21.107 R ${frame}`,
    );
    const expected = { format: 'canlog', verdict: { code: 'ok' }, message_count: 3 };
    const span = { start_ns: '63201107000000', clock: 'boot' };
    const [ofActisense, ofYachtDevices] = [await summary(...actisense), await summary(...raw)];
    expect(ofActisense).toMatchObject({ ...expected, span });
    expect(ofYachtDevices).toMatchObject({ ...expected, span });
    expect(countsByTopic(ofActisense)).toEqual(countsByTopic(ofYachtDevices));
    expect(signals(ofActisense).join()).toContain('wind speed 1 5.5');
  });
});

describe('what Garmin writes', () => {
  const head = [
    'Sequence #',
    'PGN',
    'Name,Manufacturer,Remote Address,Local Address,Priority,Single Frame,Size,Packet',
  ];
  const rest = (name: string, data: string) => `${name},Unknown, of Ltd,35,255,6,1,8,0x${data.toUpperCase()}`;

  test('is read with dates, and with milliseconds since the start', async () => {
    const dated = groups.map(
      ({ pgn, data }, at) =>
        `${at},6_21_2015_16_11_${14 + at}_2493164${at},${pgn},Processed,${rest('x', data)}`,
    );
    const read = await summary(
      `${head[0]},Month_Day_Year_Hours_Minutes_Seconds_msTicks,${head[1]},Processed PGN,${head[2]}`,
      ...dated,
    );
    expect(read).toMatchObject({
      format: 'canlog',
      verdict: { code: 'ok' },
      message_count: 3,
      read_as: 'CAN log of a chart plotter of Garmin (NMEA 2000).',
      span: { start_ns: '1434903074640000000', end_ns: '1434903076642000000', clock: 'unix' },
    });
    expect(signals(read).join()).toContain('wind speed 1 5.5');
    const since = groups.map(({ pgn, data }, at) => `${at},${486_942 + at},${pgn},${rest('x', data)}`);
    const other = await summary(
      `${head[0]},Timestamp,${head[1]},${head[2]}`,
      ...since,
      '9,486950,130306,Wind',
    );
    expect(other.verdict).toMatchObject({ code: 'corrupt', salvaged_messages: 3 });
    expect(other.span).toMatchObject({ start_ns: '486942000000', end_ns: '486944000000' });
  });
});

test.each([
  ['Sat Apr 09 2016 18:41:09 GMT+0200 (Central European Summer Time)', '1460220069000000000'],
  ['Sat Apr 09 2016 12:41:09 GMT-0400', '1460220069000000000'],
])('the text of a Date of JavaScript is a time of CANboat: %s', async (time, startNs) => {
  const read = await summary(...canboat(time));
  expect(read).toMatchObject({
    format: 'canlog',
    verdict: { code: 'ok' },
    message_count: 3,
    span: { start_ns: startNs },
  });
});
