import { describe, expect, test } from 'vitest';
import { sampleCsv } from '../../../../../samples/csv/sample-csv.ts';
import { detectFormat } from '../../../../../src/recordings/formats/detect.ts';
import type { FileSummary } from '../../../../../src/recordings/summary/file-summary.ts';
import { checkDamage } from '../../../../support/recordings/damage-at-random.ts';
import { lineExtents } from '../../../../support/recordings/line-extents.ts';
import { summarise, summariseInPieces } from '../../../../support/recordings/summarise.ts';

const text = (...lines: string[]) => Buffer.from(lines.map((line) => `${line}\n`).join(''));
const figures = ({ metrics }: FileSummary) =>
  Object.fromEntries(
    metrics.map(({ name, source, unit, count, min_milli, max_milli }) => [
      `${name} ${source}`,
      [unit, count, min_milli, max_milli],
    ]),
  );

describe('a table', () => {
  test('of Car Scanner has a row per signal and moment', async () => {
    const summary = await summarise(
      text(
        '"SECONDS";"PID";"VALUE";"UNITS";"LATITUDE";"LONGTITUDE";',
        '"85095.1";"Distance travelled";"0";"km";"45.79";"15.72";',
        '"85095.4";"Distance travelled (total)";"45.26";"km";"45.79";"15.72";',
        '"85095.6";"Engine RPM";"800";"rpm";"45.79";"15.72";',
        '"85096.4";"Обороты двигателя";"810";"об/мин";"45.79";"15.72";',
        '"85096.9";"Distance travelled";"12.4";"km";"45.79";"15.72";',
      ),
    );
    expect(summary).toMatchObject({ message_count: 5, verdict: { code: 'ok' } });
    expect(summary.read_as).toContain('a row per signal and moment; time: "SECONDS"');
    expect(figures(summary)).toMatchObject({
      'engine_speed_rpm Engine RPM': [undefined, 1, 800_000, 800_000],
      'signal Distance travelled': ['km', 2, 0, 12_400],
      'signal Distance travelled (total)': ['km', 1, 45_260, 45_260],
      'signal Обороты двигателя': ['об/мин', 1, 810_000, 810_000],
    });
  });

  test('has columns that say by their names what is wrong', async () => {
    const row = (second: number, ...cells: (number | string)[]) => [second, ...cells].join(',');
    const codesOf = async (heading: string, ...rows: string[]) =>
      (await summarise(text(heading, ...rows))).codes.map(({ code, count }) => `${code}, ${count}`);
    const heading = 'time [s],active_errors,is_fault,overheat_alarm [C],fault_count,error_code';
    const rows = [
      row(1, 0, 0, 90, 7, -1),
      row(2, 513, 1, 90, 7, 0.5),
      row(3, 513, 1, 90, 7, ''),
      row(4, 0, 0, 90, 7, 0),
      row(5, 513, 0, 90, 7, 12),
    ];
    expect((await codesOf(heading, ...rows)).toSorted()).toEqual([
      'table: active_errors 513, 2',
      'table: error_code 12, 1',
      'table: is_fault 1, 1',
    ]);
    const long = ['1,speed,3', '2,error_code,0', '3,error_code,4', '4,speed,3'];
    expect(await codesOf('time [s],name,value', ...long)).toEqual(['table: error_code 4, 1']);
  });

  test('separated by tabs has its rows that end with empty cells', async () => {
    const rows = ['0.0\t1\t2\t3', '0.1\t4\t\t', '0.2\t5\t6\t\t\t', '0.3\t7\t8\t9\r'];
    const summary = await summarise(text('time [s]\ta\tb\tc', ...rows));
    expect(summary).toMatchObject({ message_count: 4, verdict: { code: 'ok' }, logs: [] });
    expect(figures(summary)).toMatchObject({
      'signal a': ['', 4, 1_000, 7_000],
      'signal b': ['', 3, 2_000, 8_000],
      'signal c': ['', 2, 3_000, 9_000],
    });
  });

  test('may have dates with the names of months, as Torque writes them', async () => {
    const rows = [
      '-,23-Feb-2022 06:34:27.403,31',
      '-,23-Feb-2022 06:34:28.408,31',
      '-,23-Feb-2022 06:34:29.411,32',
    ];
    const { span, read_as } = await summarise(
      text('GPS Time, Device Time, Engine Coolant Temperature(°C)', ...rows),
    );
    expect(span).toMatchObject({ start_ns: '1645598067403000000', clock: 'unix' });
    expect(read_as).toContain('"Device Time", date and time without a zone');
  });

  test('gives the metrics that its headings and units name', async () => {
    const summary = await summarise(
      text(
        'time [s],Battery Voltage [V],speed (m/s),Vehicle Speed [km/h],cpu_usage,oil_temp_degC,gear',
        '0.0,12.5,3,36,40,90,1',
        '0.1,12.25,4,72,50,91.5,2',
      ),
    );
    expect(summary).toMatchObject({
      format: 'csv',
      verdict: { code: 'ok', message: 'All 2 messages were read.' },
      read_as: 'Table of 7 columns, separated by ","; time: "time [s]", seconds since the start.',
      span: { start_ns: '0', end_ns: '100000000', clock: 'boot' },
    });
    expect(figures(summary)).toEqual({
      'battery_voltage Battery Voltage': [undefined, 2, 12_250, 12_500],
      'vehicle_speed_kmh Vehicle Speed': [undefined, 2, 36_000, 72_000],
      'cpu_percent cpu_usage': [undefined, 2, 40_000, 50_000],
      'temperature_celsius oil_temp_degC': [undefined, 2, 90_000, 91_500],
      'signal speed': ['m/s', 2, 3_000, 4_000],
      'signal gear': ['', 2, 1_000, 2_000],
    });
    expect(summary.omitted.values).toBeUndefined();
  });

  test.each([
    [
      'semicolons and decimal commas',
      ['Zeit [s];Drehzahl [1/min]', '0,5;800', '1,0;900,5'],
      '500000000',
      900_500,
    ],
    ['tabs', ['time (s)\tx', '0.5\t1', '1.0\t900.5'], '500000000', 900_500],
    ['bars and blanks', ['time (s) | x', '0.5 | 1', '1.0 | 900.5'], '500000000', 900_500],
    [
      'quotes',
      ['"time, in all";"x ""1"""'.replace('time, in all', 'time'), '"0.5";"1"', '"1.0";"900.5"'],
      '500000000',
      900_500,
    ],
    ['a separator at the end of rows', ['time,x', '0.5,1,', '1.0,900.5,'], '500000000', 900_500],
    ['a line for Excel', ['sep=;', 'time;x', '0.5;1', '1;900.5'], '500000000', 900_500],
    ['remarks above', ['Logger 7', 'Vehicle: A;B', '', 'time;x', '0.5;1', '1;900.5'], '500000000', 900_500],
    ['a line of units', ['Time;x', 's;V', '0.5;1', '1;900.5'], '500000000', 900_500],
    ['exponents', ['time,x', '5e-1,1', '1e0,9.005E+2'], '500000000', 900_500],
    ['an index of pandas', [',time,x', '0,0.5,1', '1,1.0,900.5'], '500000000', 900_500],
  ])('may be written with %s', async (_, lines, start, most) => {
    for (const end of ['\n', '\r\n']) {
      const summary = await summarise(Buffer.from(`\ufeff${lines.join(end)}${end}`));
      expect(summary.verdict, summary.read_as).toMatchObject({ code: 'ok' });
      expect(summary).toMatchObject({ message_count: 2, span: { start_ns: start, end_ns: '1000000000' } });
      expect(summary.metrics.map(({ max_milli }) => max_milli)).toContain(most);
    }
  });

  test.each([
    ['time', '1436509052.249713001', '1436509052249713001', 'seconds since 1970, by the size of the numbers'],
    ['t', '1436509052249', '1436509052249000000', 'milliseconds since 1970, by the size of the numbers'],
    ['ts', '1436509052249713', '1436509052249713000', 'microseconds since 1970, by the size of the numbers'],
    [
      '%time',
      '1436509052249713001',
      '1436509052249713001',
      'nanoseconds since 1970, by the size of the numbers',
    ],
    ['Stamps', '1600682338.402246', '1600682338402246000', 'seconds since 1970, by the size of the numbers'],
    ['timestamp_ms', '12.5', '12500000', 'milliseconds since the start'],
    ['Time [us]', '1250', '1250000', 'microseconds since the start'],
    ['elapsed', '12.5', '12500000000', 'taken as seconds since the start, since no unit is given'],
    ['time (min)', '1.5', '90000000000', 'minutes since the start'],
    ['timestamp', '2024-03-01T10:00:00.123456789Z', '1709287200123456789', 'date and time with their zone'],
    ['when', '2024-03-01 11:00:00+01:00', '1709287200000000000', 'date and time with their zone'],
    ['Datum', '01.03.2024 10:00:00,5', '1709287200500000000', 'date and time without a zone, counted as UTC'],
    ['time', '3/13/2024 10:00:00 PM', '1710367200000000000', 'date and time without a zone, counted as UTC'],
    ['time', '10:00:00.5', '36000500000000', 'time of day without a date'],
  ])('may have a time "%s" such as %s', async (heading, cell, ns, understood) => {
    const summary = await summarise(text(`${heading};x`, `${cell};1`, `${cell};2`));
    expect(summary.span?.start_ns, summary.verdict.message).toBe(ns);
    expect(summary.read_as).toContain(understood);
  });

  test('may have date and time in columns of their own, and pass midnight', async () => {
    const apart = await summarise(text('Date,Time,x', '2024-03-01,10:00:00.5,1', '2024-03-01,10:00:01,2'));
    expect(apart.span).toEqual({
      start_ns: '1709287200500000000',
      end_ns: '1709287201000000000',
      clock: 'unix',
    });
    const night = await summarise(text('time,x', '23:59:59,1', '00:00:01,2'));
    expect(Number(night.span?.end_ns) - Number(night.span?.start_ns)).toBe(2e9);
  });

  test.each([
    [['a,b', '1,2', '3,4'], 'without a recognisable time'],
    [
      ['time,speed,rpm'],
      'of headings without rows: nothing was recorded; see to the recorder before the next upload',
    ],
    [['timestamp,b', '123456789,2', '123456999,4'], 'have no unit, and are too large for seconds'],
    [
      ['time;b', '01/02/2024 10:00:00;2', '02/02/2024 10:00:00;4'],
      'may begin with the day or with the month',
    ],
    [['1,2', '3,4', '5,6'], 'without a heading'],
    [['time,b', 'n/a,2', 'N/A,4'], 'without times: those of its rows are left empty'],
    [['lap_time,x', '1,2', '3,4'], 'without a recognisable time'],
  ])('%j is named with what to do', async (lines, sentence) => {
    const { verdict, format } = await summarise(text(...lines));
    expect({ format, code: verdict.code }).toEqual({ format: 'csv', code: 'unsupported' });
    expect(verdict.message).toContain(sentence);
    expect(verdict.message).toContain('upload');
  });

  test('with a level and a message is a log', async () => {
    const summary = await summarise(
      text(
        'timestamp,level,logger,message',
        '2024-03-01T10:00:00Z,INFO,ekf,"aligned, at ""once"""',
        '2024-03-01T10:00:01Z,ERROR,ekf,"sensor 3 lost\nfor 2 s"',
        '2024-03-01T10:00:02Z,DEBUG,ekf,tick',
      ),
    );
    expect(summary).toMatchObject({
      message_count: 3,
      verdict: { code: 'ok' },
      read_as: expect.stringContaining('lines of a log'),
    });
    expect(summary.logs).toMatchObject([
      { severity: 'error', source: 'ekf', text: 'sensor 3 lost for 2 s' },
      { severity: 'info', source: 'ekf', text: 'aligned, at "once"' },
    ]);
    expect(summary.codes).toMatchObject([
      { code: 'ekf: sensor # lost for # s', source: 'log', severity: 'error' },
    ]);
  });

  test('with a row per signal keeps the signals apart', async () => {
    const summary = await summarise(
      text(
        'time,signal,value,unit',
        '0,battery_voltage,12,V',
        '0,speed,3,m/s',
        '1,battery_voltage,13,V',
        '1,speed,n/a,m/s',
      ),
    );
    expect(figures(summary)).toEqual({
      'battery_voltage battery_voltage': [undefined, 2, 12_000, 13_000],
      'signal speed': ['m/s', 1, 3_000, 3_000],
    });
    expect(summary.omitted.values).toEqual({ no_number: 1 });
  });
});

describe('what is no row or no figure', () => {
  test('is counted by its reason, and nothing else is lost', async () => {
    const summary = await summarise(
      text(
        'time,a,b',
        '0,1,2',
        '1,x,',
        '2,nan,5',
        '3,7',
        '4,1,2,3',
        'soon,8,9',
        'time,a,b',
        '5,1e300,"open',
        '6,1,2',
        ...Array.from({ length: 20 }, (_, i) => `${7 + i},1,2`),
      ),
    );
    expect(summary).toMatchObject({ verdict: { code: 'ok' }, message_count: 24 });
    expect(summary.omitted.values).toEqual({ text: 1, no_number: 1, misaligned: 6, no_time: 2 });
    expect(figures(summary)).toEqual({
      'signal a': ['', 22, 1_000, 1_000],
      'signal b': ['', 23, 2_000, 5_000],
    });
    const [line] = summary.logs;
    for (const kind of [
      'row with fewer fields than the heading (1)',
      'row with more fields than the heading (1)',
      'row without a readable time (1)',
      'repeated heading (1)',
      'row with a quote that does not end (1)',
    ]) {
      expect(line?.text).toContain(kind);
    }
  });

  test('a last line that was cut makes the file truncated', async () => {
    const { verdict, message_count } = await summarise(Buffer.from('time,a,b\n0,1,2\n1,2,3\n2,'));
    expect({ code: verdict.code, offset: verdict.offset, message_count }).toEqual({
      code: 'truncated',
      offset: 21,
      message_count: 2,
    });
  });

  test('a quote that never ends costs its row', async () => {
    const rows = Array.from({ length: 1000 }, (_, i) => `${i},${i === 10 ? '"x' : i}`);
    const { message_count, verdict } = await summarise(text('time,a', ...rows));
    expect({ code: verdict.code, message_count }).toEqual({ code: 'ok', message_count: 999 });
  });

  test('control characters are damage', async () => {
    const { verdict, message_count } = await summarise(
      Buffer.from(`time,a\n${'1,2\n'.repeat(2_000)}1,\0\n1,2\n`),
    );
    expect({ code: verdict.code, message_count }).toEqual({ code: 'corrupt', message_count: 2_001 });
    expect(verdict.damaged).toEqual([{ start: 8_007, end: 8_011 }]);
  });
});

describe('detection', () => {
  test.each([
    ['Hello, world\nfoo, bar\n', false],
    ['2024-01-01 10:00:00,123 INFO started\n2024-01-01 10:00:01,123 INFO done\n', false],
    ['key: value\nother: thing\n', false],
    ['NAME,1\nOTHER,2\n', false],
    ['{"a": 1,\n"b": 2}\n', false],
    ['time;speed\n', true],
    ['name,amount\nx,1\ny,2\n', true],
    [Array.from({ length: 900 }, (_, i) => (i === 0 ? 'time [s]' : `channel ${i} [V]`)).join(','), true],
    ['', false],
  ])('of %j is %s', (head, found) => {
    expect(detectFormat(Buffer.from(head.slice(0, 4096))).reader?.format === 'csv').toBe(found);
  });
});

describe('a damaged table', () => {
  test('loses no row but the damaged ones', async () => {
    for (const style of ['plain', 'german', 'dated'] as const) {
      const bytes = sampleCsv({ seconds: 60, style });
      const heading = bytes.indexOf(0x0a) + 1;
      // With the break before it: without that, the row before is lost as well, since nothing shows where a row begins.
      const extents = lineExtents(bytes, (line) => /^\d/.test(line)).map(({ start, end, messages }) => ({
        start: start - 1,
        end: end - 1,
        messages,
        continued: messages,
      }));
      // Of the first rows it is decided how the table is written.
      const vital = [{ start: 0, end: heading + 300 }];
      await checkDamage({ bytes, extents, vital }, { seed: 1, runs: 150 });
    }
  });

  test('reads the same in pieces of any size', async () => {
    const bytes = sampleCsv({ seconds: 20 });
    const whole = await summarise(bytes);
    for (const size of [1, 7, 4096]) expect(await summariseInPieces(bytes, size)).toEqual(whole);
  });
});
