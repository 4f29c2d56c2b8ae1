import type { Severity } from '../../../domain/severity.ts';
import type { Place } from '../../summary/occurrence.ts';
import type { Findings } from '../../summary/summary-builder.ts';
import { type Fields, type Interpreter, isFields, numberOf, textOf } from './interpreter.ts';
import { reportFigure, reportStated, type Stated, unlessUnknown, unlessZero } from './report-figure.ts';

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
    const isOpen = share > 1 && !inPercent;
    if (isOpen) findings.omit('implausible', 1);
    const percent = share <= 1 ? share * 100 : share;
    reportBattery(
      {
        voltage: statedIn(message, 'voltage'),
        percent: isOpen || message.percentage === undefined ? undefined : percent,
        celsius: statedIn(message, 'temperature'),
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

function statedIn(message: Fields, name: string): number | undefined {
  return message[name] === undefined ? undefined : numberOf(message[name]);
}

/**
 * MAVLink's `battery_remaining` in percent, -1 if it is unknown. Flight controllers send 0 before they have a charge,
 * some of them for good.
 */
export function chargeOnceKnown(): (percent: number | undefined) => Stated {
  let known = false;
  return (percent) => {
    known ||= percent !== undefined && percent > 0;
    return unlessUnknown(percent, known && percent !== -1);
  };
}

/** 0 V and 0 °C are "not measured": drivers without a sensor write 0 as often as NaN. */
export function reportBattery(
  battery: { voltage: Stated; percent: Stated; celsius: Stated },
  place: Place,
  findings: Findings,
): void {
  const { voltage, percent, celsius } = battery;
  reportStated('battery_voltage', place.topic, unlessZero(voltage), place, findings);
  reportStated('battery_percent', place.topic, percent, place, findings);
  reportStated('temperature_celsius', place.topic, unlessZero(celsius), place, findings);
}

/** sensor_msgs/Temperature; the frame names the sensor if several share a topic. */
export function interpretTemperature(message: Fields, place: Place, findings: Findings): void {
  const value = numberOf(message.temperature);
  const frame = isFields(message.header) ? textOf(message.header.frame_id) : '';
  const source = frame === '' ? place.topic : `${place.topic} ${frame}`;
  reportFigure('temperature_celsius', source, value, place, findings);
}
