import { parquetWriteBuffer } from 'hyparquet-writer';
import { describe, expect, test } from 'vitest';
import { summarise } from '../../../../support/recordings/summarise.ts';

type Written = Parameters<typeof parquetWriteBuffer>[0];
type Element = NonNullable<Written['schema']>[number];

/** A table of the given columns, as `pyarrow`, `polars` and `duckdb` write it. */
function table(schema: Element[], columnData: Written['columnData'], children = schema.length): Uint8Array {
  const root = { name: 'schema', num_children: children } as Element;
  return new Uint8Array(parquetWriteBuffer({ schema: [root, ...schema], columnData }));
}

const optional = 'OPTIONAL' as const;
const timestamp = {
  name: 'timestamp',
  type: 'INT64',
  logical_type: { type: 'TIMESTAMP', isAdjustedToUTC: true, unit: 'MICROS' },
  repetition_type: 'REQUIRED',
} as Element;
const stamps = { name: 'timestamp', data: [1_700_000_000_000_000n, 1_700_000_001_000_000n] };
const double = (name: string): Element => ({ name, type: 'DOUBLE', repetition_type: optional });
const values = { name: 'cpu_percent', data: [10, 20] };

describe('types of Parquet', () => {
  test.each([
    ['INT32', { type: 'TIME', isAdjustedToUTC: false, unit: 'MILLIS' }, [1_500, 2_500]],
    ['INT64', { type: 'TIME', isAdjustedToUTC: true, unit: 'MICROS' }, [1_500_000n, 2_500_000n]],
    ['INT64', { type: 'TIME', isAdjustedToUTC: true, unit: 'NANOS' }, [1_500_000_000n, 2_500_000_000n]],
  ])('a time of day in %s has the unit of %o', async (type, logical_type, data) => {
    const time = { name: 'time', type, logical_type, repetition_type: optional } as Element;
    const bytes = table([time, double('cpu_percent')], [{ name: 'time', data }, values]);
    expect(await summarise(bytes)).toMatchObject({
      verdict: { code: 'ok' },
      read_as: 'Parquet table of 2 columns; time: "time", time of day without a date.',
      span: { start_ns: '1500000000', end_ns: '2500000000', clock: 'boot' },
    });
  });

  test('a date and a time of day are one time', async () => {
    const date = {
      name: 'date',
      type: 'INT32',
      converted_type: 'DATE',
      repetition_type: optional,
    } as Element;
    const time = {
      name: 'time',
      type: 'INT32',
      converted_type: 'TIME_MILLIS',
      repetition_type: optional,
    } as Element;
    const data = [
      { name: 'date', data: [19_675, 19_675] },
      { name: 'time', data: [80_000_000, 80_000_500] },
      values,
    ];
    const { span } = await summarise(table([date, time, double('cpu_percent')], data));
    expect(span).toMatchObject({
      start_ns: '1700000000000000000',
      end_ns: '1700000000500000000',
      clock: 'unix',
    });
  });

  test('durations of Arrow have the unit that stands in its schema', async () => {
    // pyarrow 26: time: duration[ns], lap: duration[ms], s: struct<d: duration[us]>, speed: double
    const value =
      '/////ygBAAAQAAAAAAAKAAwABgAFAAgACgAAAAABBAAMAAAACAAIAAAABAAIAAAABAAAAAQAAADEAAAAiAAAADQAAAAEAAAAXP///wAAAQMQAAAAGAAAAAQAAAAAAAAABQAAAHNwZWVkAAAATv///wAAAgCI////AAABDRQAAAAYAAAABAAAAAEAAAAQAAAAAQAAAHMAAAC0////sP///wAAARIQAAAAFAAAAAQAAAAAAAAAAQAAAGQAAACe////AAACANj///8AAAESEAAAABgAAAAEAAAAAAAAAAMAAABsYXAABAAEAAQAAAAQABQACAAGAAcADAAAABAAEAAAAAAAARIQAAAAHAAAAAQAAAAAAAAABAAAAHRpbWUAAAYACAAGAAYAAAAAAAMAAAAAAA==';
    const whole = (name: string): Element => ({ name, type: 'INT64', repetition_type: optional });
    const columnData: Written['columnData'] = [
      { name: 'time', data: [0n, 500_000_000n] },
      { name: 'lap', data: [5n, 7n] },
      { name: 'speed', data: [1, 2] },
    ];
    const schema = [whole('time'), whole('lap'), double('speed')];
    const root = { name: 'schema', num_children: 3 } as Element;
    const write = (text: string) =>
      new Uint8Array(
        parquetWriteBuffer({
          schema: [root, ...schema],
          columnData,
          kvMetadata: [{ key: 'ARROW:schema', value: text }],
        }),
      );
    const { span, metrics, read_as } = await summarise(write(value));
    expect(span).toMatchObject({ start_ns: '0', end_ns: '500000000', clock: 'boot' });
    expect(read_as).toContain('"time [ns]", nanoseconds since the start');
    expect(metrics.find(({ source }) => source === 'lap')).toMatchObject({ unit: 'ms' });
    for (const damaged of ['', 'AAAA', value.slice(0, 80), value.slice(0, 200).replaceAll('AAAB', '////')]) {
      const { verdict } = await summarise(write(damaged));
      expect(verdict, damaged).toMatchObject({
        code: 'unsupported',
        message: expect.stringContaining('no unit'),
      });
    }
  });

  test('an interval is no damage', async () => {
    const interval = {
      name: 'pause',
      type: 'FIXED_LEN_BYTE_ARRAY',
      type_length: 12,
      converted_type: 'INTERVAL',
      repetition_type: optional,
    } as Element;
    const data = [stamps, { name: 'pause', data: [new Uint8Array(12), new Uint8Array(12)] }, values];
    const summary = await summarise(table([timestamp, interval, double('cpu_percent')], data));
    expect(summary).toMatchObject({
      verdict: { code: 'ok', message: 'All 2 messages were read.' },
      omitted: { values: { no_number: 2 } },
    });
    expect(summary.logs.map((line) => line.text).join()).toContain(
      '1 column of lists, intervals or BSON: pause',
    );
  });

  test('columns in structures are read, and may hold the time', async () => {
    const group = (name: string, num_children: number): Element => ({
      name,
      num_children,
      repetition_type: optional,
    });
    const whole = (name: string): Element => ({ name, type: 'INT32', repetition_type: optional });
    const schema = [
      group('header', 1),
      group('stamp', 2),
      whole('sec'),
      whole('nanosec'),
      group('battery', 2),
      double('voltage'),
      double('cpu_percent'),
    ];
    const data = [
      { name: 'header', data: [0, 1, 2].map((s) => ({ stamp: { sec: 1_700_000_000 + s, nanosec: 7 } })) },
      {
        name: 'battery',
        data: [{ voltage: 12.5, cpu_percent: 40 }, null, { voltage: null, cpu_percent: 50 }],
      },
    ];
    const summary = await summarise(table(schema, data, 2));
    expect(summary).toMatchObject({
      verdict: { code: 'ok', message: 'All 3 messages were read.' },
      span: { start_ns: '1700000000000000007', end_ns: '1700000002000000007', clock: 'unix' },
      omitted: {},
    });
    expect(
      summary.metrics.map(({ source, count, max_milli }) => [source, count, max_milli]).toSorted(),
    ).toEqual([
      ['battery.cpu_percent', 2, 50_000],
      ['battery.voltage', 1, 12_500],
    ]);
    expect(summary.omitted.values).toBeUndefined();
  });
});
