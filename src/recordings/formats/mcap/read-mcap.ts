import type { ByteSource } from '../../bytes/byte-source.ts';
import { DamageLog } from '../../bytes/damage.ts';
import { startsWith } from '../../bytes/file-head.ts';
import type { ReadOptions } from '../../read-options.ts';
import type { FileSummary } from '../../summary/file-summary.ts';
import { SummaryBuilder } from '../../summary/summary-builder.ts';
import type { RecordingReader } from '../recording-reader.ts';
import type { Definitions } from './channels.ts';
import { hasDataCrc } from './has-data-crc.ts';
import { magic, opcodes, parseHeader, recordHeaderSize, u64 } from './records.ts';

/** Profile and library; within the bytes used for detection. */
const maxHeaderBytes = 2_048;

export const mcapReader: RecordingReader = {
  format: 'mcap',
  detects: (head) => startsWith(head, magic) || hasHeaderRecord(head),
  readsUnsized: true,
  read: readMcap,
  unpackAhead: async (...args) => (await import('./unpack-ahead.ts')).unpackMcapAhead(...args),
  handOver: async (...args) => (await import('./hand-over-indexed.ts')).handOverIndexed(...args),
};

/**
 * Summarises an MCAP recording from its bytes in order; needs no index or footer. If damage destroyed the definition
 * of a channel that the index at the end repeats, the file is read a second time with that knowledge.
 */
async function readMcap(source: ByteSource, options: ReadOptions): Promise<FileSummary> {
  const checksData = await hasDataCrc(source);
  const first = await walk(source, options, checksData);
  if (!first.late) return first.summary;
  options.messages?.restart?.();
  return (await walk(source, options, checksData, first.late)).summary;
}

async function walk(source: ByteSource, options: ReadOptions, checksData: boolean, preset?: Definitions) {
  const builder = new SummaryBuilder(options.messages);
  const damage = new DamageLog();
  const { McapWalk } = await import('./mcap-walk.ts');
  const walk = new McapWalk(source, { ...options, builder, damage, checksData, preset });
  await walk.run();
  const summary = builder.finish({ format: 'mcap', sizeBytes: source.size, damage });
  return { summary, late: walk.late };
}

/** The header record after the magic, which identifies a file whose first bytes are damaged. */
function hasHeaderRecord(head: Uint8Array): boolean {
  const start = magic.length;
  if (head.length < start + recordHeaderSize || head[start] !== opcodes.header) return false;
  const view = new DataView(head.buffer, head.byteOffset, head.byteLength);
  const length = u64(view, start + 1);
  const content = start + recordHeaderSize;
  if (length < 8 || length > maxHeaderBytes || content + length > head.length) return false;
  const header = parseHeader(head.subarray(content, content + length));
  return header !== undefined && 8 + Buffer.byteLength(header.profile + header.library) === length;
}
