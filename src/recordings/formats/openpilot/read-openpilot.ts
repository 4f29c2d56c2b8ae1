import { ByteReader } from '../../bytes/byte-reader.ts';
import type { ByteSource } from '../../bytes/byte-source.ts';
import { DamageLog } from '../../bytes/damage.ts';
import type { ReadOptions } from '../../read-options.ts';
import type { FileSummary } from '../../summary/file-summary.ts';
import { SummaryBuilder } from '../../summary/summary-builder.ts';
import type { RecordingReader } from '../recording-reader.ts';
import { beginsEvent, eventBytes } from './event-head.ts';

export const openpilotReader: RecordingReader = {
  format: 'openpilot',
  detects: beginsWithEvents,
  readsUnsized: true,
  read: readOpenpilot,
};

/**
 * Summarises a log of openpilot (`rlog`, `qlog`). Times count from the start of the device; the first event usually
 * says when that was.
 */
async function readOpenpilot(source: ByteSource, options: ReadOptions): Promise<FileSummary> {
  const [{ EventWalk }, { findBootTime }, { LoggedEvents }] = await Promise.all([
    import('./event-walk.ts'),
    import('./find-clock.ts'),
    import('./logged-events.ts'),
  ]);
  const builder = new SummaryBuilder(options.messages);
  const damage = new DamageLog();
  const bootNs = await findBootTime(source, options.signal);
  const events = new LoggedEvents(builder, damage, bootNs ?? 0n, options.databases);
  const reader = new ByteReader(source, options.signal);
  const walk = new EventWalk(reader, damage, (at, size) => {
    events.read(reader.bytes, reader.view, at, size, reader.offset);
    return true;
  });
  try {
    await walk.run();
  } finally {
    await reader.close();
  }
  events.finish();
  const clock = bootNs === undefined ? 'boot' : 'unix';
  return builder.finish({ format: 'openpilot', sizeBytes: reader.size, damage, clock });
}

/** The format has no mark: an event has to be at the beginning, and another behind it, as far as that is visible. */
function beginsWithEvents(head: Uint8Array): boolean {
  const view = new DataView(head.buffer, head.byteOffset, head.byteLength);
  const size = eventBytes(view, 0, head.byteLength);
  return size > 0 && (size >= head.byteLength || beginsEvent(view, size, head.byteLength));
}
