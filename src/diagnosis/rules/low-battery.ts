import { plural } from '../../domain/plural.ts';
import { worseOf } from '../../domain/severity.ts';
import { quantile } from '../../recordings/summary/histogram.ts';
import { quote, quoteCode, times } from '../../text/wording.ts';
import type { CodeAggregate } from '../gather/codes.ts';
import { keptLow } from '../measure.ts';
import { type Draft, defineRule, evidenceAt } from '../rule.ts';
import { codeEvidence } from './code-evidence.ts';
import { figure, judgeSources } from './high-level.ts';

/** A flight controller's own warning of its battery, as the readers word it, or as ArduPilot up to 3.6 sends it as a text. */
export function isBatteryWarning({ source, code }: CodeAggregate): boolean {
  if (source === 'log') return /^low battery!?$/i.test(code);
  return (
    source === 'diagnostics' &&
    /: battery (low|critical|emergency|failed|disconnected in flight|not measured in flight)$/.test(code)
  );
}

export const lowBattery = defineRule({
  id: 'low-battery',
  version: 4,
  question: 'Was a battery driven too far down?',
  severities: ['warning', 'error', 'critical'],
  basis: 'measured',
  thresholds: {
    warning: { value: 15, unit: '%', source: 'PX4 BAT_LOW_THR' },
    error: { value: 7, unit: '%', source: 'PX4 BAT_CRIT_THR' },
    critical: { value: 5, unit: '%', source: 'PX4 BAT_EMERGEN_THR' },
  },
  likely_cause: 'The drive was longer than the charge allowed, or the battery has lost capacity.',
  advice: 'Charge before the next drive; if the start level was high, measure the capacity of the battery.',
  evaluate: (aggregate, limits) => {
    const warnings = aggregate.codes.filter(isBatteryWarning);
    const warned = new Set<CodeAggregate>();
    // One value in a hundred may be wrong: drivers report 0 % before the first measurement.
    const measured = judgeSources(aggregate, 'battery_percent', ({ max }, metric) => {
      // Nothing but 0 is what senders write that do not know the charge.
      if (max === 0) return [];
      const hundredth = (quantile(metric.histogram, 0.01) ?? 100_000) / 1000;
      const low = Math.min(hundredth, keptLow(metric, 10)?.level ?? hundredth);
      return [
        [low <= limits.critical, 'critical'],
        [low <= limits.error, 'error'],
        [low <= limits.warning, 'warning'],
      ];
    }).map(({ metric, figures, severity }): Draft => {
      const said = warnings.filter(({ code }) => code.startsWith(`${metric.source}: `));
      for (const code of said) warned.add(code);
      return {
        severity: said.reduce((worst, code) => worseOf(worst, code.severity), severity),
        title: `Battery down to ${figure(figures.min, 'battery_percent')}`,
        description: `${quote(metric.source)} fell to ${figure(figures.min, 'battery_percent')} (highest ${figure(figures.max, 'battery_percent')})${said.length === 0 ? '' : '; the vehicle itself warned of it'}.`,
        evidence: [
          evidenceAt(metric.min_at, { detail: `lowest level ${figure(figures.min, 'battery_percent')}` }),
          evidenceAt(metric.max_at, { detail: `highest level ${figure(figures.max, 'battery_percent')}` }),
          ...said.flatMap((code) => codeEvidence(code).slice(0, 1)),
        ],
        ...(said.length > 0 && { codes: said.map(({ code }) => code) }),
      };
    });
    const reported = warnings
      .filter((code) => !warned.has(code))
      .map(
        (code): Draft => ({
          severity: worseOf(code.severity, 'warning'),
          title: `Battery: ${quoteCode(code.code)}`,
          description: `The vehicle itself reported it ${times(code.count)} in ${plural(code.files, 'file')}: “${quote(code.message)}”.`,
          evidence: codeEvidence(code),
          codes: [code.code],
        }),
      );
    return [...measured, ...reported];
  },
});
