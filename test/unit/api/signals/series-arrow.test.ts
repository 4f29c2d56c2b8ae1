import { execFileSync } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { tableFromIPC } from '@uwdata/flechette';
import { parquetMetadata } from 'hyparquet';
import { describe, expect, test } from 'vitest';
import { seriesArrow } from '../../../../src/api/signals/series-arrow.ts';
import { seriesParquet } from '../../../../src/api/signals/series-rows.ts';
import type { Series } from '../../../../src/signals/series.ts';
import { at, pythonWith } from '../../../support/oracle-python.ts';

const startNs = 1_764_400_000_123_456_789n;
const facts = { unit: 'km/h', labels: null, clock: 'unix' as const, start_ns: String(startNs), omitted: 0 };
const gears = { 0: 'parked', 1: 'first' };

const raw: Series = {
  ...facts,
  signal: '/car:speed',
  kind: 'raw',
  total: 3,
  t: [0, 1, 10],
  value: [0, -0.5, 88],
};
const gear: Series = {
  ...raw,
  signal: 'bus:gear',
  unit: null,
  labels: gears,
  total: 2,
  t: [5, 6],
  value: [0, 1],
};
const buckets: Series = {
  ...facts,
  ...{ signal: '/car:wheel', kind: 'buckets', total: 5, omitted: 7 },
  ...{ t: [0, 20], t_end: [9, 29], min: [1, 4], max: [3, 5], mean: [2, 4.5], count: [3, 2] },
};
const lines: Series = {
  ...facts,
  ...{ signal: '(log):lines', unit: null, kind: 'events', total: 1, t: [3], text: ['刹车 "brake"\n'] },
};
const booted: Series = { ...raw, clock: 'boot', start_ns: '7' };

function read(series: Series[]) {
  const table = tableFromIPC(seriesArrow(series), { useBigInt: true, useBigIntTimestamp: true });
  const { fields, metadata } = table.schema;
  return {
    rows: table.toArray(),
    about: JSON.parse(metadata?.get('argus') ?? '').series,
    metadata: Object.fromEntries(
      fields.map((field) => [field.name, Object.fromEntries(field.metadata ?? [])]),
    ),
    timezone: (fields[0]?.type as { timezone?: string | null } | undefined)?.timezone,
  };
}

const row = { value: null, min: null, max: null, mean: null, text: null };
const measured = (value: number) => ({ ...row, value, min: value, max: value, mean: value, count: 1 });

describe('series as an Arrow stream', () => {
  test('have a row for each value, bucket and event, with times to the nanosecond', () => {
    const { rows, timezone } = read([raw, buckets, lines]);
    const speed = { signal: '/car:speed', unit: 'km/h' };
    const wheel = { ...row, signal: '/car:wheel', unit: 'km/h' };
    expect(timezone).toBe('UTC');
    expect(rows).toEqual([
      { ...measured(0), ...speed, time_ns: startNs },
      { ...measured(-0.5), ...speed, time_ns: startNs + 1n },
      { ...measured(88), ...speed, time_ns: startNs + 10n },
      { ...wheel, time_ns: startNs, min: 1, max: 3, mean: 2, count: 3 },
      { ...wheel, time_ns: startNs + 20n, min: 4, max: 5, mean: 4.5, count: 2 },
      { ...row, signal: '(log):lines', unit: null, time_ns: startNs + 3n, count: 1, text: '刹车 "brake"\n' },
    ]);
  });

  test('have what all share in the fields, and what each has in the schema', () => {
    const one = read([gear]);
    expect(one.metadata).toMatchObject({ time_ns: { unit: 'ns' }, value: { labels: JSON.stringify(gears) } });
    expect(one.about).toEqual([
      { signal: 'bus:gear', kind: 'raw', unit: null, labels: gears, clock: 'unix', total: 2, omitted: 0 },
    ]);
    expect(read([raw, buckets]).metadata).toMatchObject({ mean: { unit: 'km/h' }, count: {} });
    const both = read([raw, gear]);
    expect(both.metadata).toMatchObject({ value: {} });
    expect(both.about.map(({ unit }: { unit: string }) => unit)).toEqual(['km/h', null]);
  });

  test('whose clock does not count from 1970 have numbers', () => {
    const { rows, timezone } = read([raw, booted]);
    expect(timezone).toBeUndefined();
    expect(rows.map(({ time_ns }) => time_ns)).toEqual([
      ...[startNs, startNs + 1n, startNs + 10n],
      ...[7n, 8n, 17n],
    ]);
  });

  test('without a value are an empty table', () => {
    expect(read([])).toMatchObject({ rows: [], about: [] });
  });

  test('with times that 64 bits cannot hold say how many values are missing', () => {
    const late: Series = { ...raw, start_ns: String(2n ** 63n - 2n) };
    const { rows, about } = read([late]);
    expect(rows.map(({ value }) => value)).toEqual([0, -0.5]);
    expect(about[0]).toMatchObject({ total: 3, omitted: 1 });
    const parquet = parquetMetadata(Uint8Array.from(seriesParquet([late])).buffer);
    expect(parquet.num_rows).toBe(2n);
    const kept = parquet.key_value_metadata?.find(({ key }) => key === 'argus')?.value;
    expect(JSON.parse(kept ?? '').series).toEqual(about);
  });
});

const python = pythonWith('pyarrow');
const title = 'pyarrow reads the same of Arrow and Parquet';

test.skipIf(!python).each([
  ['all kinds', [raw, buckets, lines, gear]],
  ['labels', [gear]],
  ['other clocks', [booted, raw]],
  ['none', []],
] as [string, Series[]][])(
  python ? `${title}: %s` : `${title}: %s (needs Python with pyarrow)`,
  async (_, series) => {
    const folder = await mkdtemp(join(tmpdir(), 'argus-arrow-'));
    try {
      const files = [join(folder, 'series.arrows'), join(folder, 'series.parquet')] as const;
      await writeFile(files[0], seriesArrow(series));
      await writeFile(files[1], seriesParquet(series));
      const said = execFileSync(python ?? '', [at('test/oracles/arrow/read.py'), ...files]);
      const { fields, about, columns } = JSON.parse(said.toString());
      const ours = read(series);
      expect(about.series).toEqual(ours.about);
      for (const name of Object.keys(columns))
        expect([name, columns[name]]).toEqual([
          name,
          ours.rows.map((each) => (name === 'time_ns' ? String(each[name]) : each[name])),
        ]);
      const isUtc = series.every(({ clock }) => clock === 'unix');
      const text = 'dictionary<values=string, indices=int32, ordered=0>';
      const type = (of: string, nullable: boolean) => ({ type: of, nullable });
      expect(fields).toMatchObject({
        time_ns: type(isUtc ? 'timestamp[ns, tz=UTC]' : 'int64', false),
        signal: type(text, false),
        unit: type(text, true),
        value: { ...type('double', true), metadata: ours.metadata.value },
        count: type('int32', false),
        text: type('string', true),
      });
    } finally {
      await rm(folder, { recursive: true });
    }
  },
);
