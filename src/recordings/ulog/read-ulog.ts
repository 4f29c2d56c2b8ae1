import type { ByteSource } from '../byte-source.ts';
import { DamageLog } from '../damage.ts';
import type { FileSummary } from '../file-summary.ts';
import type { ReadOptions } from '../read-options.ts';
import { type RecordingReader, startsWith } from '../recording-reader.ts';
import { SummaryBuilder } from '../summary/summary-builder.ts';
import { fileHeaderSize, magic, messageHeaderSize, types } from './messages.ts';
import { UlogWalk } from './ulog-walk.ts';

export const ulogReader: RecordingReader = {
  format: 'ulog',
  detects: (head) => startsWith(head, magic) || hasFlagBits(head),
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

/** The flag bits behind the header, by which a file whose first bytes are damaged is still told: 40 bytes, type B. */
function hasFlagBits(head: Uint8Array): boolean {
  const first = head.subarray(fileHeaderSize, fileHeaderSize + messageHeaderSize);
  return (
    startsWith(first, [40, 0, types.flagBits]) &&
    head[fileHeaderSize + messageHeaderSize + 40 + 2] === types.format
  );
}
