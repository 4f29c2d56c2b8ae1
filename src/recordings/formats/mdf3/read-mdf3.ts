import type { ByteSource } from '../../bytes/byte-source.ts';
import { DamageLog } from '../../bytes/damage.ts';
import { createBusTraffic } from '../../meaning/can/bus-traffic.ts';
import { FrameBatch } from '../../meaning/can/frame-batch.ts';
import { createSignalNamer } from '../../meaning/dbc/name-signals.ts';
import type { ReadOptions } from '../../read-options.ts';
import type { FileSummary } from '../../summary/file-summary.ts';
import { SummaryBuilder } from '../../summary/summary-builder.ts';
import { DamageInOrder } from '../mdf/damage-in-order.ts';
import { ForwardStream } from '../mdf/forward-stream.ts';
import { Pages } from '../mdf/pages.ts';
import type { RecordingReader } from '../recording-reader.ts';
import { isMdf3 } from './file-start.ts';

export const mdf3Reader: RecordingReader = {
  format: 'mdf3',
  detects: isMdf3,
  read: readMdf3,
};

/**
 * Summarises a measurement file of MDF 2 or 3: its definitions by small reads along their links, then its data, group
 * by group. Times are nanoseconds since 1970 if the file states when it began, otherwise since its beginning.
 */
async function readMdf3(
  source: ByteSource,
  { limits, signal, databases }: ReadOptions,
): Promise<FileSummary> {
  const { readRecording } = await import('./read-recording.ts');
  const builder = new SummaryBuilder();
  const traffic = createBusTraffic(builder, () => createSignalNamer(databases, builder));
  const damage = new DamageInOrder();
  const small = new ForwardStream(source, signal);
  const stream = new ForwardStream(source, signal);
  try {
    const batch = new FrameBatch();
    const context = { format: 'mdf3', builder, traffic, batch, limits, damaged: damage.add };
    await readRecording(new Pages(small), stream, context);
  } finally {
    await small.close();
    await stream.close();
  }
  traffic.finish();
  const log = new DamageLog();
  damage.reportTo(log);
  return builder.finish({ format: 'mdf3', sizeBytes: source.size, damage: log });
}
