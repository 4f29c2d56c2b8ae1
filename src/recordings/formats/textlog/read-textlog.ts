import { ByteReader } from '../../bytes/byte-reader.ts';
import type { ByteSource } from '../../bytes/byte-source.ts';
import { DamageLog } from '../../bytes/damage.ts';
import { detectionBytes } from '../../bytes/file-head.ts';
import type { ReadOptions } from '../../read-options.ts';
import type { FileSummary } from '../../summary/file-summary.ts';
import { SummaryBuilder } from '../../summary/summary-builder.ts';
import { withoutEscapes } from '../../summary/text.ts';
import type { RecordingReader } from '../recording-reader.ts';
import { textOfBytes } from '../text/ascii.ts';
import { walkLines } from '../text/line-walk.ts';
import { PassedOver } from '../traces/passed-over.ts';
import type { LogStyle, WrittenTime } from './log-style.ts';
import { logStyles, readHead, styleOf } from './log-styles.ts';
import { TextEntries } from './text-entries.ts';
import { TextlogLines } from './textlog-lines.ts';

const format = 'textlog';

/** Bytes in which the first time is looked for. */
const sampleBytes = 64 * 1024;

export const textlogReader: RecordingReader = {
  format,
  detects: (head) => styleOf(head) !== undefined,
  readsUnsized: true,
  read: readTextlog,
};

/** Summarises the text log of a program. Times without a zone are taken as UTC. */
async function readTextlog(source: ByteSource, options: ReadOptions): Promise<FileSummary> {
  const builder = new SummaryBuilder(options.messages);
  const damage = new DamageLog();
  const reader = new ByteReader(source, options.signal);
  await reader.fill(Math.min(reader.size, sampleBytes));
  const head = reader.slice(0, Math.min(reader.available, sampleBytes));
  const style = styleOf(head.subarray(0, detectionBytes)) ?? (logStyles[0] as LogStyle);
  const lines = new TextlogLines(style, new TextEntries(builder), {
    size: reader.size,
    first: firstTime(style, head),
  });
  await walkLines(reader, lines, damage);
  lines.finish();
  reportLeftOut(lines, builder);
  const clock = lines.clock.base === undefined ? { clock: 'unknown' as const } : {};
  const summary = builder.finish({ format, sizeBytes: reader.size, damage, ...clock });
  return { ...summary, read_as: describe(style, lines) };
}

function firstTime(style: LogStyle, head: Uint8Array): WrittenTime | undefined {
  for (const line of textOfBytes(head).split('\n')) {
    const entry = readHead(style, withoutEscapes(line).trimEnd());
    if (entry !== undefined && entry !== 'heading' && entry.time) return entry.time;
  }
  return undefined;
}

function reportLeftOut({ counts }: TextlogLines, builder: SummaryBuilder): void {
  const passedOver = new PassedOver();
  passedOver.count('headings', counts.headings);
  passedOver.count('lines before the first entry', counts.before);
  passedOver.report('text log', builder, { timeNs: builder.endNs, topic: '' });
}

/** The sentences of `read_as`. */
function describe({ writer }: LogStyle, { clock, counts, untimed, leveled }: TextlogLines): string {
  const sentences = [`Text log of ${writer}.`];
  if (clock.base === undefined) sentences.push('It has no times.');
  if (clock.base === 'without a year')
    sentences.push('Its dates have no year: times count from midnight of its first day.');
  if (clock.base === 'of day') sentences.push('It has no dates: times count from midnight of its first day.');
  if (clock.base !== undefined && untimed > 0)
    sentences.push('Entries without a time stand at the time of the one before.');
  if (leveled === 0) sentences.push('It has no levels: all entries are read as information.');
  if (counts.continued > 0) sentences.push('Lines without a head belong to the entry before them.');
  return sentences.join(' ');
}
