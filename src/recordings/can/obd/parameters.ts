import type { MetricName } from '../../file-summary.ts';

/** What a parameter of mode 01 measures: big-endian unsigned value · `factor` + `offset`, in the metric's unit. */
export interface ObdMeasure {
  metric: MetricName;
  label: string;
  factor: number;
  offset: number;
  /** Of a `signal`. */
  unit?: string;
}

interface ObdParameter {
  bytes: number;
  measure?: ObdMeasure;
}

const percent = 100 / 255;

/** SAE J1979-DA (2017), table of PIDs: number, bytes, factor, offset, metric, name, unit of a signal. */
const measures: [number, number, number, number, MetricName, string, string?][] = [
  [0x04, 1, percent, 0, 'engine_load_percent', 'calculated load'],
  [0x05, 1, 1, -40, 'temperature_celsius', 'engine coolant'],
  [0x06, 1, 100 / 128, -100, 'signal', 'short term fuel trim bank 1', '%'],
  [0x07, 1, 100 / 128, -100, 'signal', 'long term fuel trim bank 1', '%'],
  [0x08, 1, 100 / 128, -100, 'signal', 'short term fuel trim bank 2', '%'],
  [0x09, 1, 100 / 128, -100, 'signal', 'long term fuel trim bank 2', '%'],
  [0x0b, 1, 1, 0, 'signal', 'intake manifold pressure', 'kPa'],
  [0x0c, 2, 0.25, 0, 'engine_speed_rpm', 'engine speed'],
  [0x0d, 1, 1, 0, 'vehicle_speed_kmh', 'vehicle speed'],
  [0x0f, 1, 1, -40, 'temperature_celsius', 'intake air'],
  [0x10, 2, 0.01, 0, 'signal', 'mass air flow', 'g/s'],
  [0x11, 1, percent, 0, 'signal', 'throttle position', '%'],
  [0x1f, 2, 1, 0, 'signal', 'time since engine start', 's'],
  [0x21, 2, 1, 0, 'signal', 'distance with MIL on', 'km'],
  [0x2f, 1, percent, 0, 'fuel_percent', 'fuel level'],
  [0x31, 2, 1, 0, 'signal', 'distance since codes were cleared', 'km'],
  [0x33, 1, 1, 0, 'signal', 'barometric pressure', 'kPa'],
  [0x3c, 2, 0.1, -40, 'temperature_celsius', 'catalyst bank 1 sensor 1'],
  [0x3d, 2, 0.1, -40, 'temperature_celsius', 'catalyst bank 2 sensor 1'],
  [0x3e, 2, 0.1, -40, 'temperature_celsius', 'catalyst bank 1 sensor 2'],
  [0x3f, 2, 0.1, -40, 'temperature_celsius', 'catalyst bank 2 sensor 2'],
  [0x42, 2, 0.001, 0, 'battery_voltage', 'control module voltage'],
  [0x46, 1, 1, -40, 'temperature_celsius', 'ambient air'],
  [0x5b, 1, percent, 0, 'battery_percent', 'hybrid battery'],
  [0x5c, 1, 1, -40, 'temperature_celsius', 'engine oil'],
  [0x5e, 2, 0.05, 0, 'signal', 'fuel rate', 'L/h'],
  [0xa6, 4, 0.1, 0, 'signal', 'odometer', 'km'],
];

/** Bytes of the other parameters, so that those after them in the same answer are found: first, last, bytes. */
const widths: [number, number, number][] = [
  [0x00, 0x01, 4],
  [0x02, 0x03, 2],
  [0x0a, 0x0a, 1],
  [0x0e, 0x0e, 1],
  [0x12, 0x13, 1],
  [0x14, 0x1b, 2],
  [0x1c, 0x1e, 1],
  [0x20, 0x20, 4],
  [0x22, 0x23, 2],
  [0x24, 0x2b, 4],
  [0x2c, 0x2e, 1],
  [0x30, 0x30, 1],
  [0x32, 0x32, 2],
  [0x34, 0x3b, 4],
  [0x40, 0x41, 4],
  [0x43, 0x44, 2],
  [0x45, 0x45, 1],
  [0x47, 0x4c, 1],
  [0x4d, 0x4e, 2],
  [0x4f, 0x50, 4],
  [0x51, 0x52, 1],
  [0x53, 0x59, 2],
  [0x5a, 0x5a, 1],
  [0x5d, 0x5d, 2],
  [0x5f, 0x5f, 1],
  [0x60, 0x60, 4],
  [0x61, 0x62, 1],
  [0x63, 0x63, 2],
  [0x64, 0x64, 5],
];

const parameters = new Map<number, ObdParameter>();
for (const [first, last, bytes] of widths) {
  for (let pid = first; pid <= last; pid += 1) parameters.set(pid, { bytes });
}
for (const [pid, bytes, factor, offset, metric, label, unit] of measures) {
  parameters.set(pid, {
    bytes,
    measure: { metric, label, factor, offset, ...(unit !== undefined && { unit }) },
  });
}

export function obdParameter(pid: number): ObdParameter | undefined {
  return parameters.get(pid);
}
