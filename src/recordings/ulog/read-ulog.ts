import type { ByteSource } from '../byte-source.ts';
import { DamageLog } from '../damage.ts';
import type { FileSummary } from '../file-summary.ts';
import type { ReadOptions } from '../read-options.ts';
import { SummaryBuilder } from '../summary/summary-builder.ts';
import { UlogWalk } from './ulog-walk.ts';

/** Summarises a PX4 ULog from its bytes in order. Its times count microseconds since the system started. */
export async function readUlog(source: ByteSource, options: ReadOptions): Promise<FileSummary> {
  const builder = new SummaryBuilder();
  const damage = new DamageLog();
  await new UlogWalk(source, { ...options, builder, damage }).run();
  return builder.finish({ format: 'ulog', sizeBytes: source.size, damage, clock: 'boot' });
}
