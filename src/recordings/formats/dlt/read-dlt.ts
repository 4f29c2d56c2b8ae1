import type { ByteSource } from '../../bytes/byte-source.ts';
import { DamageLog } from '../../bytes/damage.ts';
import { startsWith } from '../../bytes/file-head.ts';
import type { ReadOptions } from '../../read-options.ts';
import type { FileSummary } from '../../summary/file-summary.ts';
import { SummaryBuilder } from '../../summary/summary-builder.ts';
import type { RecordingReader } from '../recording-reader.ts';
import { isBareStream } from './dlt-marks.ts';

export const dltReader: RecordingReader = {
  format: 'dlt',
  detects: (head) =>
    (startsWith(head, 'DLT') && isVersion(head[3])) || startsWith(head, 'DLS\x01') || isBareStream(head),
  readsUnsized: true,
  read: readDlt,
};

/** Of a storage header: 1 and 2 are read, later ones named. */
function isVersion(byte = 0): boolean {
  return byte > 0 && byte < 0x10;
}

/** Summarises an AUTOSAR DLT log. Times are the storage times; without them, times since the ECU started. */
async function readDlt(source: ByteSource, options: ReadOptions): Promise<FileSummary> {
  const { DltWalk } = await import('./dlt-walk.ts');
  const builder = new SummaryBuilder(options.messages);
  const damage = new DamageLog();
  const walk = new DltWalk(source, builder, damage, options.signal);
  await walk.run();
  return builder.finish({ format: 'dlt', sizeBytes: walk.size, damage });
}
