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
    ['DLT\x01', 'DLT\x02', 'DLS\x01'].some((mark) => startsWith(head, mark)) || isBareStream(head),
  readsUnsized: true,
  read: readDlt,
};

/** Summarises an AUTOSAR DLT log. Times are the storage times; without them, times since the ECU started. */
async function readDlt(source: ByteSource, options: ReadOptions): Promise<FileSummary> {
  const { DltWalk } = await import('./dlt-walk.ts');
  const builder = new SummaryBuilder(options.messages);
  const damage = new DamageLog();
  const walk = new DltWalk(source, builder, damage, options.signal);
  await walk.run();
  return builder.finish({ format: 'dlt', sizeBytes: walk.size, damage });
}
