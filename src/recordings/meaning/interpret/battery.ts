import type { Severity } from '../../../domain/severity.ts';
import type { Place } from '../../summary/occurrence.ts';
import type { Findings } from '../../summary/summary-builder.ts';
import { isPlausible, whyNotPlausible } from '../metrics/metric-names.ts';
import { type Fields, type Interpreter, isFields, numberOf, textOf } from './interpreter.ts';
import { reportFigure } from './report-figure.ts';

/** POWER_SUPPLY_HEALTH_* of sensor_msgs/BatteryState; unknown (0) and good (1) are not codes. */
const health: Record<number, { text: string; severity: Severity }> = {
  2: { text: 'overheat', severity: 'error' },
  3: { text: 'dead', severity: 'critical' },
  4: { text: 'overvoltage', severity: 'error' },
  5: { text: 'unspecified failure', severity: 'error' },
  6: { text: 'cold', severity: 'warning' },
  7: { text: 'watchdog timer expired', severity: 'error' },
  8: { text: 'safety timer expired', severity: 'error' },
};

/**
 * A battery that has more than this, in percent, says by it that its driver writes 0–100: below, `8.0` may be 8 % or
 * nothing at all.
 */
const leastPercent = 20;

/**
 * sensor_msgs/BatteryState: NaN is "not measured"; `percentage` is 0–1, though some drivers write 0–100. A value
 * beyond 1 counts once the topic has shown which.
 */
export function batteryStateInterpreter(): Interpreter {
  let inPercent = false;
  return (message, place, findings) => {
    const share = numberOf(message.percentage);
    inPercent ||= share > leastPercent;
    const percent = share > 1 && !inPercent ? Number.POSITIVE_INFINITY : share;
    reportBattery(
      {
        voltage: numberOf(message.voltage),
        percent: share <= 1 ? share * 100 : percent,
        celsius: numberOf(message.temperature),
      },
      place,
      findings,
    );
    const bad = health[numberOf(message.power_supply_health)];
    if (!bad) return;
    const text = `battery health: ${bad.text}`;
    findings.code(
      { code: `${place.topic}: ${text}`, source: 'diagnostics', severity: bad.severity, message: text },
      place,
    );
  };
}

/** Flight controllers send a charge of 0 % before they have one, some of them for good. */
export function chargeOnceKnown(): (percent: number) => number {
  let known = false;
  return (percent) => {
    known ||= percent > 0;
    return known ? percent : Number.NaN;
  };
}

export function reportBattery(
  battery: { voltage: number; percent: number; celsius: number },
  place: Place,
  findings: Findings,
): void {
  if (isPlausible('battery_voltage', battery.voltage) && battery.voltage > 0) {
    findings.metric('battery_voltage', place.topic, battery.voltage, place);
  } else {
    findings.omit(whyNotPlausible(battery.voltage), 1);
  }
  if (isPlausible('battery_percent', battery.percent)) {
    findings.metric('battery_percent', place.topic, battery.percent, place);
  } else {
    findings.omit(battery.percent > 100 ? 'implausible' : whyNotPlausible(battery.percent), 1);
  }
  // Drivers without a sensor write 0 as often as NaN.
  if (isPlausible('temperature_celsius', battery.celsius) && battery.celsius !== 0) {
    findings.metric('temperature_celsius', place.topic, battery.celsius, place);
  } else {
    findings.omit(whyNotPlausible(battery.celsius), 1);
  }
}

/** sensor_msgs/Temperature; the frame names the sensor if several share a topic. */
export function interpretTemperature(message: Fields, place: Place, findings: Findings): void {
  const value = numberOf(message.temperature);
  const frame = isFields(message.header) ? textOf(message.header.frame_id) : '';
  const source = frame === '' ? place.topic : `${place.topic} ${frame}`;
  reportFigure('temperature_celsius', source, value, place, findings);
}
