import type { ByteSource } from '../byte-source.ts';
import { DamageLog } from '../damage.ts';
import type { FileSummary } from '../file-summary.ts';
import type { ReadOptions } from '../read-options.ts';
import { type RecordingReader, startsWith } from '../recording-reader.ts';
import { SummaryBuilder } from '../summary/summary-builder.ts';
import { UlogWalk } from './ulog-walk.ts';

/** PX4 file format, "Header Section". */
const magic = [0x55, 0x4c, 0x6f, 0x67, 0x01, 0x12, 0x35];

export const ulogReader: RecordingReader = {
  format: 'ulog',
  detects: (head) => startsWith(head, magic),
  readsUnsized: true,
  read: readUlog,
};

/** Summarises a PX4 ULog from its bytes in order. Its times count microseconds since the system started. */
async function readUlog(source: ByteSource, options: ReadOptions): Promise<FileSummary> {
  const builder = new SummaryBuilder();
  const damage = new DamageLog();
  await new UlogWalk(source, { ...options, builder, damage }).run();
  return builder.finish({ format: 'ulog', sizeBytes: source.size, damage, clock: 'boot' });
}
