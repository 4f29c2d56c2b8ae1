import type { DamageLog } from '../bytes/damage.ts';
import type { ChannelSink, MessageChannel, MessageSink } from '../messages/message-sink.ts';
import { CodeCollector, type CodeSighting } from './code-collector.ts';
import {
  type AttachmentSummary,
  type ClockKind,
  type DatabaseUse,
  type FileSummary,
  type MetricName,
  type OmissionReason,
  parserVersion,
  type SoftwareVersion,
  summaryCaps,
  type TimeSpan,
} from './file-summary.ts';
import { fitSize } from './fit-size.ts';
import { LogCollector, type LoggedText } from './log-collector.ts';
import { MetricCollector } from './metric-collector.ts';
import type { MetricMeter } from './metric-meter.ts';
import { nanoseconds } from './nanoseconds.ts';
import type { Place } from './occurrence.ts';
import { severalDrives } from './several-drives.ts';
import { cleanText, withoutRepetition } from './text.ts';
import { Timeline } from './timeline.ts';
import { type TopicKey, TopicTracker } from './topic-tracker.ts';

/** Distinct topics kept while a file is read; messages of any others are counted together. */
const maxTopics = 10_000;

/** Receives the reports of message interpreters. */
export interface Findings {
  code(sighting: CodeSighting, place: Place): void;
  /** `value` in the unit of the metric's name; a `signal` passes its own. */
  metric(name: MetricName, source: string, value: number, place: Place, unit?: string): void;
  log(logged: LoggedText, place: Place): void;
  /** Counts values that did not become a figure. */
  omit(reason: OmissionReason, values: number): void;
}

/** For interpreters with millions of values. */
export interface MeteredFindings extends Findings {
  /** The accumulator of one metric; undefined if the file has too many metrics already. */
  meter(name: MetricName, source: string, unit?: string): MetricMeter | undefined;
}

/** For interpreters that also identify hardware and software of the vehicle. */
export interface IdentifyingFindings extends MeteredFindings {
  /** The first version reported for a component is kept. */
  version(component: string, version: string): void;
}

/** Collects everything a reader finds in one file, in bounded memory, and creates the summary. */
export class SummaryBuilder implements IdentifyingFindings {
  readonly #timeline = new Timeline();
  readonly #topics = new Map<string, TopicTracker>();
  readonly #codes = new CodeCollector();
  readonly #metrics = new MetricCollector(this.#timeline);
  readonly #logs = new LogCollector();
  readonly #versions = new Map<string, string>();
  readonly #attachments: AttachmentSummary[] = [];
  readonly #atEnd: (() => void)[] = [];
  #databases: DatabaseUse[] | undefined;
  #omittedAttachments = 0;
  #overflow: TopicTracker | undefined;
  #omittedTopics = 0;
  readonly #omittedValues: Partial<Record<OmissionReason, number>> = {};
  readonly #messages: MessageSink | undefined;

  /** `messages` receives the messages themselves, which readers hand over by `channel`. */
  constructor(messages?: MessageSink) {
    this.#messages = messages;
  }

  /** To be asked once for each stream of messages; undefined if nobody wants them. */
  channel(channel: MessageChannel): ChannelSink | undefined {
    return this.#messages?.channel(channel);
  }

  /** Whether anybody wants messages, so that their definitions have to be kept. */
  get handsOver(): boolean {
    return this.#messages !== undefined;
  }

  /** Takes records as they are stored; undefined if nobody wants them. */
  get takesRecords(): ((bytes: Uint8Array) => void) | undefined {
    return this.#messages?.record?.bind(this.#messages);
  }

  /** The tracker of a topic; channels that share name, type and encoding share it. */
  topic(key: TopicKey): TopicTracker {
    const clean: TopicKey = {
      name: cleanText(key.name, summaryCaps.name),
      type: cleanText(key.type, summaryCaps.name),
      encoding: cleanText(key.encoding, 40),
    };
    const id = `${clean.name}\n${clean.type}\n${clean.encoding}`;
    const present = this.#topics.get(id);
    if (present) return present;
    if (this.#topics.size >= maxTopics) {
      this.#omittedTopics += 1;
      this.#overflow ??= new TopicTracker({ name: '', type: '', encoding: '' }, this.#timeline);
      return this.#overflow;
    }
    const tracker = new TopicTracker(clean, this.#timeline);
    this.#topics.set(id, tracker);
    return tracker;
  }

  /** The recorder stood still on purpose: what it did not record meanwhile is not missing. */
  rest(): void {
    for (const tracker of this.#topics.values()) tracker.rest();
  }

  code(sighting: CodeSighting, place: Place): void {
    this.#codes.add(sighting, place);
  }

  metric(name: MetricName, source: string, value: number, place: Place, unit?: string): void {
    this.#metrics.add(name, source, value, place, unit);
  }

  meter(name: MetricName, source: string, unit?: string): MetricMeter | undefined {
    return this.#metrics.meter(name, source, unit);
  }

  log(logged: LoggedText, place: Place): void {
    this.#logs.add(logged, place);
    // The text of a line may be one that is made when it is asked for.
    const { severity, source } = logged;
    this.#messages?.log?.(
      { severity, source, text: logged.text, topic: place.topic },
      place.timeNs,
      place.offset,
    );
  }

  version(component: string, version: string): void {
    const clean = cleanText(component, summaryCaps.name);
    if (version === '' || this.#versions.has(clean) || this.#versions.size >= summaryCaps.versions) return;
    this.#versions.set(
      clean,
      cleanText(withoutRepetition(cleanText(version, summaryCaps.text)), summaryCaps.name),
    );
  }

  attachment({ name, media_type, ...rest }: AttachmentSummary): void {
    if (this.#attachments.length >= summaryCaps.attachments) {
      this.#omittedAttachments += 1;
      return;
    }
    this.#attachments.push({
      name: cleanText(name, summaryCaps.name),
      media_type: cleanText(media_type, summaryCaps.name),
      ...rest,
    });
  }

  omit(reason: OmissionReason, values: number): void {
    if (values > 0) this.#omittedValues[reason] = (this.#omittedValues[reason] ?? 0) + values;
  }

  /** Registers `report`, called once after the last message and before the summary is made. */
  atEnd(report: () => void): void {
    this.#atEnd.push(report);
  }

  /** Must be called for a file with CAN frames; `uses` may be extended until the end. */
  databases(uses: DatabaseUse[]): void {
    this.#databases = uses;
  }

  get messageCount(): number {
    let count = this.#overflow?.count ?? 0;
    for (const topic of this.#topics.values()) count += topic.count;
    return count;
  }

  /** The end of the time span read so far; 0 without a believable time. */
  get endNs(): bigint {
    const main = this.#timeline.main(this.#countsBySegment(), undefined);
    return BigInt(spanOf([...this.#topics.values()], main)?.end_ns ?? 0);
  }

  /** `clock` if the format defines it; otherwise it is inferred from the times. */
  finish(file: { format: string; sizeBytes: number; damage: DamageLog; clock?: ClockKind }): FileSummary {
    for (const report of this.#atEnd.splice(0)) report();
    const trackers = [...this.#topics.values()].filter(({ count }) => count > 0);
    const main = this.#timeline.main(this.#countsBySegment(), file.clock);
    this.#reportStrayTimes(trackers, main.segments);

    const all = trackers
      .toSorted((a, b) => b.count - a.count || (a.key.name < b.key.name ? -1 : 1))
      .map((tracker) => tracker.summarise(main.segments));
    const topics = all.slice(0, summaryCaps.topics);
    const { codes, omitted: omittedCodes } = this.#codes.finish();
    const { metrics, omitted: omittedMetrics, omittedValues } = this.#metrics.finish(main.segments);
    this.omit('out_of_scale', this.#metrics.outOfScale);
    this.omit('text', this.#metrics.states);
    this.omit('no_number', this.#metrics.noNumber);
    this.omit('too_many', this.#metrics.refused + omittedValues);
    const { logs, omitted: omittedLines } = this.#logs.finish();
    const messageCount = this.messageCount;
    return fitSize({
      format: file.format,
      parser_version: parserVersion,
      size_bytes: file.sizeBytes,
      verdict: file.damage.verdict(messageCount),
      message_count: messageCount,
      span: spanOf(trackers, main),
      topics,
      codes,
      metrics,
      logs,
      versions: [...this.#versions].map(([component, version]): SoftwareVersion => ({ component, version })),
      attachments: this.#attachments,
      ...(this.#databases && { databases: this.#databases }),
      omitted: {
        topics: this.#omittedTopics + all.length - topics.length,
        codes: omittedCodes,
        log_lines: omittedLines,
        metrics: omittedMetrics,
        attachments: this.#omittedAttachments,
        ...(Object.keys(this.#omittedValues).length > 0 && { values: this.#omittedValues }),
      },
    });
  }

  #countsBySegment(): number[] {
    const counts: number[] = [];
    for (const { spans } of this.#topics.values()) {
      for (const { segment, count } of spans) counts[segment.index] = (counts[segment.index] ?? 0) + count;
    }
    return counts;
  }

  #reportStrayTimes(trackers: TopicTracker[], main: Set<number>): void {
    if (main.size === 0) return;
    const drives = severalDrives(this.#timeline.segments, trackers);
    if (drives) {
      this.#codes.add(...drives);
      return;
    }
    for (const { key, spans } of trackers) {
      for (const span of spans) {
        if (main.has(span.segment.index)) continue;
        this.#codes.add(
          {
            code: 'clock jump',
            source: 'clock',
            severity: 'warning',
            message: `${span.count} messages on ${key.name} have times more than a day away from the drive.`,
          },
          { timeNs: nanoseconds(span.firstHigh, span.firstLow), topic: key.name },
        );
      }
    }
  }
}

function spanOf(
  trackers: TopicTracker[],
  main: { segments: Set<number>; clock: ClockKind },
): TimeSpan | null {
  const spans = trackers.flatMap((tracker) =>
    tracker.spans.filter(({ segment }) => main.segments.has(segment.index)),
  );
  const [first] = spans;
  if (!first) return null;
  let start = nanoseconds(first.firstHigh, first.firstLow);
  let end = nanoseconds(first.lastHigh, first.lastLow);
  for (const span of spans) {
    const from = nanoseconds(span.firstHigh, span.firstLow);
    const to = nanoseconds(span.lastHigh, span.lastLow);
    if (from < start) start = from;
    if (to > end) end = to;
  }
  return { start_ns: String(start), end_ns: String(end), clock: main.clock };
}
