import type { HeldSeconds } from '../../recordings/summary/held-levels.ts';
import { quote } from '../../text/wording.ts';
import type { Aggregate } from '../aggregate.ts';
import type { Sighting } from '../gather/sighting.ts';
import { bucketSeconds, figuresOf, keptLow, pointsOf, timelinesOf } from '../measure.ts';
import { defineRule, evidenceAt, severityFor } from '../rule.ts';
import { longestStart, onlyStarts } from './engine-start.ts';
import { isFlightBattery } from './flight-battery.ts';
import { figure } from './high-level.ts';
import { startRise, supplyNetOf } from './supply-nets.ts';
import { runningSpeed } from './while-running.ts';

/**
 * ISO 7637-2, pulse 4, and the starting profile of ISO 16750-2: for 15 ms to 100 ms the voltage is lowest, while the starter stands; then it
 * stays on a level of its own while the starter turns. Means of two seconds in a row are those of that level.
 */
const turning: HeldSeconds = 2;

const loadTest = 'load test of makers, 15 s with half the cold cranking current: a sound battery keeps';

export const weakCranking = defineRule({
  id: 'weak-cranking',
  version: 1,
  question: 'Did the battery hold its voltage while it turned the engine?',
  severities: ['info', 'warning'],
  basis: 'measured',
  thresholds: {
    running: runningSpeed,
    info_12v: { value: 9.6, unit: 'V', source: `${loadTest} 9.6 V at 20 °C; ISO 16750-2, level I: 9.5 V` },
    warning_12v: { value: 8.5, unit: 'V', source: `${loadTest} 8.5 V even at −18 °C` },
    info_24v: { value: 19.2, unit: 'V', source: 'two batteries of 12 V in series' },
    warning_24v: { value: 17, unit: 'V', source: 'two batteries of 12 V in series' },
    start_rise: startRise,
  },
  likely_cause:
    'A worn or discharged battery, a corroded terminal or ground strap, or a starter that turns heavily.',
  advice:
    'Charge and load-test the battery; while cranking, measure the drop from battery to starter and from engine to ground, 0.5 V each at most, and the current of the starter.',
  evaluate: (aggregate, limits) =>
    aggregate.metric_sources.flatMap((metric) => {
      if (metric.name !== 'battery_voltage' || isFlightBattery(metric)) return [];
      const net = supplyNetOf(figuresOf(metric).p50);
      const kept = keptLow(metric, turning);
      if (!net || !kept) return [];
      const [info, warning] =
        net.nominal === 12 ? [limits.info_12v, limits.warning_12v] : [limits.info_24v, limits.warning_24v];
      const severity = severityFor([
        [kept.level < warning, 'warning'],
        [kept.level < info, 'info'],
      ]);
      // What falls while the engine runs is the matter of the rule on low voltage.
      if (!severity || !onlyStarts(metric, info, limits.start_rise / 100, net.rest)) return [];
      if (!startsAt(aggregate, kept.at, limits.running)) return [];
      const level = figure(kept.level, 'battery_voltage');
      return [
        {
          severity,
          title: `Weak cranking: supply at ${level}`,
          description: `${quote(metric.source)}, usually at ${figure(figuresOf(metric).p50, 'battery_voltage')}, stayed at ${level} or below for ${turning} s while the engine was started; a sound battery keeps ${figure(info, 'battery_voltage')}, and ${figure(warning, 'battery_voltage')} in severe frost.`,
          evidence: [evidenceAt(kept.at, { detail: `at most ${level} for ${turning} s` })],
        },
      ];
    }),
});

/** Whether an engine did not run all the time at a moment, and ran within the time that a start takes at most. */
function startsAt(aggregate: Aggregate, at: Sighting, rpm: number): boolean {
  const time = Number(BigInt(at.time_ns) / 1_000_000n) / 1000;
  return aggregate.metric_sources
    .filter(({ name }) => name === 'engine_speed_rpm')
    .flatMap(timelinesOf)
    .filter(({ clock, file }) => clock === at.clock && (!file || file.file_id === at.file_id))
    .some(({ series }) => {
      const half = bucketSeconds(series) / 2;
      const points = pointsOf(series);
      const before = points.findLast(({ time_s }) => time_s - half <= time);
      const after = points.filter(
        ({ time_s }) => time_s + half > time && time_s - half <= time + turning + longestStart,
      );
      return before !== undefined && before.min < rpm && after.some(({ max }) => max >= rpm);
    });
}
