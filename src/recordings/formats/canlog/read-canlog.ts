import { ByteReader } from '../../bytes/byte-reader.ts';
import type { ByteSource } from '../../bytes/byte-source.ts';
import { DamageLog } from '../../bytes/damage.ts';
import { detectionBytes } from '../../bytes/file-head.ts';
import type { ReadOptions } from '../../read-options.ts';
import type { FileSummary } from '../../summary/file-summary.ts';
import { SummaryBuilder } from '../../summary/summary-builder.ts';
import type { RecordingReader } from '../recording-reader.ts';
import { ascii, latin1 } from '../text/ascii.ts';
import { headHas, mostLinesAre } from '../text/head-lines.ts';
import { walkLines } from '../text/line-walk.ts';
import { reportStrayTimes } from '../traces/odd-times.ts';
import { PassedOver } from '../traces/passed-over.ts';
import { TraceBuses } from '../traces/trace-buses.ts';
import { CanlogLines } from './canlog-lines.ts';
import type { Dialect } from './dialect.ts';
import { dialects } from './dialects.ts';

const format = 'canlog';

export const canlogReader: RecordingReader = {
  format,
  detects: (head) => dialectOf(withLineFeeds(head)) !== undefined,
  readsUnsized: true,
  read: readCanlog,
};

function dialectOf(head: Uint8Array): Dialect | undefined {
  return dialects.find(({ first, most }) => (most ? mostLinesAre(head, first) : headHas(head, first)));
}

/** Some programs end lines with a carriage return alone. */
function endsWithReturns(head: Uint8Array): boolean {
  return head.includes(ascii.carriageReturn) && !head.includes(ascii.lineFeed);
}

function withLineFeeds(head: Uint8Array): Uint8Array {
  if (!endsWithReturns(head)) return head;
  return head.map((byte) => (byte === ascii.carriageReturn ? ascii.lineFeed : byte));
}

/** Summarises what one of the programs in `dialects` wrote. Times without a date count from the start of the log. */
async function readCanlog(source: ByteSource, options: ReadOptions): Promise<FileSummary> {
  const builder = new SummaryBuilder(options.messages);
  const damage = new DamageLog();
  const reader = new ByteReader(source, options.signal);
  await reader.fill(Math.min(reader.size, detectionBytes));
  const head = reader.slice(0, Math.min(reader.available, detectionBytes));
  const text = withLineFeeds(head);
  const lineBreak = endsWithReturns(head) ? ascii.carriageReturn : ascii.lineFeed;
  const dialect = dialectOf(text) ?? (dialects[0] as Dialect);
  const buses = new TraceBuses(builder, options.databases);
  const passedOver = new PassedOver();
  const lines = new CanlogLines(dialect, latin1(text), { builder, buses, passedOver, size: reader.size });
  await walkLines(reader, lines, damage, lineBreak);
  buses.finish();
  passedOver.report('CAN log', builder, { timeNs: builder.endNs, topic: '' });
  reportStrayTimes(builder, lines.line.time.stray, { timeNs: builder.endNs, topic: '' });
  lines.repeated.report(builder);
  const clock = lines.line.time.seen ? {} : { clock: 'unknown' as const };
  return {
    ...builder.finish({ format, sizeBytes: reader.size, damage, ...clock }),
    read_as: `CAN log of ${dialect.writer}.`,
  };
}
