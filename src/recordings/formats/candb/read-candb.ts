import { ByteReader } from '../../bytes/byte-reader.ts';
import type { ByteSource } from '../../bytes/byte-source.ts';
import { DamageLog } from '../../bytes/damage.ts';
import type { ReadOptions } from '../../read-options.ts';
import type { FileSummary } from '../../summary/file-summary.ts';
import { SummaryBuilder } from '../../summary/summary-builder.ts';
import type { RecordingReader } from '../recording-reader.ts';
import {
  headerBytes,
  looksLikeDatabase,
  parseDatabaseHeader,
  usualHeader,
} from '../ros2db3/database-header.ts';
import { PassedOver } from '../traces/passed-over.ts';
import { TraceBuses } from '../traces/trace-buses.ts';

/** A column that only the table of python-can has; its definition is on the first page. */
const column = 'arbitration_id';
const encodedColumns = [
  Buffer.from(column),
  Buffer.from(column, 'utf16le'),
  Buffer.from(column, 'utf16le').swap16(),
];

export const candbReader: RecordingReader = {
  format: 'candb',
  detects: (head) => looksLikeDatabase(head) && namesColumn(head),
  read: readCandb,
};

/** In whichever encoding the database has its texts. */
function namesColumn(head: Uint8Array): boolean {
  const bytes = Buffer.from(head.buffer, head.byteOffset, head.byteLength);
  return encodedColumns.some((each) => bytes.includes(each));
}

/**
 * Summarises CAN frames in a SQLite database, as `SqliteWriter` of python-can writes them. The table does not say
 * which bus they are of.
 */
async function readCandb(
  source: ByteSource,
  { signal, databases, messages }: ReadOptions,
): Promise<FileSummary> {
  const { FrameTable } = await import('./frame-table.ts');
  const builder = new SummaryBuilder(messages);
  const damage = new DamageLog();
  const buses = new TraceBuses(builder, databases);
  const passedOver = new PassedOver();
  const reader = new ByteReader(source, signal);
  try {
    await reader.fill(Math.min(source.size, headerBytes));
    const stated = parseDatabaseHeader(reader.slice(0, Math.min(reader.available, headerBytes)));
    if (!stated) damage.add('corrupt', 0, headerBytes, 'the header of the database is damaged');
    const bus = buses.channel(1);
    const table = new FrameTable(source, reader, stated ?? usualHeader, { damage, bus, passedOver });
    await table.run();
  } finally {
    await reader.close();
  }
  buses.finish();
  passedOver.report('SQLite', builder, { timeNs: builder.endNs, topic: '' });
  return builder.finish({ format: 'candb', sizeBytes: source.size, damage });
}
