import { describe, expect, test } from 'vitest';
import { sampleCanCsv } from '../../../../../samples/csv/sample-can-csv.ts';
import { dataBytes } from '../../../../../src/recordings/formats/csv/can-data.ts';
import { detectFormat } from '../../../../../src/recordings/formats/detect.ts';
import { countsByTopic, summarise } from '../../../../support/recordings/summarise.ts';

const text = (...lines: string[]) => Buffer.from(lines.map((line) => `${line}\n`).join(''));
const rows = (count: number, row: (at: number) => string) =>
  Array.from({ length: count }, (_, at) => row(at));
const looksLike = (bytes: Uint8Array) => {
  const detection = detectFormat(bytes);
  return detection.reader ? detection.reader.format : detection.other?.looksLike;
};

describe('a table whose heading has another width than its rows', () => {
  const row = (at: number) => `${(2 + at / 100).toFixed(2)},0.5,14.25`;

  test('has its times, and numbers for the names of which nobody knows the columns', async () => {
    const summary = await summarise(text('time,speedvoltage', ...rows(20, row)));
    expect([summary.verdict.code, summary.message_count]).toEqual(['ok', 20]);
    expect(summary.topics[0]?.type).toContain('column 3');
    expect((await summarise(text('time,speed,voltage,current', ...rows(20, row)))).message_count).toBe(20);
  });

  test('is none with few rows, rows of words, or a first name that is not of a time', async () => {
    const failed = async (...lines: string[]) => (await summarise(text(...lines))).message_count;
    expect(await failed('time,speedvoltage', ...rows(9, row))).toBe(0);
    expect(await failed('time,speedvoltage', ...rows(20, (at) => `${at}.5,a word,b`))).toBe(0);
    expect(await failed('lap,speedvoltage', ...rows(20, row))).toBe(0);
  });
});

describe('a table without a heading', () => {
  test('with a row for each signal and moment is read as one', async () => {
    const row = (at: number) =>
      `${(at / 100).toFixed(3)}, ${at % 2 ? 'VoltageBusLV' : 'Status_DCDC'}, ${at % 2 ? 11.1 : 'Invalid'}`;
    const summary = await summarise(text(...rows(40, row)));
    expect([summary.verdict.code, summary.message_count]).toEqual(['ok', 40]);
    expect(summary.read_as).toMatch(/a row per signal and moment; time: "timestamp \[s\]"/);
  });

  test('of python-can is read as one with it', async () => {
    const whole = Buffer.from(sampleCanCsv({ seconds: 2, writer: 'python-can' }));
    const bare = await summarise(whole.subarray(whole.indexOf('\n') + 1));
    const headed = await summarise(whole);
    expect(countsByTopic(bare)).toEqual(countsByTopic(headed));
    expect([bare.verdict, bare.span, bare.read_as]).toEqual([headed.verdict, headed.span, headed.read_as]);
  });

  test('that is a trajectory of TUM has its positions, below remarks or without', async () => {
    const pose = (at: number) => `1305031102.${175304 + at} ${at * 0.1} 0.6 1.65 0.7071 0.0 -0.7071 0.0`;
    const remarks = ['# ground truth trajectory', '# timestamp tx ty tz qx qy qz qw'];
    const summary = await summarise(text(...remarks, ...rows(9, pose)));
    expect([summary.verdict.code, summary.message_count]).toEqual(['ok', 9]);
    expect(summary.read_as).toBe(
      'Table of 8 columns, separated by spaces; time: "timestamp [s]", seconds since 1970.',
    );
    expect(summary.metrics.map(({ source }) => source)).toContain('tx');
    expect((await summarise(text(...rows(9, pose)))).message_count).toBe(9);
  });

  test('of frames that were cut out of one of SavvyCAN is read as one with its heading', async () => {
    const row = (at: number) => `${370458000 + at * 20_000},00000394,false,0,8,00,E0,00,00,FF,43,B2,98`;
    const summary = await summarise(text(...rows(9, row)));
    expect([summary.verdict.code, summary.span?.start_ns]).toEqual(['ok', '370458000000']);
    expect(countsByTopic(summary)).toEqual({ 'CAN 0 0x394': 9 });
  });

  test('has a time if its first column is one of Unix, whatever the others are', async () => {
    const row = (at: number) => `1535927997.5${132 + at * 10},0.0013114,0.678,`;
    const summary = await summarise(text(...rows(9, row)));
    expect([summary.verdict.code, summary.message_count, summary.span?.clock]).toEqual(['ok', 9, 'unix']);
    expect(summary.read_as).toContain('"timestamp [s]", seconds since 1970');
    expect(looksLike(text(...rows(9, (at) => `13${at}.5,0.0013114,0.678`)))).toBe('csv');
    expect((await summarise(text(...rows(9, (at) => `13${at}.5,0.0013,0.678`)))).verdict.code).toBe(
      'unsupported',
    );
  });

  test.each([
    ['with separators', (at: number) => `2011-11-04 01:44:2${at}.5`],
    ['in the basic format', (at: number) => `20111104T01442${at}.500000`],
  ])('has a time if its first column is a date and a time of day %s', async (_, time) => {
    const summary = await summarise(text(...rows(9, (at) => `${time(at)},1,14,-16.39`)));
    expect([summary.verdict.code, summary.message_count]).toEqual(['ok', 9]);
    expect(summary.span).toEqual({
      start_ns: '1320371060500000000',
      end_ns: '1320371068500000000',
      clock: 'unix',
    });
    expect(summary.metrics.map(({ source }) => source).sort()).toEqual(['column 2', 'column 3', 'column 4']);
  });

  test('has frames if they are a time, an identifier and data bytes', async () => {
    const row = (at: number) => `164622427934${at},0x5A5,AA 00 0${at} FF`;
    const summary = await summarise(text(...rows(9, row)));
    expect([summary.verdict.code, countsByTopic(summary)]).toEqual(['ok', { 'CAN 1 0x5A5': 9 }]);
    expect(summary.span?.start_ns).toBe('1646224279340000000');
  });

  test('is not taken for one whose rows have a width each, of which all but a few would be left out', () => {
    const row = (figures: number, at: number) => `153592799${at}.5,${Array(figures).fill('1').join()}`;
    expect(looksLike(text(...rows(9, (at) => row(at + 1, at))))).not.toBe('csv');
    expect(looksLike(text(...rows(9, (at) => row(at === 0 ? 1 : 3, at))))).toBe('csv');
  });

  test('has the width of most rows, not of the first', async () => {
    const summary = await summarise(
      text(...rows(9, (at) => (at === 0 ? '1535927990.5,1' : `153592799${at}.5,1,2,3`))),
    );
    expect(summary.message_count).toBe(8);
  });

  test('is named where nothing says what its columns are', async () => {
    expect(looksLike(text(...rows(5, () => '0.1 0.2 0.3 0.4 0.5 0.6 0.7 0.8')))).not.toBe('csv');
    const kitti = '1.0e+00 0.0 0.0 0.0 0.0 1.0 0.0 0.0 0.0 0.0 1.0 0.5';
    expect(looksLike(text(...rows(5, () => kitti)))).toContain('KITTI');
    const bare = (at: number) => `1696063983.${at},bytearray(b'g\\x08'),bytearray(b'"\\x05'),,`;
    expect(looksLike(text(...rows(5, bare)))).toContain('without their identifiers');
    expect(looksLike(text(...rows(5, (at) => `2026-02-21 18:24:2${at}.435 [INFO] app: start`)))).toBe(
      'textlog',
    );
  });
});

describe('a table without a column that is named as the time', () => {
  const table = (heading: string, row: (at: number) => string) => summarise(text(heading, ...rows(20, row)));

  test.each([
    ['ENGINE_RUN_TINE (),RPM ()', (at: number) => `${at >> 1},${800 + at}`],
    ['rpm,Engine_Run_Time', (at: number) => `${800 - at},${3237 + at * 22}`],
    ['tiemstamp,rpm', (at: number) => `${at * 0.02},800`],
    ['timestmp,rpm', (at: number) => `${at * 0.02},800`],
    ['Run time since engine start(s),rpm', (at: number) => `${at},800`],
    [',rpm', (at: number) => `${(at * 0.02).toFixed(2)},800`],
  ])('%s is read by the one that rises as a time', async (heading, row) => {
    const { verdict, message_count, read_as } = await table(heading, row);
    expect([verdict.code, message_count]).toEqual(['ok', 20]);
    expect(read_as).toMatch(/no column is named as the time, and this one rises as a time does\.$/);
  });

  test.each([
    ['another word', 'tire,rpm', (at: number) => `${at * 0.1},800`],
    ['a column that falls', 'tine,rpm', (at: number) => `${at % 5},800`],
    ['one that stands still', 'tine,rpm', () => '7,800'],
    ['the number of the row', ',rpm', (at: number) => `${at},800`],
    ['steps of any size', ',rpm', (at: number) => `${at ** 4 + 0.5},800`],
    ['a name that says something else', 'distance,rpm', (at: number) => `${at * 0.1},800`],
    ['a duration', 'lap_tine,rpm', (at: number) => `${at * 0.1},800`],
  ])('is unsupported with %s', async (_, heading, row) => {
    const { verdict } = await table(heading, row);
    expect(verdict.code).toBe('unsupported');
    expect(verdict.message).toContain('without a recognisable time');
  });

  test('is read by the column that is named, if there is one', async () => {
    const { read_as } = await table('tine,time [s],rpm', (at) => `${at * 0.1},${at},800`);
    expect(read_as).toContain('time: "time [s]", seconds since the start.');
  });
});

describe('data bytes of a frame', () => {
  const read = (cell: string) => {
    const target = new Uint8Array(64);
    const length = dataBytes(cell, false, target);
    return length < 0 ? undefined : [...target.subarray(0, length)];
  };

  test.each([
    ["bytearray(b'g\\x08\\x00a')", [0x67, 8, 0, 0x61]],
    [`b"'\\t\\\\\\xff"`, [0x27, 9, 0x5c, 255]],
    ["b''", []],
    ['[1, 2, 255]', [1, 2, 255]],
    ['(1, 2,)', [1, 2]],
    ['[0x1A, 0xff]', [0x1a, 255]],
    ['bytes([7])', [7]],
    ['[]', []],
    ['0x01 02,FF', [1, 2, 255]],
    ["b'\\q'", undefined],
    ["b'\\x1'", undefined],
    ['[256]', undefined],
    ['[1, a]', undefined],
  ])('%s', (cell, bytes) => {
    expect(read(cell)).toEqual(bytes);
  });

  test('are those of the column of a table', async () => {
    const lines = ['time [s],id (hex),data', "0.5,7E8,b'\\x03\\x04\\x05'", '0.6,7E8,"[1, 20]"'];
    const summary = await summarise(text(...lines));
    expect(summary.verdict.code).toBe('ok');
    expect(countsByTopic(summary)).toEqual({ 'CAN 1 0x7E8': 2 });
    expect(summary.topics[0]?.bytes).toBe(5);
  });
});
