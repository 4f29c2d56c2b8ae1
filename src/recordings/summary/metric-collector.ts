import { type MetricName, type MetricSummary, summaryCaps } from './file-summary.ts';
import { MetricMeter } from './metric-meter.ts';
import { highOf, lowOf } from './nanoseconds.ts';
import type { Place } from './occurrence.ts';
import { cleanText } from './text.ts';
import type { Timeline } from './timeline.ts';

/**
 * Distinct sources kept while a file is read: of metrics with a name of their own, and of signals, of which a DBC
 * names thousands.
 */
const maxNamed = 200;
const maxSignals = 500;
/** Maximum names kept to count what was left out, without holding a million of them. */
const maxDroppedNames = 10_000;

export class MetricCollector {
  readonly #timeline: Timeline;
  readonly #meters = new Map<string, MetricMeter>();
  readonly #dropped = new Set<string>();
  /** By name and source as passed, since sanitising a text costs more than everything else done for a value. */
  readonly #bySource = new Map<MetricName, Map<string, MetricMeter>>();
  #signals = 0;
  /** Values that are not numbers, and those of metrics beyond the maximum number. */
  #noNumber = 0;
  refused = 0;

  constructor(timeline: Timeline) {
    this.#timeline = timeline;
  }

  /**
   * `value` in the metric's own unit (percent, volts, degrees Celsius); anything that is not a number is counted
   * separately.
   */
  add(name: MetricName, source: string, value: number, place: Place, unit?: string): void {
    if (Number.isNaN(value)) {
      this.#noNumber += 1;
      return;
    }
    const { timeNs, topic, offset } = place;
    const meter = this.meter(name, source, unit);
    if (meter) meter.add(highOf(timeNs), lowOf(timeNs), topic, offset, value);
    else this.refused += 1;
  }

  /** The meter of a metric; undefined if there are too many already. */
  meter(name: MetricName, source: string, unit?: string): MetricMeter | undefined {
    const known = this.#bySource.get(name)?.get(source);
    if (known) return known;
    const meter = this.#meterOf(name, source, unit);
    if (!meter) return undefined;
    const sources = this.#bySource.get(name) ?? new Map<string, MetricMeter>();
    this.#bySource.set(name, sources);
    if (sources.size < maxSignals) sources.set(source, meter);
    return meter;
  }

  #meterOf(name: MetricName, source: string, unit: string | undefined): MetricMeter | undefined {
    const clean = cleanText(source, summaryCaps.name);
    const key = `${name}\n${clean}`;
    const present = this.#meters.get(key);
    if (present) return present;
    const isSignal = name === 'signal';
    const room = isSignal ? maxSignals - this.#signals : maxNamed - (this.#meters.size - this.#signals);
    if (room <= 0) {
      if (this.#dropped.size < maxDroppedNames) this.#dropped.add(key);
      return undefined;
    }
    if (isSignal) this.#signals += 1;
    const meter = new MetricMeter(
      name,
      clean,
      unit === undefined ? undefined : cleanText(unit, 20),
      this.#timeline,
    );
    this.#meters.set(key, meter);
    return meter;
  }

  /** Values too large for a figure. */
  get outOfScale(): number {
    return [...this.#meters.values()].reduce((sum, meter) => sum + meter.outOfScale, 0);
  }

  get noNumber(): number {
    return [...this.#meters.values()].reduce((sum, meter) => sum + meter.noNumber, this.#noNumber);
  }

  /** Values that are names for states. */
  get states(): number {
    return [...this.#meters.values()].reduce(
      (sum, { isMeasured, count }) => sum + (isMeasured ? 0 : count),
      0,
    );
  }

  /** The most informative sources of each metric first, so that no metric displaces another. */
  finish(main: Set<number>): { metrics: MetricSummary[]; omitted: number; omittedValues: number } {
    const filled = [...this.#meters.values()].filter(({ count, isMeasured }) => count > 0 && isMeasured);
    const groups = Map.groupBy(filled, ({ name }) => name);
    const ranked = [...groups.values()].flatMap((group) =>
      group.sort(mostInformativeFirst).map((meter, rank) => ({ meter, rank })),
    );
    ranked.sort(
      (a, b) => a.rank - b.rank || b.meter.count - a.meter.count || (a.meter.name < b.meter.name ? -1 : 1),
    );
    const metrics = ranked.slice(0, summaryCaps.metrics).map(({ meter }) => meter.summarise(main));
    const rest = ranked.slice(summaryCaps.metrics);
    return {
      metrics,
      omitted: rest.length + this.#dropped.size,
      omittedValues: rest.reduce((sum, { meter }) => sum + meter.count, 0),
    };
  }
}

/** Metrics of which low values are the bad ones; of the others rules judge the high ones. */
const lowIsWorse: ReadonlySet<MetricName> = new Set([
  'battery_percent',
  'battery_voltage',
  'fuel_percent',
  'gps_satellites',
  'rail_voltage',
  'cell_voltage',
]);

/**
 * The source with the worst value, which rules must not miss. Of signals, those with a unit and those that vary before
 * states and constants; then those with more values.
 */
function mostInformativeFirst(a: MetricMeter, b: MetricMeter): number {
  if (a.name === 'signal') {
    const weight = (meter: MetricMeter) => (meter.unit ? 2 : 0) + (meter.varies ? 1 : 0);
    const difference = weight(b) - weight(a);
    if (difference !== 0) return difference;
  } else {
    const difference = lowIsWorse.has(a.name) ? a.least - b.least : b.most - a.most;
    if (difference !== 0) return difference;
  }
  return b.count - a.count || (a.source < b.source ? -1 : 1);
}
