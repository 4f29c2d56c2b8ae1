import { snakeCase } from '../../domain/snake-case.ts';
import type { EqualRuns, MetricName, MetricSummary } from '../../recordings/summary/file-summary.ts';
import { bucketSeconds } from '../measure.ts';
import type { SummarisedFile } from '../summarised-file.ts';
import { cellsWithin, livelyFellows, type Window } from './liveliness.ts';
import { compareSightings, compareText, type Sighting, sightingIn } from './sighting.ts';
import { stillWheels } from './still-wheels.ts';
import { createTopList } from './top-list.ts';

const kept = 50;

/** A measured value that stood still while others of its file went on. */
export interface StuckSensor {
  /** `stopped`: it varied, and then it did not. `never`: the speed of a wheel that never varied. */
  kind: 'stopped' | 'never';
  /** Where it began to stand still. */
  at: Sighting;
  name: MetricName;
  source: string;
  unit?: string;
  value_milli: number;
  /** For how long, and the longest that it did so otherwise. */
  seconds: number;
  next_s: number;
  /** Figures of the same file that varied all the time meanwhile; of a wheel, the other wheels. */
  fellows: number;
}

/** The others are ratios, counts, levels and outputs, which may rest at any value. */
const measured: ReadonlySet<MetricName> = new Set([
  'signal',
  'battery_voltage',
  'rail_voltage',
  'cell_voltage',
  'temperature_celsius',
  'engine_speed_rpm',
  'engine_load_percent',
  'vehicle_speed_kmh',
]);

/** Words of what is commanded, counted or stored, and rests at any value. */
const mayRest =
  /(?:^|_)(?:average|avg|cmd|cnt|command\w*|count\w*|crc|demand\w*|des|desired|lim|limit\w*|max\w*|min\w*|mode|out|output\w*|pwm|rc\d*|ref|reference|req\w*|servo\w*|set|setpoint\w*|state\w*|status|target\w*|tgt|throttle\w*|time\w*|total\w*|trip\w*|waypoint\w*|wp\w*)(?:_|$)/;

/** With fewer values, outside or inside of the run, it is not known how it varies. */
const leastOutside = 100;
const leastInside = 30;
/** Share of the values outside of the run that differ from the one before: those of quantised, slow and set figures seldom do. */
const leastTexture = 0.5;
/** So many figures have to vary meanwhile, */
const leastFellows = 3;
/** and so large a share of those that do otherwise: else the vehicle stands still, or what sends them all. */
const leastShare = 0.9;
/** Where these are known, the vehicle has to drive and its engine to run meanwhile, in km/h and in rpm (engines idle at 600 or more). */
const leastMoving: readonly (readonly [MetricName, number])[] = [
  ['vehicle_speed_kmh', 3],
  ['engine_speed_rpm', 500],
];

/** Sensors that stood still, of each file; the longest are kept. */
export function createStuckSensors() {
  const stuck = createTopList<StuckSensor>(
    kept,
    (a, b) => b.seconds - a.seconds || compareSightings(a.at, b.at) || compareText(a.source, b.source),
  );

  function addStopped(file: SummarisedFile, metric: MetricSummary, equal: EqualRuns): void {
    if (!measured.has(metric.name) || mayRest.test(snakeCase(metric.source)) || !isUnusual(metric, equal))
      return;
    const from = Number(BigInt(equal.longest_at_ns) / 1_000_000n);
    const window = { from, to: from + equal.longest_ms };
    const others = file.summary.metrics.filter((other) => other !== metric);
    const fellows = livelyFellows(others, window);
    if (fellows.meanwhile < Math.max(leastFellows, leastShare * fellows.before) || rests(others, window))
      return;
    stuck.add({
      kind: 'stopped',
      at: sightingIn(file, { time_ns: equal.longest_at_ns, topic: metric.max_at.topic }),
      ...figureOf(metric, equal.longest_milli),
      seconds: equal.longest_ms / 1000,
      next_s: equal.next_ms / 1000,
      fellows: fellows.meanwhile,
    });
  }

  return {
    add(file: SummarisedFile): void {
      const { metrics } = file.summary;
      for (const metric of metrics) if (metric.equal) addStopped(file, metric, metric.equal);
      for (const { metric, others } of stillWheels(metrics)) {
        const { topic, time_ns } = metric.max_at;
        stuck.add({
          kind: 'never',
          at: sightingIn(file, { time_ns, topic }),
          ...figureOf(metric, metric.max_milli),
          seconds: metric.series.cells.length * bucketSeconds(metric.series),
          next_s: 0,
          fellows: others,
        });
      }
    },

    finish: () => ({ stuck_sensors: stuck.items() }),
  };
}

function figureOf({ name, source, unit }: MetricSummary, value_milli: number) {
  return { name, source, ...(unit !== undefined && { unit }), value_milli };
}

/** Whether it varies with nearly every value otherwise, and rests neither at nothing nor at an end of its range. */
function isUnusual(
  { count, min_milli, max_milli }: MetricSummary,
  { runs, longest_count, longest_milli }: EqualRuns,
): boolean {
  const outside = count - longest_count;
  if (outside < leastOutside || longest_count < leastInside || runs - 1 < leastTexture * outside)
    return false;
  return longest_milli !== 0 && longest_milli > min_milli && longest_milli < max_milli;
}

/** Whether a speed is known, and none of them is kept up. */
function rests(metrics: readonly MetricSummary[], window: Window): boolean {
  return leastMoving.some(([name, least]) => {
    const speeds = metrics
      .filter((metric) => metric.name === name)
      .map(({ series }) => cellsWithin(series, window))
      .filter((cells) => cells.length > 0);
    return speeds.length > 0 && !speeds.some((cells) => cells.every(([, , , min]) => min >= least * 1000));
  });
}
