import type { MetricName } from '../../../summary/file-summary.ts';

/** What a parameter measures: big-endian value · `factor` + `offset`, in the metric's unit. */
export interface ObdMeasure {
  metric: MetricName;
  label: string;
  /** First byte within the parameter, and how many. */
  at: number;
  bytes: number;
  factor: number;
  offset: number;
  /** Two's complement; else unsigned. */
  signed?: true;
  /** Of a `signal`. */
  unit?: string;
  /** Bit of the parameter's first byte that is set when this value is measured. */
  supportedBy?: number;
}

interface ObdParameter {
  bytes: number;
  measures: readonly ObdMeasure[];
}

const percent = 100 / 255;

type Row = [
  pid: number,
  bytes: number,
  factor: number,
  offset: number,
  metric: MetricName,
  label: string,
  unit?: string,
];

/** SAE J1979-DA (2021), table of PIDs: those with one value. */
const measures: Row[] = [
  [0x04, 1, percent, 0, 'engine_load_percent', 'calculated load'],
  [0x05, 1, 1, -40, 'temperature_celsius', 'engine coolant'],
  [0x06, 1, 100 / 128, -100, 'signal', 'short term fuel trim bank 1', '%'],
  [0x07, 1, 100 / 128, -100, 'signal', 'long term fuel trim bank 1', '%'],
  [0x08, 1, 100 / 128, -100, 'signal', 'short term fuel trim bank 2', '%'],
  [0x09, 1, 100 / 128, -100, 'signal', 'long term fuel trim bank 2', '%'],
  [0x0a, 1, 3, 0, 'signal', 'fuel pressure', 'kPa'],
  [0x0b, 1, 1, 0, 'signal', 'intake manifold pressure', 'kPa'],
  [0x0c, 2, 0.25, 0, 'engine_speed_rpm', 'engine speed'],
  [0x0d, 1, 1, 0, 'vehicle_speed_kmh', 'vehicle speed'],
  [0x0e, 1, 0.5, -64, 'signal', 'ignition timing advance', '°'],
  [0x0f, 1, 1, -40, 'temperature_celsius', 'intake air'],
  [0x10, 2, 0.01, 0, 'signal', 'mass air flow', 'g/s'],
  [0x11, 1, percent, 0, 'signal', 'throttle position', '%'],
  [0x1f, 2, 1, 0, 'signal', 'time since engine start', 's'],
  [0x21, 2, 1, 0, 'signal', 'distance with MIL on', 'km'],
  [0x22, 2, 0.079, 0, 'signal', 'fuel rail pressure to manifold', 'kPa'],
  [0x23, 2, 10, 0, 'signal', 'fuel rail pressure', 'kPa'],
  [0x2c, 1, percent, 0, 'signal', 'commanded EGR', '%'],
  [0x2d, 1, 100 / 128, -100, 'signal', 'EGR error', '%'],
  [0x2f, 1, percent, 0, 'fuel_percent', 'fuel level'],
  [0x30, 1, 1, 0, 'signal', 'warm-ups since codes were cleared', 'warm-ups'],
  [0x31, 2, 1, 0, 'signal', 'distance since codes were cleared', 'km'],
  [0x33, 1, 1, 0, 'signal', 'barometric pressure', 'kPa'],
  [0x3c, 2, 0.1, -40, 'temperature_celsius', 'catalyst bank 1 sensor 1'],
  [0x3d, 2, 0.1, -40, 'temperature_celsius', 'catalyst bank 2 sensor 1'],
  [0x3e, 2, 0.1, -40, 'temperature_celsius', 'catalyst bank 1 sensor 2'],
  [0x3f, 2, 0.1, -40, 'temperature_celsius', 'catalyst bank 2 sensor 2'],
  [0x42, 2, 0.001, 0, 'battery_voltage', 'control module voltage'],
  [0x43, 2, percent, 0, 'signal', 'absolute load', '%'],
  [0x46, 1, 1, -40, 'temperature_celsius', 'ambient air'],
  [0x49, 1, percent, 0, 'signal', 'accelerator pedal position D', '%'],
  [0x4d, 2, 1, 0, 'signal', 'time with MIL on', 'min'],
  [0x4e, 2, 1, 0, 'signal', 'time since codes were cleared', 'min'],
  [0x52, 1, percent, 0, 'signal', 'ethanol in fuel', '%'],
  [0x59, 2, 10, 0, 'signal', 'fuel rail absolute pressure', 'kPa'],
  [0x5b, 1, percent, 0, 'battery_percent', 'hybrid battery'],
  [0x5c, 1, 1, -40, 'temperature_celsius', 'engine oil'],
  [0x5e, 2, 0.05, 0, 'signal', 'fuel rate', 'L/h'],
  [0x62, 1, 1, -125, 'signal', 'engine torque', '%'],
  [0x63, 2, 1, 0, 'signal', 'engine reference torque', 'Nm'],
  [0x9e, 2, 0.2, 0, 'signal', 'exhaust flow', 'kg/h'],
  [0xa6, 4, 0.1, 0, 'signal', 'odometer', 'km'],
  [0xb2, 1, percent, 0, 'signal', 'traction battery state of health', '%'],
  [0xd3, 4, 0.1, 0, 'signal', 'engine odometer', 'km'],
];

const temperature = (label: string, at: number, supportedBy: number, bytes: 1 | 2): ObdMeasure => ({
  metric: 'temperature_celsius',
  label,
  at,
  bytes,
  factor: bytes === 1 ? 1 : 0.1,
  offset: -40,
  supportedBy,
});

const signal = (
  label: string,
  at: number,
  bytes: number,
  factor: number,
  unit: string,
  supportedBy: number,
): ObdMeasure => ({ metric: 'signal', label, at, bytes, factor, offset: 0, unit, supportedBy });

const exhaust = (bank: number) =>
  [0, 1, 2, 3].map((bit) => temperature(`exhaust gas bank ${bank} sensor ${bit + 1}`, 1 + bit * 2, bit, 2));

/** SAE J1979-DA (2021): those whose first byte flags which of several values are present. */
const composed: [pid: number, bytes: number, measures: ObdMeasure[]][] = [
  [
    0x66,
    5,
    [0, 1].map((bit) => signal(`mass air flow sensor ${'AB'[bit]}`, 1 + bit * 2, 2, 1 / 32, 'g/s', bit)),
  ],
  [0x67, 3, [0, 1].map((bit) => temperature(`engine coolant sensor ${bit + 1}`, 1 + bit, bit, 1))],
  [0x78, 9, exhaust(1)],
  [0x79, 9, exhaust(2)],
  [
    0x7c,
    9,
    ['bank 1 inlet', 'bank 1 outlet', 'bank 2 inlet', 'bank 2 outlet'].map((place, bit) =>
      temperature(`particulate filter ${place}`, 1 + bit * 2, bit, 2),
    ),
  ],
  // Hybrid and electric vehicles: two bytes of what is supported and of the charging state come first.
  [
    0x9a,
    6,
    [
      signal('traction battery voltage', 2, 2, 1 / 64, 'V', 1),
      { ...signal('traction battery current', 4, 2, 0.1, 'A', 2), signed: true },
    ],
  ],
  [
    0xd2,
    3,
    [
      signal('state of certified energy', 1, 1, percent, '%', 0),
      signal('state of certified range', 2, 1, percent, '%', 1),
    ],
  ],
];

/** Bytes of the other parameters, so that those after them in the same response are found: first, last, bytes. */
const widths: [number, number, number][] = [
  [0x00, 0x01, 4],
  [0x02, 0x03, 2],
  [0x12, 0x13, 1],
  [0x14, 0x1b, 2],
  [0x1c, 0x1e, 1],
  [0x20, 0x20, 4],
  [0x24, 0x2b, 4],
  [0x2e, 0x2e, 1],
  [0x32, 0x32, 2],
  [0x34, 0x3b, 4],
  [0x40, 0x41, 4],
  [0x44, 0x44, 2],
  [0x45, 0x45, 1],
  [0x47, 0x48, 1],
  [0x4a, 0x4c, 1],
  [0x4f, 0x50, 4],
  [0x51, 0x51, 1],
  [0x53, 0x58, 2],
  [0x5a, 0x5a, 1],
  [0x5d, 0x5d, 2],
  [0x5f, 0x5f, 1],
  [0x60, 0x60, 4],
  [0x61, 0x61, 1],
  [0x64, 0x64, 5],
  [0x65, 0x65, 2],
  [0x68, 0x69, 7],
  [0x6b, 0x6c, 5],
  [0x6d, 0x6d, 11],
  [0x70, 0x70, 10],
  [0x72, 0x72, 5],
  [0x7d, 0x7e, 1],
  [0x7f, 0x7f, 13],
  [0x80, 0x80, 4],
  [0x84, 0x84, 1],
  [0x8d, 0x8e, 1],
  [0x9d, 0x9d, 4],
  [0x9f, 0x9f, 9],
  [0xa0, 0xa0, 4],
  [0xa2, 0xa2, 2],
  [0xaa, 0xaa, 1],
  [0xc0, 0xc0, 4],
];

const parameters = new Map<number, ObdParameter>();
for (const [first, last, bytes] of widths) {
  for (let pid = first; pid <= last; pid += 1) parameters.set(pid, { bytes, measures: [] });
}
for (const [pid, bytes, factor, offset, metric, label, unit] of measures) {
  const measure = { metric, label, at: 0, bytes, factor, offset, ...(unit !== undefined && { unit }) };
  parameters.set(pid, { bytes, measures: [measure] });
}
for (const [pid, bytes, several] of composed) parameters.set(pid, { bytes, measures: several });

export function obdParameter(pid: number): ObdParameter | undefined {
  return parameters.get(pid);
}
