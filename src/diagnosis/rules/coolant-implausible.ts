import { quote } from '../../text/wording.ts';
import type { Aggregate } from '../aggregate.ts';
import type { MetricAggregate } from '../gather/metrics.ts';
import { keptHigh, keptLow, type Point } from '../measure.ts';
import { type Draft, defineRule, evidenceAt } from '../rule.ts';
import { figure } from './high-level.ts';
import { runningSpeed, type WhileRunning, whileRunning } from './while-running.ts';

/** Of the engine, not of other circuits or of the radiator, whose temperature steps when the thermostat opens. */
const coolant = /coolant|engine.?temp/i;
const other = /batt|inverter|e.?motor|charger|converter|fuel.?cell|radiator|outlet|inlet/i;
const air = /intake|ambient|outside/i;

function temperatures({ metric_sources }: Aggregate, named: (source: string) => boolean): MetricAggregate[] {
  return metric_sources.filter(({ name, source }) => name === 'temperature_celsius' && named(source));
}

export const coolantImplausible = defineRule({
  id: 'coolant-implausible',
  version: 2,
  question: 'Does the temperature of the coolant behave as that of a running engine?',
  severities: ['warning'],
  basis: 'measured',
  thresholds: {
    running: runningSpeed,
    warm_time: {
      value: 900,
      unit: 's',
      source:
        'engines are warm after 15 minutes; makers let the test of the thermostat (P0128, SAE J2012) end before',
    },
    above_air: {
      value: 5,
      unit: '°C',
      source:
        'an engine gives a third of the fuel’s heat to its coolant; as cold as the air it takes in is a sensor',
      min: 0,
    },
    jump: {
      value: 40,
      unit: '°C',
      source:
        'within a minute; warming up takes minutes, and an open sensor reads −40 °C (SAE J1979, PID 05, raw 0)',
      min: 0,
    },
  },
  likely_cause: 'The sensor or its wiring is broken, or the thermostat stays open.',
  advice:
    'Compare with the gauge and with a thermometer at the housing; measure the sensor’s resistance, then check the thermostat.',
  evaluate: (aggregate, limits) =>
    temperatures(aggregate, (source) => coolant.test(source) && !other.test(source)).flatMap((metric) => {
      const running = whileRunning(aggregate, metric, limits.running);
      const jump = Math.max(0, ...running.map(largestJump));
      if (jump >= limits.jump && staysThere(metric, limits.jump)) return [jumped(metric, jump)];
      const warm = running.flatMap((one) => afterwards(one, limits.warm_time));
      const reference = Math.min(
        ...temperatures(aggregate, (source) => air.test(source) && !other.test(source))
          .flatMap((one) => whileRunning(aggregate, one, limits.running))
          .flatMap((one) => afterwards(one, limits.warm_time))
          .map(({ avg }) => avg),
      );
      const highest = Math.max(...warm.map(({ max }) => max));
      const isCold = warm.length > 0 && Number.isFinite(reference) && highest < reference + limits.above_air;
      return isCold ? [stayedCold(metric, highest, reference, limits.warm_time)] : [];
    }),
});

/** An adapter that asks anew fills its lines until the answer comes, with the lowest value there is. */
const keptSeconds = 5;

/** Whether the extremes were kept to for so many seconds, within `limit`. */
function staysThere(metric: MetricAggregate, limit: number): boolean {
  const [low, high] = [keptLow(metric, keptSeconds), keptHigh(metric, keptSeconds)];
  if (!low || !high) return true;
  return low.level - metric.min_milli / 1000 < limit && metric.max_milli / 1000 - high.level < limit;
}

/** What was measured after the engine had run for so long. */
function afterwards({ points, width_s }: WhileRunning, seconds: number): Point[] {
  return points.slice(Math.ceil(seconds / width_s));
}

/** About a minute, in buckets of 2ⁿ ms. */
const minute = 66;

/** The largest difference within about a minute, in neighbouring buckets; 0 if buckets are longer. */
function largestJump({ points, width_s }: WhileRunning): number {
  const single = width_s <= minute ? points.map(({ min, max }) => max - min) : [];
  const pairs = points.slice(1).map((point, index) => {
    const before = points[index] as Point;
    const near = point.time_s - before.time_s + width_s <= minute;
    return near ? Math.max(point.max, before.max) - Math.min(point.min, before.min) : 0;
  });
  return Math.max(0, ...single, ...pairs);
}

function jumped(metric: MetricAggregate, jump: number): Draft {
  const [low, high] = [metric.min_milli / 1000, metric.max_milli / 1000];
  return {
    severity: 'warning',
    title: `Coolant changes by ${figure(jump, metric.name)} within a minute`,
    description: `${quote(metric.source)} was between ${figure(low, metric.name)} and ${figure(high, metric.name)}, and changed by ${figure(jump, metric.name)} within a minute while the engine ran; coolant does not.`,
    evidence: [
      evidenceAt(metric.min_at, { detail: `lowest ${figure(low, metric.name)}` }),
      evidenceAt(metric.max_at, { detail: `highest ${figure(high, metric.name)}` }),
    ],
  };
}

function stayedCold(metric: MetricAggregate, highest: number, air: number, seconds: number): Draft {
  return {
    severity: 'warning',
    title: `Coolant stays cold: ${figure(highest, metric.name)}`,
    description: `${quote(metric.source)} was at most ${figure(highest, metric.name)} after ${Math.round(seconds / 60)} minutes of running, with air of ${figure(air, metric.name)}.`,
    evidence: [
      evidenceAt(metric.max_at, { detail: `highest ${figure(metric.max_milli / 1000, metric.name)}` }),
    ],
  };
}
