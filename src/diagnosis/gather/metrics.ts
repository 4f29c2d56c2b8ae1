import type { MetricName } from '../../recordings/summary/file-summary.ts';
import { figuresOf } from '../measure.ts';
import type { SummarisedFile } from '../summarised-file.ts';
import { createBoundedMap } from './bounded-map.ts';
import {
  absorb,
  addTo,
  type Contribution,
  countFile,
  joinOwnClocks,
  type MetricAggregate,
  type MetricSum,
  type OwnClockSeries,
  ownClockIn,
  startSum,
  toAggregate,
} from './metric-sum.ts';
import { compareText, hasBelievableSpan } from './sighting.ts';
import { type System, systemLabels, systemOf, vehicleIn } from './system.ts';

export type { MetricAggregate } from './metric-sum.ts';

/** Maximum number of sources of one metric held while folding: many signals must not displace the temperatures. */
const heldSources = 512;
/** Maximum number kept in the aggregate: fewer of signals, which no rule judges. */
const keptSources = { judged: 256, signals: 48 } as const;
const judgedFigures = ['min', 'p50', 'p95', 'p99', 'max'] as const;
/** Maximum number of systems that have one metric. */
const heldSystems = 16;

type Sums = ReturnType<typeof createBoundedMap<MetricSum>>;

export function createMetrics() {
  // One map for each metric, so that many sources or systems of one metric do not displace those of others.
  const bySource = new Map<MetricName, Sums>();
  const bySystem = new Map<MetricName, Sums>();
  // It only matters whether there are two.
  const vehicles = createBoundedMap<string>(2);

  function addWholes(file: SummarisedFile, contributions: readonly Contribution[]): void {
    const owns = new Map<MetricSum, OwnClockSeries | undefined>();
    for (const contribution of contributions) {
      const { name } = contribution.summary;
      // Signals have nothing in common except that each has a name of its own.
      if (name === 'signal') continue;
      const sums = sumsOf(bySystem, name, heldSystems);
      const system = systemOf(file, contribution.summary);
      const own = contribution.believable ? undefined : ownClockIn(contribution);
      putInto(sums, keyOf(system), contribution, { source: '', system }, (sum) =>
        owns.set(sum, joinOwnClocks(owns.get(sum), own)),
      );
    }
    for (const [sum, own] of owns) countFile(sum, own);
  }

  return {
    add(file: SummarisedFile): void {
      const believable = hasBelievableSpan(file.summary);
      const contributions = file.summary.metrics.map((summary) => ({
        file,
        summary,
        histogram: Object.entries(summary.histogram),
        believable,
      }));
      const vehicle = vehicleIn(file.summary.versions);
      if (vehicle !== '')
        vehicles.put(
          vehicle,
          () => vehicle,
          () => undefined,
        );
      for (const contribution of contributions) {
        const { name, source } = contribution.summary;
        // A source is identified by its name, whatever recorded it.
        const system = { ...systemOf(file, contribution.summary), recorder: '' };
        const own = believable ? undefined : ownClockIn(contribution);
        putInto(
          sumsOf(bySource, name, heldSources),
          `${name}\u0000${source}\u0000${keyOf(system)}`,
          contribution,
          { source, system },
          (sum) => countFile(sum, own),
        );
      }
      addWholes(file, contributions);
    },
    finish(): { metrics: MetricAggregate[]; metric_sources: MetricAggregate[]; omitted: number } {
      const oneVehicle = vehicles.values().length < 2;
      const bySources = [...bySource.values()].flatMap((sums) => sums.values());
      const sources = labelled(oneVehicle ? joinVehicles(bySources) : bySources).sort(compareMetrics);
      const wholes = [...bySystem.values()].flatMap((sums) =>
        labelled(oneVehicle ? joinVehicles(sums.values()) : sums.values()),
      );
      const weighed = sources.toSorted(byWeight(extremesOf(sources)));
      const kept = [
        ...weighed.filter(({ name }) => name !== 'signal').slice(0, keptSources.judged),
        ...weighed.filter(({ name }) => name === 'signal').slice(0, keptSources.signals),
      ];
      const dropped = [...bySource.values(), ...bySystem.values()].reduce(
        (sum, map) => sum + map.dropped(),
        0,
      );
      return {
        metrics: wholes.sort(compareMetrics),
        metric_sources: kept.sort(compareMetrics),
        omitted: sources.length - kept.length + dropped,
      };
    },
  };
}

function sumsOf(all: Map<MetricName, Sums>, name: MetricName, most: number): Sums {
  const sums = all.get(name) ?? createBoundedMap<MetricSum>(most);
  all.set(name, sums);
  return sums;
}

function putInto(
  sums: Sums,
  key: string,
  contribution: Contribution,
  { source, system }: { source: string; system: System },
  done: (sum: MetricSum) => void,
): void {
  const update = (sum: MetricSum) => {
    addTo(sum, contribution);
    done(sum);
  };
  const create = () => {
    const sum = startSum(contribution, source, system);
    update(sum);
    return sum;
  };
  sums.put(key, create, update);
}

function keyOf({ net, recorder, vehicle }: System): string {
  return [net, recorder, vehicle].join('\u0000');
}

/**
 * Files that name no vehicle are attributed to the one that is named, unless two are: a drive is recorded in many
 * files, few of which contain its VIN.
 */
function joinVehicles(sums: MetricSum[]): MetricSum[] {
  const joined = new Map<string, MetricSum>();
  for (const sum of sums) {
    const key = `${sum.name}\u0000${sum.source}\u0000${keyOf({ ...sum.system, vehicle: '' })}`;
    const present = joined.get(key);
    if (present) absorb(present, sum);
    else joined.set(key, { ...sum, system: { ...sum.system, vehicle: '' } });
  }
  return [...joined.values()];
}

/** The sums in stored form, with what distinguishes those of one metric and source. */
function labelled(sums: MetricSum[]): MetricAggregate[] {
  const groups = Map.groupBy(sums, ({ name, source }) => `${name}\u0000${source}`);
  return [...groups.values()].flatMap((group) => {
    const labels = systemLabels(group.map(({ system }) => system));
    return group.map((sum, i) => toAggregate(sum, labels[i] ?? ''));
  });
}

/**
 * The sources with the highest and the lowest value of each figure that rules judge: rules and charts must not miss
 * these.
 */
function extremesOf(sources: readonly MetricAggregate[]): Set<MetricAggregate> {
  const groups = Map.groupBy(
    sources.filter(({ name }) => name !== 'signal'),
    ({ name }) => name,
  );
  return new Set(
    [...groups.values()].flatMap((group) => {
      const sorted = group.map((metric) => ({ metric, figures: figuresOf(metric) }));
      return judgedFigures.flatMap((figure) => {
        sorted.sort((a, b) => a.figures[figure] - b.figures[figure]);
        return [sorted[0], sorted.at(-1)].flatMap((one) => one?.metric ?? []);
      });
    }),
  );
}

function byWeight(extremes: ReadonlySet<MetricAggregate>) {
  return (a: MetricAggregate, b: MetricAggregate) =>
    Number(extremes.has(b)) - Number(extremes.has(a)) || b.count - a.count || compareMetrics(a, b);
}

function compareMetrics(a: MetricAggregate, b: MetricAggregate): number {
  return compareText(a.name, b.name) || compareText(a.source, b.source) || compareText(a.system, b.system);
}
