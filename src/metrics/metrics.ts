import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import {
  type LabelsOf,
  type MetricName,
  type MetricOf,
  type MetricRow,
  metricTable,
} from './metric-table.ts';

export interface Sample<L extends string = string> {
  labels?: Partial<Record<L, string>>;
  value: number;
}

/** Additional metrics in Prometheus' text format, from another registry of this process. */
export type TextSource = () => Promise<string>;

/** The metrics of one process. A metric is created when it is first requested, so that each role exposes its own. */
export function createMetrics() {
  const registry = new Registry();
  const made = new Map<MetricName, unknown>();
  const sources = new Set<TextSource>();
  collectDefaultMetrics({ register: registry, prefix: 'argus_' });

  function once<T>(name: MetricName, make: (settings: Settings) => T): T {
    const present = made.get(name) as T | undefined;
    if (present) return present;
    const fresh = make({ ...settingsOf(name), registers: [registry] });
    made.set(name, fresh);
    return fresh;
  }

  /** @param read returns the samples of one scrape; those of the previous scrape are discarded. */
  function collect<N extends MetricOf<'gauge' | 'counter'>>(
    name: N,
    read: () => Promise<Sample<LabelsOf<N>>[]> | Sample<LabelsOf<N>>[],
  ): void {
    once(name, (settings) => {
      const Kind = metricTable[name].kind === 'counter' ? Counter : Gauge;
      return new Kind({
        ...settings,
        async collect(this: Counter | Gauge) {
          const samples = (await read()) as Sample[];
          this.reset();
          // Without labels a reset leaves a zero.
          if (settings.labelNames.length === 0) this.remove();
          for (const { labels = {}, value } of samples) this.inc(labels as Record<string, string>, value);
        },
      });
    });
  }

  return {
    registry,
    counter: <N extends MetricOf<'counter'>>(name: N): Counter<LabelsOf<N>> =>
      once(name, (settings) => new Counter<LabelsOf<N>>(settings as never)),
    gauge: <N extends MetricOf<'gauge'>>(name: N): Gauge<LabelsOf<N>> =>
      once(name, (settings) => new Gauge<LabelsOf<N>>(settings as never)),
    histogram: <N extends MetricOf<'histogram'>>(name: N): Histogram<LabelsOf<N>> =>
      once(name, (settings) => new Histogram<LabelsOf<N>>(settings as never)),
    collect,

    /** Adds the metrics of another registry; if that fails, they are left out of the scrape. */
    addSource(source: TextSource): void {
      sources.add(source);
    },

    /** All metrics, in Prometheus' text format. */
    async text(): Promise<string> {
      const parts = await Promise.all([
        registry.metrics(),
        ...[...sources].map((source) => source().catch(() => '')),
      ]);
      return parts.filter(Boolean).join('\n');
    },
    contentType: registry.contentType,
  };
}

export type Metrics = ReturnType<typeof createMetrics>;

type Settings = {
  name: string;
  help: string;
  labelNames: string[];
  buckets?: number[];
  registers: Registry[];
};

function settingsOf(name: MetricName): Omit<Settings, 'registers'> {
  const { help, labels, buckets }: MetricRow = metricTable[name];
  return { name, help, labelNames: Object.keys(labels), ...(buckets && { buckets: [...buckets] }) };
}
