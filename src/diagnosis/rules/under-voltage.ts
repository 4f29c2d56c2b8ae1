import { plural } from '../../domain/plural.ts';
import { severityRank } from '../../domain/severity.ts';
import { quantile } from '../../recordings/summary/histogram.ts';
import { quote } from '../../text/wording.ts';
import type { Aggregate } from '../aggregate.ts';
import { keptLow } from '../measure.ts';
import { defineRule, evidenceAt } from '../rule.ts';
import { longestStart, onlyStarts } from './engine-start.ts';
import { isFlightBattery } from './flight-battery.ts';
import { figure, type Judged, judgeSources } from './high-level.ts';
import { percentBelow } from './level-rule.ts';
import { groupByDips } from './shared-dips.ts';
import { type SupplyNet, startRise, supplyNetOf } from './supply-nets.ts';

type NetLimits = Readonly<Record<SupplyNet['warning' | 'error'], number>>;

const volts = (value: number) => figure(value, 'battery_voltage');

function limitOf({ figures }: Judged, limits: NetLimits): number {
  const net = supplyNetOf(figures.p50);
  return net ? limits[net.warning] : 0;
}

/** The sources that were too low for longer than an engine start takes, the lowest of them first. */
function lowSources(aggregate: Aggregate, limits: NetLimits & { start_rise: number }): Judged[] {
  return judgeSources(aggregate, 'battery_voltage', ({ p50 }, metric) => {
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
  }).sort((a, b) => severityRank(b.severity) - severityRank(a.severity) || a.figures.min - b.figures.min);
}

export const underVoltage = defineRule({
  id: 'under-voltage',
  version: 6,
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
  evaluate: (aggregate, limits) => {
    const threshold = (one: Judged) => limitOf(one, limits);
    return groupByDips(lowSources(aggregate, limits), threshold).map(([worst, ...others]) => ({
      severity: worst.severity,
      title: `Supply voltage down to ${volts(worst.figures.min)}`,
      description: `${quote(worst.metric.source)}, usually at ${volts(worst.figures.p50)}, fell to ${volts(worst.figures.min)} and stayed below ${volts(threshold(worst))} for ${percentBelow(worst.metric, threshold(worst))} of the time.${others.length > 0 ? ` ${plural(others.length, 'more source')} fell at the same times.` : ''}`,
      evidence: [worst, ...others].map(({ metric, figures }) => {
        const lowest = `lowest ${volts(figures.min)} of ${plural(metric.count, 'value')}`;
        return evidenceAt(metric.min_at, {
          detail: others.length > 0 ? `${quote(metric.source)}: ${lowest}` : lowest,
        });
      }),
    }));
  },
});
