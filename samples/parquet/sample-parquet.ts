import { type ColumnSource, parquetWriteBuffer } from 'hyparquet-writer';
import type { SampleOptions } from '../sample-options.ts';
import { tableColumns, tableDrive } from '../tables/table-drive.ts';

/** The measurements of a data logger in Apache Parquet, in row groups of a thousand rows. */
export function sampleParquet(
  options: SampleOptions & { packed?: boolean; columns?: ColumnSource[] } = {},
): Uint8Array {
  const rows = tableDrive(options);
  const columnData: ColumnSource[] = [
    {
      name: 'timestamp',
      data: rows.map(({ timeNs }) => new Date(Number(timeNs / 1_000_000n))),
      type: 'TIMESTAMP',
    },
    ...tableColumns.map(
      (name, index): ColumnSource => ({
        name,
        data: rows.map(({ values }) => values[index] as number),
        type: 'DOUBLE',
      }),
    ),
    ...(options.columns ?? []),
  ];
  const codec = options.packed === false ? 'UNCOMPRESSED' : 'SNAPPY';
  return new Uint8Array(parquetWriteBuffer({ columnData, codec, rowGroupSize: 1_000 }));
}
