import { plural } from '../../domain/plural.ts';
import { quantile } from '../../recordings/summary/histogram.ts';
import { quote } from '../../text/wording.ts';
import { keptLow } from '../measure.ts';
import { defineRule, evidenceAt } from '../rule.ts';
import { longestStart, onlyStarts } from './engine-start.ts';
import { isFlightBattery } from './flight-battery.ts';
import { figure, judgeSources } from './high-level.ts';
import { percentBelow } from './level-rule.ts';
import { type SupplyNet, startRise, supplyNetOf } from './supply-nets.ts';

function limitOf(net: SupplyNet | undefined, limits: Readonly<Record<SupplyNet['warning'], number>>): number {
  return net ? limits[net.warning] : 0;
}

export const underVoltage = defineRule({
  id: 'under-voltage',
  version: 5,
  question: 'Did the voltage of a 12 V or 24 V net fall below what its devices are made for?',
  severities: ['warning', 'error'],
  basis: 'measured',
  thresholds: {
    warning_12v: { value: 10.5, unit: 'V', source: 'ISO 16750-2 table 1, code D' },
    error_12v: { value: 9, unit: 'V', source: 'ISO 16750-2 table 1, code C' },
    warning_24v: { value: 18, unit: 'V', source: 'ISO 16750-2 table 2, code H' },
    error_24v: { value: 16, unit: 'V', source: 'ISO 16750-2 table 2, code F' },
    start_rise: startRise,
  },
  likely_cause: 'A weak battery, a generator that does not charge, or a poor ground or supply connection.',
  advice: 'Test battery and charging voltage; measure the voltage drop along the supply line under load.',
  evaluate: (aggregate, limits) =>
    judgeSources(aggregate, 'battery_voltage', ({ p50 }, metric) => {
      if (isFlightBattery(metric)) return [];
      const net = supplyNetOf(p50);
      if (!net) return [];
      const kept = keptLow(metric, longestStart)?.level ?? Number.POSITIVE_INFINITY;
      // The drop of an engine start is far less than 1 % of a drive, but not of a short recording.
      const starts = onlyStarts(metric, limits[net.warning], limits.start_rise / 100, net.rest);
      const low = starts ? kept : Math.min((quantile(metric.histogram, 0.01) ?? 0) / 1000, kept);
      return [
        [low < limits[net.error], 'error'],
        [low < limits[net.warning], 'warning'],
      ];
    }).map(({ metric, figures, severity }) => ({
      severity,
      title: `Supply voltage down to ${figure(figures.min, 'battery_voltage')}`,
      description: `${quote(metric.source)}, usually at ${figure(figures.p50, 'battery_voltage')}, fell to ${figure(figures.min, 'battery_voltage')} and stayed below ${figure(limitOf(supplyNetOf(figures.p50), limits), 'battery_voltage')} for ${percentBelow(metric, limitOf(supplyNetOf(figures.p50), limits))} of the time.`,
      evidence: [
        evidenceAt(metric.min_at, {
          detail: `lowest ${figure(figures.min, 'battery_voltage')} of ${plural(metric.count, 'value')}`,
        }),
      ],
    })),
});
