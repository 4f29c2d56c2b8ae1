import type { ByteSource } from '../../bytes/byte-source.ts';
import { DamageLog } from '../../bytes/damage.ts';
import type { ReadOptions } from '../../read-options.ts';
import type { FileSummary } from '../../summary/file-summary.ts';
import { SummaryBuilder } from '../../summary/summary-builder.ts';
import type { RecordingReader } from '../recording-reader.ts';
import { PassedOver } from '../traces/passed-over.ts';
import type { ChannelDefinition } from './channel-definitions.ts';
import { beginsRecord } from './section.ts';

export const cyberReader: RecordingReader = {
  format: 'cyber',
  detects: beginsRecord,
  readsUnsized: true,
  read: readCyber,
};

/**
 * Summarises a record of Apollo Cyber RT from its bytes in order; needs no index. If damage destroyed the definition of
 * a channel that the index at the end repeats, the file is read a second time with that knowledge.
 */
async function readCyber(source: ByteSource, options: ReadOptions): Promise<FileSummary> {
  const first = await walk(source, options);
  if (!first.late) return first.summary;
  options.messages?.restart?.();
  return (await walk(source, options, first.late)).summary;
}

async function walk(
  source: ByteSource,
  { limits, signal, messages }: ReadOptions,
  preset?: ReadonlyMap<string, ChannelDefinition>,
) {
  const [{ CyberWalk }, { RecordedChannels }] = await Promise.all([
    import('./cyber-walk.ts'),
    import('./recorded-channels.ts'),
  ]);
  const builder = new SummaryBuilder(messages);
  const damage = new DamageLog();
  const channels = new RecordedChannels(builder, preset);
  const passedOver = new PassedOver();
  const walk = new CyberWalk(source, { damage, channels, passedOver, limits, signal });
  await walk.run();
  passedOver.report('Cyber RT', builder, { timeNs: builder.endNs, topic: '' });
  const summary = builder.finish({ format: 'cyber', sizeBytes: walk.size, damage, clock: 'unix' });
  return { summary, late: channels.late };
}
