import {
  type Column,
  columnFromArray,
  type DataType,
  dictionary,
  Endianness,
  float64,
  int32,
  int64,
  Table,
  TimeUnit,
  tableToIPC,
  timestamp,
  utf8,
  Version,
} from '@uwdata/flechette';
import type { Series } from '../../signals/series.ts';
import { columns, isNullable, type Row, tableOf } from './series-rows.ts';

/** Signals and units repeat in every row. */
const types: Record<keyof Row, () => DataType> = {
  time_ns: int64,
  signal: () => dictionary(utf8()),
  unit: () => dictionary(utf8()),
  value: float64,
  min: float64,
  max: float64,
  mean: float64,
  count: int32,
  text: utf8,
};

const measured: readonly (keyof Row)[] = ['value', 'min', 'max', 'mean'];

/**
 * One record batch of an Arrow IPC stream (https://arrow.apache.org/docs/format/Columnar.html#ipc-streaming-format) with the columns of
 * the CSV. Times are `timestamp[ns, UTC]` if all series count from 1970, else integers. A unit and labels that all series share are in the metadata
 * of the fields; those of each series in that of the schema.
 */
export function seriesArrow(all: readonly Series[]): Buffer {
  const { rows, about: metadata } = tableOf(all);
  const children = columns.map((name) =>
    columnFromArray(
      rows.map((row) => row[name]),
      types[name](),
    ),
  );
  const fields = columns.map((name, at) => {
    const { type } = children[at] as Column<unknown>;
    const isTime = name === 'time_ns' && all.every(({ clock }) => clock === 'unix');
    return {
      name,
      // The builder of times takes milliseconds as floating point; those of integers are laid out in the same way.
      type: isTime ? timestamp(TimeUnit.NANOSECOND, 'UTC') : type,
      nullable: isNullable(name),
      metadata: aboutField(name, all),
    };
  });
  const schema = { version: Version.V5, endianness: Endianness.Little, fields, metadata };
  const bytes = tableToIPC(new Table(schema, children), { format: 'stream' }) as Uint8Array;
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

function aboutField(name: keyof Row, all: readonly Series[]): Map<string, string> {
  if (name === 'time_ns') return new Map([['unit', 'ns']]);
  const [first] = all;
  if (!first || !measured.includes(name)) return new Map();
  const { unit } = first;
  const labels = JSON.stringify(first.labels);
  const about = new Map<string, string>();
  if (unit !== null && all.every((series) => series.unit === unit)) about.set('unit', unit);
  if (first.labels && all.every((series) => JSON.stringify(series.labels) === labels))
    about.set('labels', labels);
  return about;
}
