import type { ObdMeasure } from './parameters.ts';
import { figureOf } from './read-parameters.ts';

const units: Record<string, string> = {
  temperature_celsius: '°C',
  engine_speed_rpm: 'rpm',
  vehicle_speed_kmh: 'km/h',
  battery_voltage: 'V',
};

/** `83 °C`; undefined if the value is not measured, or implausible. `at` is where the parameter begins. */
export function figureText(measure: ObdMeasure, data: Uint8Array, at: number): string | undefined {
  const figure = figureOf(measure, data, at);
  const unit = measure.unit ?? units[measure.metric] ?? '%';
  return figure === undefined ? undefined : `${Number(figure.toFixed(2))} ${unit}`;
}
