import { ByteReader } from '../../bytes/byte-reader.ts';
import type { ByteSource } from '../../bytes/byte-source.ts';
import { DamageLog } from '../../bytes/damage.ts';
import type { ReadOptions } from '../../read-options.ts';
import type { FileSummary } from '../../summary/file-summary.ts';
import { SummaryBuilder } from '../../summary/summary-builder.ts';
import type { RecordingReader } from '../recording-reader.ts';
import { ascii } from '../text/ascii.ts';
import { secondsPerDay } from '../text/days.ts';
import { mostLinesAre } from '../text/head-lines.ts';
import { walkLines } from '../text/line-walk.ts';
import { PassedOver } from '../traces/passed-over.ts';
import { NmeaLines } from './nmea-lines.ts';
import { withoutFrames } from './receiver-frames.ts';
import { readSentence } from './sentence.ts';
import { dayOf, SentenceTime } from './sentence-time.ts';

const format = 'nmea';
const sentence =
  /^[\d\s.,:;/+TZ[\]()|-]{0,40}(?:\\[^\\]{1,200}\\)?[$!](?:[A-Z]{2}[A-Z\d]{3}|[A-Z\d]{2}[A-Z][A-Z\d]{2}|P[A-Z\d]{3,20})[,*]/;
/** A receiver states the date once a second, as soon as it knows it. */
const searchedForDate = 256 * 1024;

export const nmeaReader: RecordingReader = {
  format,
  detects: (head) => mostLinesAre(withoutFrames(head), sentence),
  readsUnsized: true,
  read: readNmea,
};

/** Summarises a log of NMEA 0183. Times are those of the sentences, with the date of RMC and ZDA. */
async function readNmea(source: ByteSource, options: ReadOptions): Promise<FileSummary> {
  const builder = new SummaryBuilder(options.messages);
  const damage = new DamageLog();
  const passedOver = new PassedOver();
  const reader = new ByteReader(source, options.signal);
  await reader.fill(Math.min(reader.size, searchedForDate));
  const head = reader.slice(0, Math.min(reader.available, searchedForDate));
  const time = new SentenceTime(startOf(head));
  await walkLines(reader, new NmeaLines(builder, time, passedOver, damage), damage);
  passedOver.report('NMEA 0183', builder, { timeNs: builder.endNs, topic: '' });
  const clock = time.seen ? {} : { clock: 'unknown' as const };
  return builder.finish({ format, sizeBytes: reader.size, damage, ...clock });
}

/** The first date, or else the first time of reception, in seconds since 1970; 0 if there is none. */
function startOf(head: Uint8Array): number {
  let received: number | undefined;
  for (let start = 0; start < head.length; ) {
    const found = head.indexOf(ascii.lineFeed, start);
    const end = found < 0 ? head.length : found;
    const last = head[end - 1] === ascii.carriageReturn ? end - 1 : end;
    const read = readSentence(head, start, last);
    const day = read && dayOf(read);
    if (day !== undefined) return day * secondsPerDay;
    received ??= read?.received;
    start = end + 1;
  }
  return received ?? 0;
}
