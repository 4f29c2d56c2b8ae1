import { formatDuration } from '../../text/time-format.ts';
import { quote } from '../../text/wording.ts';
import type { Aggregate } from '../aggregate.ts';
import type { MetricAggregate } from '../gather/metrics.ts';
import { type Figures, figuresOf } from '../measure.ts';
import { defineRule, evidenceAt, severityFor } from '../rule.ts';
import { isFlightBattery } from './flight-battery.ts';
import { figure, tooHigh } from './high-level.ts';
import { runningSpeed, type WhileRunning, whileRunning } from './while-running.ts';

/** Nets that a generator charges, by their median voltage: wider than what is healthy. */
const nets = [
  { from: 11, to: 18, low: 'low_12v', warning: 'warning_12v', error: 'error_12v' },
  { from: 21, to: 36, low: 'low_24v', warning: 'warning_24v', error: 'error_24v' },
] as const;

function netOf({ p50 }: Figures): (typeof nets)[number] | undefined {
  return nets.find(({ from, to }) => p50 >= from && p50 <= to);
}

interface Charged {
  metric: MetricAggregate;
  net: (typeof nets)[number];
  /** On each clock, the longest first. */
  running: WhileRunning[];
}

/** Supply voltages that were recorded while an engine ran. */
function chargedNets(aggregate: Aggregate, rpm: number): Charged[] {
  return aggregate.metric_sources
    .filter((metric) => metric.name === 'battery_voltage' && !isFlightBattery(metric))
    .flatMap((metric) => {
      const net = netOf(figuresOf(metric));
      return net ? [{ metric, net, running: whileRunning(aggregate, metric, rpm) }] : [];
    });
}

export const weakCharging = defineRule({
  id: 'weak-charging',
  version: 1,
  question: 'Did the generator charge the battery while the engine ran?',
  severities: ['warning'],
  basis: 'measured',
  thresholds: {
    running: runningSpeed,
    least_time: {
      value: 300,
      unit: 's',
      source:
        'generators that save fuel rest while the battery is full, and charge whenever the vehicle slows down',
    },
    low_12v: {
      value: 13,
      unit: 'V',
      source:
        'a full lead-acid battery rests at 12.7 V to 12.9 V (EN 50342-1): below 13 V nothing flows into it',
    },
    low_24v: { value: 26, unit: 'V', source: 'two batteries of 12 V in series' },
  },
  likely_cause:
    'The generator does not charge: belt, regulator, fuse or wiring; the battery alone feeds the net.',
  advice:
    'Measure the voltage at the battery with the engine running: 13.5 V to 14.8 V, or twice that in a 24 V net.',
  evaluate: (aggregate, limits) => {
    const all = chargedNets(aggregate, limits.running);
    return nets.flatMap((net) => {
      const sources = all
        .filter((one) => one.net === net)
        .map(({ metric, running }) => ({
          metric,
          seconds: running[0]?.seconds ?? 0,
          highest: Math.max(...running.flatMap(({ points }) => points.map(({ max }) => max))),
        }))
        .sort((a, b) => b.seconds - a.seconds);
      const [longest] = sources;
      // One source that is charged shows that the others are batteries of their own.
      if (!longest || sources.some(({ highest }) => highest >= limits[net.low])) return [];
      const { metric, seconds, highest } = longest;
      if (seconds < limits.least_time) return [];
      return [
        {
          severity: 'warning' as const,
          title: `Not charged: at most ${figure(highest, 'battery_voltage')} while the engine ran`,
          description: `${quote(metric.source)} never rose above ${figure(highest, 'battery_voltage')} in ${formatDuration(seconds)} with the engine running; a net that is charged is at ${figure(limits[net.low], 'battery_voltage')} or more.`,
          evidence: sources.map((one) =>
            evidenceAt(one.metric.min_at, {
              detail: `lowest ${figure(one.metric.min_milli / 1000, 'battery_voltage')}`,
            }),
          ),
        },
      ];
    });
  },
});

export const overcharging = defineRule({
  id: 'overcharging',
  version: 1,
  question: 'Was the battery charged with too high a voltage?',
  severities: ['warning', 'error'],
  basis: 'measured',
  thresholds: {
    running: runningSpeed,
    least_time: { value: 60, unit: 's', source: 'shorter peaks are loads that are switched off' },
    warning_12v: {
      value: 15.5,
      unit: 'V',
      source:
        'regulators charge with 14.4 V at 25 °C and 4 mV more per cell and degree below: 15.5 V at −20 °C',
    },
    error_12v: { value: 16, unit: 'V', source: 'ISO 16750-2 table 1: devices are made for at most 16 V' },
    warning_24v: { value: 31, unit: 'V', source: 'two batteries of 12 V in series' },
    error_24v: { value: 32, unit: 'V', source: 'ISO 16750-2 table 2: devices are made for at most 32 V' },
  },
  likely_cause:
    'The regulator of the generator is defective, or it does not see the battery’s voltage (sense wire, ground).',
  advice:
    'Measure at the battery with the engine running; replace regulator or generator before batteries boil and devices fail.',
  evaluate: (aggregate, limits) =>
    tooHigh(
      chargedNets(aggregate, limits.running).flatMap(({ metric, net, running }) => {
        const isAt = (volts: number) => running.some((one) => secondsFrom(one, volts) >= limits.least_time);
        const severity = severityFor([
          [isAt(limits[net.error]), 'error'],
          [isAt(limits[net.warning]), 'warning'],
        ]);
        return severity ? [{ metric, figures: figuresOf(metric), severity }] : [];
      }),
      ({ metric, figures, severity }) => {
        const net = netOf(figures);
        const level = severity === 'error' ? net?.error : net?.warning;
        const above = level === undefined ? '' : ` at ${figure(limits[level], 'battery_voltage')} or above`;
        return {
          title: `Overcharged: ${figure(figures.max, 'battery_voltage')}`,
          description: `${quote(metric.source)} stayed${above} for ${limits.least_time} s or more while the engine ran (average ${figure(figures.avg, 'battery_voltage')}, highest ${figure(figures.max, 'battery_voltage')}).`,
        };
      },
    ),
});

/** Time in buckets all of whose values reach a level. */
function secondsFrom({ points, width_s }: WhileRunning, volts: number): number {
  return points.filter(({ min }) => min >= volts).length * width_s;
}
