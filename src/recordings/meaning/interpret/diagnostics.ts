import type { Severity } from '../../../domain/severity.ts';
import type { MetricName } from '../../summary/file-summary.ts';
import type { Place } from '../../summary/occurrence.ts';
import type { Findings } from '../../summary/summary-builder.ts';
import { withoutFigures } from '../../summary/text.ts';
import { isPlausible } from '../metrics/metric-names.ts';
import { type Fields, isFields, numberOf, textOf } from './interpreter.ts';

/**
 * Levels of diagnostic_msgs/DiagnosticStatus; OK (0) is not a code. A stale source no longer reports at all: an
 * error.
 */
const levels: Record<number, { name: string; severity: Severity }> = {
  1: { name: 'warning', severity: 'warning' },
  2: { name: 'error', severity: 'error' },
  3: { name: 'stale', severity: 'error' },
};

/** diagnostic_msgs/DiagnosticArray: codes from the levels, metrics from the key-value pairs. */
export function interpretDiagnosticArray(message: Fields, place: Place, findings: Findings): void {
  if (!Array.isArray(message.status)) return;
  for (const status of message.status)
    if (isFields(status)) interpretDiagnosticStatus(status, place, findings);
}

export function interpretDiagnosticStatus(status: Fields, place: Place, findings: Findings): void {
  const name = textOf(status.name) || textOf(status.hardware_id) || 'unnamed';
  const text = textOf(status.message);
  const level = levels[levelOf(status.level)];
  if (level) {
    const what = text === '' ? level.name : withoutFigures(text);
    const stale = level.name === 'stale' && !/stale/i.test(what) ? 'stale, ' : '';
    findings.code(
      {
        code: `${name}: ${stale}${what}`,
        source: 'diagnostics',
        severity: level.severity,
        message: text || level.name,
      },
      place,
    );
  }
  if (!Array.isArray(status.values)) return;
  for (const pair of status.values) {
    if (!isFields(pair)) continue;
    const key = textOf(pair.key);
    const figure = figureOfPair(name, key, String(pair.value ?? ''));
    if (!figure) continue;
    const { metric, value } = figure;
    if (isPlausible(metric, value)) findings.metric(metric, `${name}: ${key}`, value, place);
    else findings.omit('implausible', 1);
  }
}

/** A `byte`: a number in CDR and ROS 1, a number, digits or a one-character string in JSON. */
function levelOf(level: unknown): number {
  if (typeof level === 'string' && level.length === 1 && level < '0') return level.charCodeAt(0);
  return numberOf(level);
}

const figurePattern =
  /^\s*([-+]?\d+(?:\.\d+)?(?:e[-+]?\d+)?)\s*(%|percent|°\s?c|deg\s?c|celsius|c|v|volts?|mv)?\s*$/i;

/**
 * Key-value pairs as the usual monitors write them: `diagnostic_common_diagnostics` ("CPU Load Average", "RAM Load
 * Average"), Autoware's system_monitor ("CPU all: usage" = "12.5%", "Package id 0" = "46.0 DegC"), battery drivers
 * ("Voltage", "Charge (%)"). The status name identifies the source if the key alone does not.
 */
export function metricOfPair(
  status: string,
  key: string,
  text: string,
): { metric: MetricName; value: number } | undefined {
  const figure = figureOfPair(status, key, text);
  return figure && isPlausible(figure.metric, figure.value) ? figure : undefined;
}

function figureOfPair(
  status: string,
  key: string,
  text: string,
): { metric: MetricName; value: number } | undefined {
  const match = figurePattern.exec(text);
  if (!match) return undefined;
  const unit = (match[2] ?? '').toLowerCase();
  const figure = Number(match[1]);
  const metric = metricMeant(`${status} ${key}`.toLowerCase(), key.toLowerCase(), unit);
  if (!metric) return undefined;
  return { metric, value: figureIn(figure, unit, key) };
}

function metricMeant(all: string, key: string, unit: string): MetricName | undefined {
  const share = unit === '%' || unit === 'percent' || /usage|load|util|percent|\bused\b|%/.test(key);
  const celsius = unit.endsWith('c') || unit === 'celsius';
  if (celsius || (unit === '' && /temp(?!late|orary)/.test(key))) return 'temperature_celsius';
  if (unit === 'v' || unit === 'mv' || unit.startsWith('volt') || (unit === '' && /volt/.test(key))) {
    return /batt|supply|\bvoltage\b/.test(all) ? 'battery_voltage' : undefined;
  }
  if (unit !== '' && unit !== '%' && unit !== 'percent') return undefined;
  if (/batt|\bsoc\b|state of charge/.test(all)) {
    return /percent|charge|\bsoc\b|level|remaining|%/.test(key) ? 'battery_percent' : undefined;
  }
  if (!share || /swap|freq|clock|\b(?:[kmg]i?b|bytes)\b/.test(key)) return undefined;
  if (/\bcpu/.test(all)) return 'cpu_percent';
  if (/\b(?:ram|mem|memory)\b/.test(all)) return 'ram_percent';
  return /\b(?:disk|hdd|ssd|storage|filesystem)\b/.test(all) ? 'disk_percent' : undefined;
}

function figureIn(figure: number, unit: string, key: string): number {
  if (unit === 'mv') return figure / 1000;
  return /ratio|fraction/i.test(key) ? figure * 100 : figure;
}
