import type { ByteSource } from '../../bytes/byte-source.ts';
import { DamageLog } from '../../bytes/damage.ts';
import { startsWith } from '../../bytes/file-head.ts';
import type { ChannelDefinition } from '../../meaning/interpret/channel-table.ts';
import type { ReadOptions } from '../../read-options.ts';
import { emptySummary } from '../../summary/empty-summary.ts';
import type { FileSummary } from '../../summary/file-summary.ts';
import { SummaryBuilder } from '../../summary/summary-builder.ts';
import { cleanText } from '../../summary/text.ts';
import type { RecordingReader } from '../recording-reader.ts';
import { magic, ops, RecordHead } from './records.ts';

export const ros1bagReader: RecordingReader = {
  format: 'ros1bag',
  // The record after the magic identifies it too, so that damage to the first bytes does not cost the file.
  detects: (head) => startsWith(head, magic) || beginsWithBagHeader(head),
  read: readRos1bag,
};

function beginsWithBagHeader(head: Uint8Array): boolean {
  const record = new RecordHead();
  const view = new DataView(head.buffer, head.byteOffset, head.byteLength);
  return record.read(head, view, magic.length, head.byteLength) && record.op === ops.bagHeader;
}

/**
 * Summarises a ROS 1 bag from its bytes in order; needs no index. If damage destroyed a connection that the index at
 * the end repeats, the file is read a second time with that knowledge.
 */
async function readRos1bag(source: ByteSource, options: ReadOptions): Promise<FileSummary> {
  const first = await walk(source, options);
  if (!first.late) return first.summary;
  options.messages?.restart?.();
  return (await walk(source, options, first.late)).summary;
}

async function walk(
  source: ByteSource,
  options: ReadOptions,
  preset?: ReadonlyMap<number, ChannelDefinition>,
) {
  const builder = new SummaryBuilder(options.messages);
  const damage = new DamageLog();
  const { BagWalk } = await import('./bag-walk.ts');
  const walk = new BagWalk(source, { ...options, builder, damage, preset });
  await walk.run();
  if (walk.encryptor !== '') {
    const message = `The bag is encrypted (${cleanText(walk.encryptor, 100)}); decrypt it with the key of its recorder and upload it again.`;
    return { summary: emptySummary(source.size, { code: 'encrypted', message }, 'ros1bag'), late: undefined };
  }
  const summary = builder.finish({ format: 'ros1bag', sizeBytes: source.size, damage });
  return { summary, late: walk.late };
}
