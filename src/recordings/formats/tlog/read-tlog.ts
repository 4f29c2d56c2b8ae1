import { ByteReader } from '../../bytes/byte-reader.ts';
import type { ByteSource } from '../../bytes/byte-source.ts';
import { DamageLog } from '../../bytes/damage.ts';
import type { ReadOptions } from '../../read-options.ts';
import type { FileSummary } from '../../summary/file-summary.ts';
import { SummaryBuilder } from '../../summary/summary-builder.ts';
import type { RecordingReader } from '../recording-reader.ts';
import { PassedOver } from '../traces/passed-over.ts';
import { beginsWithFrames } from './begins-with-frames.ts';
import { MessageIds } from './message-ids.ts';

export const tlogReader: RecordingReader = {
  format: 'tlog',
  detects: beginsWithFrames,
  readsUnsized: true,
  read: readTlog,
};

/** Summarises a telemetry log of MAVLink, as ground stations write it. Its times are those of the ground station. */
async function readTlog(source: ByteSource, options: ReadOptions): Promise<FileSummary> {
  const builder = new SummaryBuilder(options.messages);
  const damage = new DamageLog();
  const passedOver = new PassedOver();
  const [{ Telemetry }, { TlogWalk }] = await Promise.all([
    import('./telemetry.ts'),
    import('./tlog-walk.ts'),
  ]);
  const ids = new MessageIds();
  const telemetry = new Telemetry(builder, ids, passedOver);
  const reader = new ByteReader(source, options.signal);
  const walk = new TlogWalk(reader, {
    ids,
    damage,
    onFrame: (frame, us) => telemetry.read(frame, us, reader.bytes, reader.offset),
  });
  try {
    await walk.run();
  } finally {
    await reader.close();
  }
  telemetry.finish();
  passedOver.report('MAVLink', builder, { timeNs: telemetry.lastNs, topic: '' });
  return builder.finish({ format: 'tlog', sizeBytes: reader.size, damage });
}
