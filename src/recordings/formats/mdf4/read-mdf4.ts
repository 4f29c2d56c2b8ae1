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
import { isMdf4 } from './recording-start.ts';

export const mdf4Reader: RecordingReader = {
  format: 'mdf4',
  detects: isMdf4,
  read: readMdf4,
};

/** Maximum number of concatenated recordings in one file; further ones are not searched for. */
const maxRecordings = 1_000;

/**
 * Summarises an ASAM MDF file of version 4: its definitions by small reads along their links, then its data in one
 * pass. Times are nanoseconds since 1970 if the file states when it began, otherwise since its beginning.
 */
async function readMdf4(
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
    const file = { source, signal, pages: new Pages(small), stream };
    const context = {
      format: 'mdf4',
      builder,
      traffic,
      batch: new FrameBatch(),
      limits,
      damaged: damage.add,
    };
    let next: number | undefined = 0;
    for (let recording = 0; next !== undefined && recording < maxRecordings; recording += 1) {
      if (next > 0) damage.add('corrupt', next, next, 'a second recording begins in the same file');
      next = await readRecording(file, next, context);
    }
  } finally {
    await small.close();
    await stream.close();
  }
  traffic.finish();
  const log = new DamageLog();
  damage.reportTo(log);
  return builder.finish({ format: 'mdf4', sizeBytes: source.size, damage: log });
}
