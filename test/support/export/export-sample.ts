import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type ParquetParsers, parquetMetadataAsync, parquetReadObjects } from 'hyparquet';
import { type ExportOptions, exportRecording } from '../../../src/export/export-recording.ts';
import { bufferSource } from '../../../src/recordings/bytes/byte-source.ts';
import { compressors } from '../../../src/recordings/formats/parquet/compressors.ts';

/** Times stay nanoseconds. */
const exactTimes: Partial<ParquetParsers> = { timestampFromNanoseconds: (nanos) => nanos };

export type Row = Record<string, unknown>;

/** A table as an independent reader has it. */
export interface ReadTable {
  rows: Row[];
  groups: number;
  /** What the footer says. */
  about: { clock: string; type: string; columns: Row[]; left_out: Row };
  /** Logical type of the column of times. */
  timeType: string | undefined;
}

/** Exports a recording into a folder that is removed afterwards, and reads its files again by `hyparquet`. */
export async function exportSample(bytes: Uint8Array, options: Partial<ExportOptions> = {}) {
  const folder = await mkdtemp(join(tmpdir(), 'argus-export-'));
  try {
    const exported = await exportRecording(bufferSource(bytes), folder, {
      name: 'recording',
      library: 'test',
      ...options,
    });
    const tables = new Map<string, ReadTable>();
    for (const { topic, file } of exported.tables)
      tables.set(topic, await readTable(await readFile(join(folder, file))));
    return { exported, tables };
  } finally {
    await rm(folder, { recursive: true });
  }
}

export async function readTable(bytes: Uint8Array): Promise<ReadTable> {
  const file = Uint8Array.from(bytes).buffer;
  const { key_value_metadata: pairs, row_groups, schema } = await parquetMetadataAsync(file);
  const rows = await parquetReadObjects({ file, compressors, parsers: exactTimes, utf8: false });
  return {
    rows,
    groups: row_groups.length,
    about: JSON.parse(pairs?.find(({ key }) => key === 'argus')?.value ?? ''),
    timeType: schema.find(({ name }) => name === 'time_ns')?.logical_type?.type,
  };
}
