import type { Severity } from '../../domain/severity.ts';
import type { Place } from '../summary/occurrence.ts';
import type { Findings } from '../summary/summary-builder.ts';
import { reportBattery } from './battery.ts';
import { isPlausible } from './metric-names.ts';

/** Gives a numeric field of the logged message, NaN when it has none of that name. */
export type FieldReader = (name: string) => number;

/** Reads one subscription's messages in order: some of them mean something only by what changed. */
export type Px4Interpreter = (field: FieldReader, place: Place, findings: Findings) => void;

/** The interpreter for a topic of a PX4 log; a new one for each subscription. */
export function px4Interpreter(messageName: string): Px4Interpreter | undefined {
  switch (messageName) {
    case 'cpuload':
      return interpretCpuLoad;
    case 'battery_status':
      return batteryInterpreter();
    case 'vehicle_status':
      return failsafeInterpreter();
    default:
      return undefined;
  }
}

/** `load` and `ram_usage` are ratios, 0–1. */
const interpretCpuLoad: Px4Interpreter = (field, place, findings) => {
  const cpu = field('load') * 100;
  const ram = field('ram_usage') * 100;
  // The load is measured over an interval and may come out a little above 1.
  if (cpu >= 0 && cpu < 110) findings.metric('cpu_percent', place.topic, Math.min(cpu, 100), place);
  if (isPlausible('ram_percent', ram)) findings.metric('ram_percent', place.topic, ram, place);
};

/** `warning` of battery_status, BATTERY_WARNING_*. */
const batteryWarnings: Record<number, { text: string; severity: Severity }> = {
  1: { text: 'battery low', severity: 'warning' },
  2: { text: 'battery critical', severity: 'error' },
  3: { text: 'battery emergency', severity: 'critical' },
  4: { text: 'battery failed', severity: 'critical' },
};

function batteryInterpreter(): Px4Interpreter {
  let warned = 0;
  return (field, place, findings) => {
    if (field('connected') === 0) return;
    reportBattery(
      { voltage: field('voltage_v'), percent: field('remaining') * 100, celsius: field('temperature') },
      place,
      findings,
    );
    const warning = field('warning');
    if (warning === warned) return;
    warned = warning;
    const told = batteryWarnings[warning];
    if (!told) return;
    findings.code(
      {
        code: `${place.topic}: ${told.text}`,
        source: 'diagnostics',
        severity: told.severity,
        message: told.text,
      },
      place,
    );
  };
}

function failsafeInterpreter(): Px4Interpreter {
  let active = false;
  return (field, place, findings) => {
    const now = field('failsafe') === 1;
    if (now && !active) {
      const message = `The vehicle entered failsafe (navigation state ${field('nav_state')}).`;
      findings.code({ code: 'failsafe', source: 'failsafe', severity: 'error', message }, place);
    }
    active = now;
  };
}
