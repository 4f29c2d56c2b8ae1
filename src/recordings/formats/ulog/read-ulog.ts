import type { ByteSource } from '../../bytes/byte-source.ts';
import { DamageLog } from '../../bytes/damage.ts';
import { startsWith } from '../../bytes/file-head.ts';
import type { ReadOptions } from '../../read-options.ts';
import { emptySummary } from '../../summary/empty-summary.ts';
import type { FileSummary } from '../../summary/file-summary.ts';
import { SummaryBuilder } from '../../summary/summary-builder.ts';
import type { RecordingReader } from '../recording-reader.ts';
import { fileHeaderSize, isEncrypted, magic, messageHeaderSize, types } from './messages.ts';

/** Offset of the incompatible flags: in the first message, after the compatible ones. */
const flagsOffset = fileHeaderSize + messageHeaderSize + 8;

export const ulogReader: RecordingReader = {
  format: 'ulog',
  detects: (head) => startsWith(head, magic) || isEncrypted(head) || hasFlagBits(head),
  readsUnsized: true,
  read: readUlog,
};

/** Summarises a PX4 ULog from its bytes in order. Its times count microseconds, usually since the system started. */
async function readUlog(source: ByteSource, options: ReadOptions): Promise<FileSummary> {
  const builder = new SummaryBuilder(options.messages);
  const damage = new DamageLog();
  const { UlogWalk } = await import('./ulog-walk.ts');
  const walk = new UlogWalk(source, { ...options, builder, damage });
  await walk.run();
  if (walk.isEncrypted) {
    const message =
      'This PX4 log is encrypted. Decrypt it with PX4’s Tools/decrypt_ulog.py and the private key, and upload the .ulg file.';
    return emptySummary(source.size, { code: 'encrypted', message, salvaged_messages: 0 }, 'ulog');
  }
  if (walk.unknownFlags !== '') {
    const message = `At byte ${flagsOffset} this ULog says that it was written by a later version of the format (incompatible flags ${walk.unknownFlags}), which is not supported; no message could be read.`;
    const verdict = { code: 'unsupported', message, offset: flagsOffset, salvaged_messages: 0 } as const;
    return emptySummary(source.size, verdict, 'ulog');
  }
  const { clock } = walk;
  return builder.finish({ format: 'ulog', sizeBytes: source.size, damage, ...(clock && { clock }) });
}

/**
 * The flag bits after the header, by which a file whose first bytes are damaged is still recognised: 40 bytes, type
 * B.
 */
function hasFlagBits(head: Uint8Array): boolean {
  const first = head.subarray(fileHeaderSize, fileHeaderSize + messageHeaderSize);
  return (
    startsWith(first, [40, 0, types.flagBits]) &&
    head[fileHeaderSize + messageHeaderSize + 40 + 2] === types.format
  );
}
