import { EqualRunFollower } from './equal-runs.ts';
import { type MetricName, type MetricSummary, summaryCaps } from './file-summary.ts';
import { HeldLevels } from './held-levels.ts';
import { addToHistogram, type Histogram } from './histogram.ts';
import { nanoseconds } from './nanoseconds.ts';
import { occurrenceOf } from './occurrence.ts';
import { addToSeries, emptySeries, mergeSeries, type Series } from './series.ts';
import type { Segment, Timeline } from './timeline.ts';

/** Large enough for an odometer in metres; keeps sums of a day at a kilohertz exact. */
const largestMilli = 1e12;

interface Extreme {
  milli: number;
  high: number;
  low: number;
  topic: string;
  offset: number | undefined;
}

/** Accumulates the values of one metric of one source; allocates nothing for a value equal to the previous one. */
export class MetricMeter {
  readonly name: MetricName;
  readonly source: string;
  readonly unit: string | undefined;
  count = 0;
  /** Values that were too large for a figure. */
  outOfScale = 0;
  noNumber = 0;
  /** False while all its values are names for states, of which no figure is made. */
  isMeasured = true;

  readonly #timeline: Timeline;
  #sum = 0;
  readonly #least: Extreme = {
    milli: Number.POSITIVE_INFINITY,
    high: 0,
    low: 0,
    topic: '',
    offset: undefined,
  };
  readonly #most: Extreme = {
    milli: Number.NEGATIVE_INFINITY,
    high: 0,
    low: 0,
    topic: '',
    offset: undefined,
  };
  readonly #histogram: Histogram = {};
  readonly #held: HeldLevels | undefined;
  readonly #equal = new EqualRunFollower();
  /** A run of equal values, not yet in the histogram. */
  #runMilli = 0;
  #run = 0;
  /** One series per cluster of times, since an implausible time must not stretch the drive's buckets. */
  readonly #series = new Map<number, Series>();
  /** The cluster of the previous value, and its series. */
  #segment: Segment | undefined;
  #latest: Series = emptySeries();

  constructor(name: MetricName, source: string, unit: string | undefined, timeline: Timeline) {
    this.name = name;
    this.source = source;
    this.unit = unit;
    this.#timeline = timeline;
    // Rules judge figures that they know by name.
    this.#held = name === 'signal' ? undefined : new HeldLevels();
  }

  /** The lowest and the highest value, in thousandths. */
  get least(): number {
    return this.#least.milli;
  }

  get most(): number {
    return this.#most.milli;
  }

  get varies(): boolean {
    return this.#most.milli > this.#least.milli;
  }

  /**
   * `value` in the metric's own unit, at `high` · 2^32 + `low` nanoseconds; anything that is not a number is counted
   * separately. `offset` is that of the record in the file.
   */
  add(high: number, low: number, topic: string, offset: number | undefined, value: number): void {
    const milli = Math.round(value * 1000);
    if (!(Math.abs(milli) <= largestMilli)) {
      if (Number.isNaN(milli)) this.noNumber += 1;
      else this.outOfScale += 1;
      return;
    }
    this.count += 1;
    this.#sum += milli;
    if (milli < this.#least.milli) note(this.#least, milli, high, low, topic, offset);
    if (milli > this.#most.milli) note(this.#most, milli, high, low, topic, offset);
    if (milli !== this.#runMilli) this.#endRun(milli);
    this.#run += 1;

    const ms = Math.floor((high * 2 ** 32 + low) / 1e6);
    this.#held?.add(ms, milli);
    this.#equal.add(ms, value);
    const segment = this.#timeline.locate(ms);
    if (!segment) return;
    addToSeries(segment === this.#segment ? this.#latest : this.#open(segment), ms, milli);
  }

  #open(segment: Segment): Series {
    const series = this.#series.get(segment.index) ?? emptySeries();
    this.#series.set(segment.index, series);
    this.#segment = segment;
    this.#latest = series;
    return series;
  }

  /** @param main the clusters of times that belong to the drive. */
  summarise(main: Set<number>): MetricSummary {
    this.#endRun(this.#runMilli);
    const held = this.#held?.levels() ?? [];
    const equal = this.#equal.runs();
    const series = [...this.#series].filter(([segment]) => main.has(segment)).map(([, each]) => each);
    return {
      name: this.name,
      source: this.source,
      ...(this.unit !== undefined && { unit: this.unit }),
      count: this.count,
      sum_milli: this.#sum,
      min_milli: this.#least.milli,
      max_milli: this.#most.milli,
      max_at: placeOf(this.#most),
      min_at: placeOf(this.#least),
      histogram: this.#histogram,
      series: series.reduce(mergeSeries, emptySeries()),
      ...(held.length > 0 && { held }),
      ...(equal && { equal }),
    };
  }

  #endRun(next: number): void {
    if (this.#run > 0) addToHistogram(this.#histogram, this.#runMilli, this.#run);
    this.#run = 0;
    this.#runMilli = next;
  }
}

function note(
  extreme: Extreme,
  milli: number,
  high: number,
  low: number,
  topic: string,
  offset: number | undefined,
): void {
  extreme.milli = milli;
  extreme.high = high;
  extreme.low = low;
  extreme.topic = topic;
  extreme.offset = offset;
}

function placeOf({ high, low, topic, offset }: Extreme) {
  const place = { timeNs: nanoseconds(high, low), topic };
  return occurrenceOf(offset === undefined ? place : { ...place, offset }, summaryCaps.name);
}
