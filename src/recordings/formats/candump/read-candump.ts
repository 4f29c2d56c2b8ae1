import { ByteReader } from '../../bytes/byte-reader.ts';
import type { ByteSource } from '../../bytes/byte-source.ts';
import { DamageLog } from '../../bytes/damage.ts';
import { detectionBytes } from '../../bytes/file-head.ts';
import type { ReadOptions } from '../../read-options.ts';
import type { FileSummary } from '../../summary/file-summary.ts';
import { SummaryBuilder } from '../../summary/summary-builder.ts';
import type { RecordingReader } from '../recording-reader.ts';
import { colours, withoutColours } from '../text/colours.ts';
import { mostLinesAre } from '../text/head-lines.ts';
import { walkLines } from '../text/line-walk.ts';
import { PassedOver } from '../traces/passed-over.ts';
import { TraceBuses } from '../traces/trace-buses.ts';
import { CandumpLines } from './candump-lines.ts';
import { CandumpTime, timesOf } from './candump-time.ts';

/** A line of a log file or of the screen, as far as needed to recognise it. */
const line =
  /^\s*(?:\([\d :.-]+\)\s+[^\s#()[\]{}]{1,64}\s+(?:[RT]X\s.*?)?(?:[0-9A-F]{3}|[0-9A-F]{5,8})(?:#|\s+[[{][\dA-F]{1,4}[\]}])|(?:\([\d :.-]+\)\s+)?(?:(?:[\w.-]{1,15}\s+(?:[RT]X\s.*?)?)?(?:[0-9A-F]{3}|[0-9A-F]{5,8})(?:#|\s+[[{]\d{1,4}[\]}])|<0x[0-9A-F]{3,8}>\s+\[\d\]))/i;
const colouredLine = { test: (text: string) => line.test(text.replace(colours, '')) };

export const candumpReader: RecordingReader = {
  format: 'candump',
  detects: (head) => mostLinesAre(head, colouredLine),
  read: readCandump,
};

/** Summarises what candump wrote. Its times are those of the Unix clock, or count from the first frame (-t z, -t d). */
async function readCandump(source: ByteSource, options: ReadOptions): Promise<FileSummary> {
  const builder = new SummaryBuilder(options.messages);
  const damage = new DamageLog();
  const reader = new ByteReader(source, options.signal);
  const buses = new TraceBuses(builder, options.databases);
  await reader.fill(Math.min(reader.size, detectionBytes));
  const head = reader.slice(0, Math.min(reader.available, detectionBytes));
  const time = new CandumpTime(timesOf(withoutColours(head, 0, head.byteLength) ?? head));
  const passedOver = new PassedOver();
  const lines = new CandumpLines(time, { findings: builder, buses, passedOver });
  await walkLines(reader, lines, damage);
  buses.finish();
  lines.repeated.report(builder);
  passedOver.report('candump', builder, { timeNs: builder.endNs, topic: '' });
  return builder.finish({
    format: 'candump',
    sizeBytes: source.size,
    damage,
    ...(!time.seen && { clock: 'unknown' }),
  });
}
