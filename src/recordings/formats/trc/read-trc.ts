import { ByteReader } from '../../bytes/byte-reader.ts';
import type { ByteSource } from '../../bytes/byte-source.ts';
import { DamageLog } from '../../bytes/damage.ts';
import type { ReadOptions } from '../../read-options.ts';
import type { FileSummary } from '../../summary/file-summary.ts';
import { SummaryBuilder } from '../../summary/summary-builder.ts';
import type { RecordingReader } from '../recording-reader.ts';
import { headHas, mostLinesAre } from '../text/head-lines.ts';
import { walkLines } from '../text/line-walk.ts';
import { TraceBuses } from '../traces/trace-buses.ts';
import { frameLine } from './columns.ts';
import { TrcLines } from './trc-lines.ts';

/** Any of these header lines identifies the format; version 1.0 has none. */
const header = /^\s*;\s*\$(?:FILEVERSION|STARTTIME|COLUMNS)=/i;

export const trcReader: RecordingReader = {
  format: 'trc',
  detects: (head) => headHas(head, header) || mostLinesAre(head, frameLine),
  read: readTrc,
};

/** Summarises a PEAK TRC. Times count from the start time in its header; without one, from the start of the trace. */
async function readTrc(source: ByteSource, options: ReadOptions): Promise<FileSummary> {
  const builder = new SummaryBuilder(options.messages);
  const damage = new DamageLog();
  const buses = new TraceBuses(builder, options.databases);
  const lines = new TrcLines(builder, buses);
  await walkLines(new ByteReader(source, options.signal), lines, damage);
  lines.finish();
  buses.finish();
  return builder.finish({ format: 'trc', sizeBytes: source.size, damage });
}
