import { plural } from '../../domain/plural.ts';
import { quantile } from '../../recordings/summary/histogram.ts';
import { quote } from '../../text/wording.ts';
import { keptLow } from '../measure.ts';
import { defineRule, evidenceAt } from '../rule.ts';
import { figure, judgeSources } from './high-level.ts';
import { percentBelow } from './level-rule.ts';

/** Nets by their median voltage; outside these ranges there are no standard limits. */
const nets = [
  { nominal: 12, from: 11, to: 15.5, warning: 'warning_12v', error: 'error_12v' },
  { nominal: 24, from: 21, to: 31, warning: 'warning_24v', error: 'error_24v' },
] as const;

type Net = (typeof nets)[number];

function netOf(usual: number): Net | undefined {
  return nets.find(({ from, to }) => usual >= from && usual <= to);
}

function limitOf(net: Net | undefined, limits: Readonly<Record<Net['warning'], number>>): number {
  return net ? limits[net.warning] : 0;
}

/**
 * The batteries of ArduPilot, MAVLink and PX4: three lithium-polymer cells, 9.9 V to 12.6 V, are no net of 12 V. Their
 * cells and the vehicle's own limits are judged.
 */
const flightBattery = /^(?:BAT\d?|CURR?\d?)(?:\[\d+\])?$|^(?:SYS_STATUS|BATTERY_STATUS) |^battery_status\b/;

/** ISO 16750-2, 4.6.3: the starting profile is over within 10 s. */
const longestCrank = 10;

export const underVoltage = defineRule({
  id: 'under-voltage',
  version: 4,
  question: 'Did the voltage of a 12 V or 24 V net fall below what its devices are made for?',
  severities: ['warning', 'error'],
  basis: 'measured',
  thresholds: {
    warning_12v: { value: 10.5, unit: 'V', source: 'ISO 16750-2 table 1, code D' },
    error_12v: { value: 9, unit: 'V', source: 'ISO 16750-2 table 1, code C' },
    warning_24v: { value: 18, unit: 'V', source: 'ISO 16750-2 table 2, code H' },
    error_24v: { value: 16, unit: 'V', source: 'ISO 16750-2 table 2, code F' },
  },
  likely_cause: 'A weak battery, a generator that does not charge, or a poor ground or supply connection.',
  advice: 'Test battery and charging voltage; measure the voltage drop along the supply line under load.',
  evaluate: (aggregate, limits) =>
    judgeSources(aggregate, 'battery_voltage', ({ p50 }, metric) => {
      if (flightBattery.test(metric.source)) return [];
      const net = netOf(p50);
      if (!net) return [];
      // The voltage drop of an engine start (ISO 16750-2, 4.6.3) lasts far less than 1 % of a drive.
      const low = Math.min(
        (quantile(metric.histogram, 0.01) ?? 0) / 1000,
        keptLow(metric, longestCrank)?.level ?? Number.POSITIVE_INFINITY,
      );
      return [
        [low < limits[net.error], 'error'],
        [low < limits[net.warning], 'warning'],
      ];
    }).map(({ metric, figures, severity }) => ({
      severity,
      title: `Supply voltage down to ${figure(figures.min, 'battery_voltage')}`,
      description: `${quote(metric.source)}, usually at ${figure(figures.p50, 'battery_voltage')}, fell to ${figure(figures.min, 'battery_voltage')} and stayed below ${figure(limitOf(netOf(figures.p50), limits), 'battery_voltage')} for ${percentBelow(metric, limitOf(netOf(figures.p50), limits))} of the time.`,
      evidence: [
        evidenceAt(metric.min_at, {
          detail: `lowest ${figure(figures.min, 'battery_voltage')} of ${plural(metric.count, 'value')}`,
        }),
      ],
    })),
});
