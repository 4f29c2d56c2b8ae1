import type { ByteSource } from '../../bytes/byte-source.ts';
import { DamageLog } from '../../bytes/damage.ts';
import { createBusTraffic } from '../../meaning/can/bus-traffic.ts';
import { FrameBatch } from '../../meaning/can/frame-batch.ts';
import { createSignalNamer } from '../../meaning/dbc/name-signals.ts';
import type { ReadOptions } from '../../read-options.ts';
import type { FileSummary } from '../../summary/file-summary.ts';
import { SummaryBuilder } from '../../summary/summary-builder.ts';
import { TracePackets } from '../traces/trace-packets.ts';
import { DamageInOrder } from './damage-in-order.ts';
import { ForwardStream } from './forward-stream.ts';
import { Pages } from './pages.ts';
import type { WalkContext } from './walk-context.ts';

/** Where a measurement is read: definitions by small reads along their links, data in one pass. */
interface Bytes {
  pages: Pages;
  stream: ForwardStream;
}

/** The summary of a measurement file of any version, whose recordings `read` walks through. */
export async function summariseMeasurement(
  format: string,
  source: ByteSource,
  { limits, signal, databases, messages }: ReadOptions,
  read: (bytes: Bytes, context: WalkContext) => Promise<void>,
): Promise<FileSummary> {
  const builder = new SummaryBuilder(messages);
  const traffic = createBusTraffic(builder, () => createSignalNamer(databases, builder));
  const packets = new TracePackets(builder);
  const damage = new DamageInOrder();
  const small = new ForwardStream(source, signal);
  const stream = new ForwardStream(source, signal);
  try {
    const batch = new FrameBatch();
    const measurement = messages?.measurement;
    const context = { format, builder, traffic, batch, packets, limits, damaged: damage.add, measurement };
    await read({ pages: new Pages(small), stream }, context);
  } finally {
    await small.close();
    await stream.close();
  }
  traffic.finish();
  packets.finish();
  const log = new DamageLog();
  damage.reportTo(log);
  return builder.finish({ format, sizeBytes: source.size, damage: log });
}
