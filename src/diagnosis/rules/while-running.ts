import type { Series } from '../../recordings/summary/series.ts';
import type { Aggregate } from '../aggregate.ts';
import type { MetricAggregate } from '../gather/metrics.ts';
import { bucketSeconds, type Point, pointsOf, timelinesOf } from '../measure.ts';

/** From this speed on an engine runs by itself; a starter turns it with 100 rpm to 300 rpm. */
export const runningSpeed = {
  value: 500,
  unit: 'rpm',
  source: 'engines idle at 600 rpm or more; a starter turns them with 100 rpm to 300 rpm',
} as const;

/** A metric on one clock, in those of its buckets in which an engine ran. */
export interface WhileRunning {
  points: Point[];
  /** Width of a bucket, and of all of `points` together. */
  width_s: number;
  seconds: number;
}

/** The longest first; empty if no engine speed was recorded on the same clock. `rpm`: from which speed on it runs. */
export function whileRunning(aggregate: Aggregate, metric: MetricAggregate, rpm: number): WhileRunning[] {
  const engines = aggregate.metric_sources
    .filter(({ name }) => name === 'engine_speed_rpm')
    .flatMap(timelinesOf);
  return timelinesOf(metric)
    .map(({ clock, file, series }) => {
      const here = engines
        .filter((engine) => engine.clock === clock && engine.file?.file_id === file?.file_id)
        .map((engine) => engine.series);
      const cells = series.cells.filter(([index]) => runs(here, index, series.exponent, rpm * 1000));
      const width_s = bucketSeconds(series);
      return { points: pointsOf({ ...series, cells }), width_s, seconds: cells.length * width_s };
    })
    .filter(({ seconds }) => seconds > 0)
    .sort((a, b) => b.seconds - a.seconds);
}

/** Whether every engine that was measured in a bucket of time ran throughout it. */
function runs(engines: readonly Series[], index: number, exponent: number, milliRpm: number): boolean {
  const measured = engines.flatMap(({ cells, exponent: other }) => {
    const coarser = Math.max(exponent, other);
    const bucket = Math.floor(index * 2 ** (exponent - coarser));
    return cells.filter(([at]) => Math.floor(at * 2 ** (other - coarser)) === bucket);
  });
  return measured.length > 0 && measured.every(([, , , min]) => min >= milliRpm);
}
