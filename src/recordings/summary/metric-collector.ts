import { type MetricName, type MetricSummary, summaryCaps } from './file-summary.ts';
import { MetricMeter } from './metric-meter.ts';
import type { Place } from './occurrence.ts';
import { cleanText } from './text.ts';
import type { Timeline } from './timeline.ts';

/** Told apart while a file is read: the metrics with a name of their own, and signals, of which a DBC names thousands. */
const maxNamed = 200;
const maxSignals = 500;
/** Enough to say how many were left out, without holding a million names. */
const maxDroppedNames = 10_000;

export class MetricCollector {
  readonly #timeline: Timeline;
  readonly #meters = new Map<string, MetricMeter>();
  readonly #dropped = new Set<string>();
  /** By name and source as they are told, since to clean a text costs more than the rest of a value. */
  readonly #asTold = new Map<MetricName, Map<string, MetricMeter>>();
  #signals = 0;

  constructor(timeline: Timeline) {
    this.#timeline = timeline;
  }

  /** `value` in the metric's own unit (percent, volt, degrees Celsius); what is not a number is passed over. */
  add(name: MetricName, source: string, value: number, place: Place, unit?: string): void {
    if (!Number.isFinite(value)) return;
    const { timeNs, topic, offset } = place;
    const high = Number(timeNs >> 32n);
    const low = Number(timeNs & 0xffff_ffffn);
    this.meter(name, source, unit)?.add(high, low, topic, offset, value);
  }

  /** The meter of a metric; undefined when there are too many already. */
  meter(name: MetricName, source: string, unit?: string): MetricMeter | undefined {
    const told = this.#asTold.get(name)?.get(source);
    if (told) return told;
    const meter = this.#meterOf(name, source, unit);
    if (!meter) return undefined;
    const sources = this.#asTold.get(name) ?? new Map<string, MetricMeter>();
    this.#asTold.set(name, sources);
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

  /** Of each metric the most telling sources first, so that no metric crowds out another. */
  finish(main: Set<number>): { metrics: MetricSummary[]; omitted: number } {
    const told = [...this.#meters.values()].filter(({ count }) => count > 0);
    const groups = Map.groupBy(told, ({ name }) => name);
    const ranked = [...groups.values()].flatMap((group) =>
      group.sort(mostTellingFirst).map((meter, rank) => ({ meter, rank })),
    );
    ranked.sort(
      (a, b) => a.rank - b.rank || b.meter.count - a.meter.count || (a.meter.name < b.meter.name ? -1 : 1),
    );
    const metrics = ranked.slice(0, summaryCaps.metrics).map(({ meter }) => meter.summarise(main));
    return { metrics, omitted: ranked.length - metrics.length + this.#dropped.size };
  }
}

/** What is measured in a unit and what moves tells more than a state or a constant; then what has more values. */
function mostTellingFirst(a: MetricMeter, b: MetricMeter): number {
  if (a.name === 'signal') {
    const telling = (meter: MetricMeter) => (meter.unit ? 2 : 0) + (meter.varies ? 1 : 0);
    const difference = telling(b) - telling(a);
    if (difference !== 0) return difference;
  }
  return b.count - a.count || (a.source < b.source ? -1 : 1);
}
