import type { CounterSummary, TopicSummary } from './file-summary.ts';
import { countGaps, type IntervalHistogram, intervalBucket } from './interval-histogram.ts';
import { nanoseconds } from './nanoseconds.ts';
import type { StampTracker } from './stamp-tracker.ts';
import { extend, maxJumpMs, reaches, type Segment, type Timeline } from './timeline.ts';

const two32 = 2 ** 32;
/** Nanoseconds; a longer step means a change of clock. */
const longestInterval = maxJumpMs * 1e6;

/** The statistics of a topic within one cluster of times. Times are halves of a 64-bit count of nanoseconds. */
interface TopicSpan {
  segment: Segment;
  count: number;
  firstHigh: number;
  firstLow: number;
  lastHigh: number;
  lastLow: number;
  gapNs: number;
  gapHigh: number;
  gapLow: number;
}

export interface TopicKey {
  name: string;
  type: string;
  encoding: string;
}

/**
 * Counts the messages of one topic. Works on halves of 64-bit times, since a BigInt per message would double the
 * cost.
 */
export class TopicTracker {
  key: TopicKey;
  count = 0;
  bytes = 0;
  outOfOrder = 0;
  /** Set by a reader that interprets the messages. */
  examined = false;
  /** Set by a reader that follows a counter in the messages. */
  counter: (() => CounterSummary | undefined) | undefined;
  /** Set by a reader that follows the stamps in the messages. */
  stamps: StampTracker | undefined;
  #disorderHigh = 0;
  #disorderLow = 0;
  #disorderOffset = 0;
  #disorderStep = 0;
  readonly spans: TopicSpan[] = [];

  readonly #timeline: Timeline;
  #span: TopicSpan | undefined;
  #previousHigh = Number.NaN;
  #previousLow = Number.NaN;
  /** By bucket; a nanosecond up to a day is 0 to 186. */
  readonly #intervals = new Uint32Array(192);
  #previousStep = 0;
  /** Whether the previous time is the latest of its span, so that a close successor belongs there too. */
  #ahead = false;
  #jitterNs = 0;
  /** Whether the recorder stood still on purpose since the message before. */
  #rested = false;

  constructor(key: TopicKey, timeline: Timeline) {
    this.key = key;
    this.#timeline = timeline;
  }

  /** Says what its messages are, which their first ones did not show yet. */
  nameType(type: string): void {
    this.key = { ...this.key, type };
  }

  /**
   * One message at `high` · 2^32 + `low` nanoseconds; `offset` is that of its record or of the chunk that contains
   * it.
   */
  add(high: number, low: number, bytes: number, offset: number): void {
    this.count += 1;
    this.bytes += bytes;
    const step = (high - this.#previousHigh) * two32 + (low - this.#previousLow);
    this.#previousHigh = high;
    this.#previousLow = low;
    if (step < 0) {
      if (this.outOfOrder === 0) this.#noteDisorder(high, low, offset, -step);
      this.outOfOrder += 1;
    } else if (step < longestInterval) {
      const bucket = step < 1 ? 0 : intervalBucket(step);
      this.#intervals[bucket] = (this.#intervals[bucket] as number) + 1;
      if (this.#previousStep > 0) this.#jitterNs += Math.abs(step - this.#previousStep);
      this.#previousStep = step;
      const span = this.#span;
      if (span && this.#ahead) {
        span.count += 1;
        extend(span.segment, (high * two32 + low) / 1e6);
        if (step > span.gapNs) {
          span.gapNs = step;
          span.gapHigh = span.lastHigh;
          span.gapLow = span.lastLow;
        }
        span.lastHigh = high;
        span.lastLow = low;
        return;
      }
    }
    this.#place(high, low);
  }

  /** The recorder stood still on purpose: the time until the next message is no interval and no gap. */
  rest(): void {
    this.#previousHigh = Number.NaN;
    this.#rested = true;
  }

  /**
   * One message without a usable time of its own. At the time of the messages around it, it would seem to come out of
   * order, or too late: it places its topic only if nothing else does.
   */
  addUntimed(high: number, low: number, bytes: number, offset: number): void {
    if (this.count === 0) {
      this.add(high, low, bytes, offset);
      return;
    }
    this.count += 1;
    this.bytes += bytes;
  }

  #noteDisorder(high: number, low: number, offset: number, step: number): void {
    this.#disorderStep = step;
    this.#disorderHigh = high;
    this.#disorderLow = low;
    this.#disorderOffset = offset;
  }

  /** For a message that does not directly follow the latest one before it. */
  #place(high: number, low: number): void {
    const ms = (high * two32 + low) / 1e6;
    let span = this.#span;
    if (span && reaches(span.segment, ms)) {
      extend(span.segment, ms);
    } else {
      span = this.#spanAt(ms, high, low);
      this.#span = span;
      if (!span) return;
    }
    span.count += 1;
    const ahead = (high - span.lastHigh) * two32 + (low - span.lastLow);
    this.#ahead = ahead >= 0;
    if (ahead > 0) {
      if (ahead > span.gapNs && !this.#rested) {
        span.gapNs = ahead;
        span.gapHigh = span.lastHigh;
        span.gapLow = span.lastLow;
      }
      span.lastHigh = high;
      span.lastLow = low;
    } else if (high < span.firstHigh || (high === span.firstHigh && low < span.firstLow)) {
      span.firstHigh = high;
      span.firstLow = low;
    }
    this.#rested = false;
  }

  /** `main` are the segments of the drive; a topic without a time in them is described by its own times. */
  summarise(main: Set<number>): TopicSummary {
    const inMain = this.spans.filter(({ segment }) => main.has(segment.index));
    const largest = this.spans.toSorted((a, b) => b.count - a.count).slice(0, 1);
    const spans = inMain.length > 0 ? inMain : largest;
    const gap = spans.toSorted((a, b) => b.gapNs - a.gapNs)[0];
    const first = earliest(spans.map((span) => nanoseconds(span.firstHigh, span.firstLow)));
    const intervals = this.#intervalHistogram();
    const counter = this.counter?.();
    const stamps = this.stamps?.summarise(this.key.name);
    return {
      ...this.key,
      message_count: this.count,
      bytes: this.bytes,
      first_ns: String(first),
      last_ns: String(latest(spans.map((span) => nanoseconds(span.lastHigh, span.lastLow)))),
      max_gap_ns: gap?.gapNs ?? 0,
      max_gap_at_ns: String(gap ? nanoseconds(gap.gapHigh, gap.gapLow) : first),
      out_of_order: this.outOfOrder,
      ...(this.outOfOrder > 0 && {
        out_of_order_at: {
          time_ns: String(nanoseconds(this.#disorderHigh, this.#disorderLow)),
          offset: this.#disorderOffset,
          step_ns: this.#disorderStep,
        },
      }),
      intervals,
      gaps: countGaps(intervals),
      jitter_sum_ns: Math.min(Number.MAX_SAFE_INTEGER, Math.round(this.#jitterNs)),
      ...(this.examined && { examined: true as const }),
      ...(counter && { counter }),
      ...(stamps && { stamps }),
    };
  }

  #intervalHistogram(): IntervalHistogram {
    const histogram: IntervalHistogram = {};
    this.#intervals.forEach((count, bucket) => {
      if (count > 0) histogram[bucket] = count;
    });
    return histogram;
  }

  #spanAt(ms: number, high: number, low: number): TopicSpan | undefined {
    const segment = this.#timeline.locate(ms);
    if (!segment) return undefined;
    const present = this.spans.find((span) => span.segment === segment);
    if (present) return present;
    const span: TopicSpan = {
      segment,
      count: 0,
      firstHigh: high,
      firstLow: low,
      lastHigh: high,
      lastLow: low,
      gapNs: 0,
      gapHigh: high,
      gapLow: low,
    };
    this.spans.push(span);
    return span;
  }
}

/** Math.min does not accept BigInt. */
function earliest(values: bigint[]): bigint {
  return values.toSorted(ascending)[0] ?? 0n;
}

function latest(values: bigint[]): bigint {
  return values.toSorted(ascending).at(-1) ?? 0n;
}

function ascending(a: bigint, b: bigint): number {
  return a < b ? -1 : Number(a > b);
}
