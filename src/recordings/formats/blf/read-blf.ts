import type { ByteSource } from '../../bytes/byte-source.ts';
import { DamageLog } from '../../bytes/damage.ts';
import { startsWith } from '../../bytes/file-head.ts';
import type { ReadOptions } from '../../read-options.ts';
import type { FileSummary } from '../../summary/file-summary.ts';
import { SummaryBuilder } from '../../summary/summary-builder.ts';
import type { RecordingReader } from '../recording-reader.ts';
import { TraceBuses } from '../traces/trace-buses.ts';
import { usualFileHeader } from './file-header.ts';

export const blfReader: RecordingReader = {
  format: 'blf',
  // The first object identifies a file whose header signature is damaged.
  detects: (head) => startsWith(head, 'LOGG') || startsWith(head.subarray(usualFileHeader), 'LOBJ'),
  read: readBlf,
};

/** Summarises a Vector BLF. Times count from the date in its header; without one, from the start of the trace. */
async function readBlf(source: ByteSource, options: ReadOptions): Promise<FileSummary> {
  const { BlfObjects } = await import('./blf-objects.ts');
  const { BlfWalk } = await import('./blf-walk.ts');
  const builder = new SummaryBuilder(options.messages);
  const damage = new DamageLog();
  const buses = new TraceBuses(builder, options.databases);
  const objects = new BlfObjects(builder, damage, buses);
  const walk = new BlfWalk(source, {
    ...options,
    damage,
    onHeader: (header) => objects.begin(header),
    onObject: (view, at, size, offset) => objects.read(view, at, size, offset),
  });
  await walk.run();
  objects.finish();
  return builder.finish({ format: 'blf', sizeBytes: source.size, damage });
}
