import type { MetricName } from '../../../summary/file-summary.ts';

/** A suspect parameter within its group: little-endian unsigned value · `factor` + `offset`, in the metric's unit. */
export interface SuspectParameter {
  spn: number;
  /** Byte of the data, from 0. */
  at: number;
  bytes: 1 | 2 | 4;
  factor: number;
  offset: number;
  metric: MetricName;
  label: string;
  /** Of a `signal`. */
  unit?: string;
}

type Row = [
  spn: number,
  at: number,
  bytes: 1 | 2 | 4,
  factor: number,
  offset: number,
  metric: MetricName,
  label: string,
  unit?: string,
];

/** SAE J1939-71 and the digital annex: groups with the figures that are read from them. */
const groups: Record<number, Row[]> = {
  // EEC2
  61443: [[92, 2, 1, 1, 0, 'engine_load_percent', 'engine load at current speed']],
  // EEC1
  61444: [[190, 3, 2, 0.125, 0, 'engine_speed_rpm', 'engine speed']],
  // DEF tank 1
  65110: [[1761, 0, 1, 0.4, 0, 'signal', 'DEF tank level', '%']],
  // Vehicle distance, high resolution
  65217: [[917, 0, 4, 0.005, 0, 'signal', 'vehicle distance', 'km']],
  // Engine hours
  65253: [[247, 0, 4, 0.05, 0, 'signal', 'engine hours', 'h']],
  // Fuel consumption
  65257: [[250, 4, 4, 0.5, 0, 'signal', 'fuel used', 'L']],
  // ET1
  65262: [
    [110, 0, 1, 1, -40, 'temperature_celsius', 'engine coolant'],
    [174, 1, 1, 1, -40, 'temperature_celsius', 'fuel'],
    [175, 2, 2, 0.03125, -273, 'temperature_celsius', 'engine oil'],
  ],
  // Engine fluid level and pressure 1
  65263: [[100, 3, 1, 4, 0, 'signal', 'engine oil pressure', 'kPa']],
  // CCVS1
  65265: [[84, 1, 2, 1 / 256, 0, 'vehicle_speed_kmh', 'wheel-based speed']],
  // Fuel economy, liquid
  65266: [[183, 0, 2, 0.05, 0, 'signal', 'fuel rate', 'L/h']],
  // Ambient conditions
  65269: [
    [108, 0, 1, 0.5, 0, 'signal', 'barometric pressure', 'kPa'],
    [171, 3, 2, 0.03125, -273, 'temperature_celsius', 'ambient air'],
  ],
  // Intake and exhaust conditions 1
  65270: [
    [102, 1, 1, 2, 0, 'signal', 'boost pressure', 'kPa'],
    [105, 2, 1, 1, -40, 'temperature_celsius', 'intake manifold'],
    [173, 5, 2, 0.03125, -273, 'temperature_celsius', 'exhaust gas'],
  ],
  // Vehicle electrical power 1
  65271: [
    [168, 4, 2, 0.05, 0, 'battery_voltage', 'battery'],
    [158, 6, 2, 0.05, 0, 'battery_voltage', 'key switch'],
  ],
  // Transmission fluids 1
  65272: [[177, 4, 2, 0.03125, -273, 'temperature_celsius', 'transmission oil']],
  // Dash display 1
  65276: [[96, 1, 1, 0.4, 0, 'fuel_percent', 'fuel level']],
};

const parameters = new Map<number, SuspectParameter[]>();
for (const [pgn, rows] of Object.entries(groups)) {
  parameters.set(
    Number(pgn),
    rows.map(([spn, at, bytes, factor, offset, metric, label, unit]) => ({
      spn,
      at,
      bytes,
      factor,
      offset,
      metric,
      label,
      ...(unit !== undefined && { unit }),
    })),
  );
}

export function suspectParameters(pgn: number): readonly SuspectParameter[] {
  return parameters.get(pgn) ?? [];
}

/**
 * The raw value; undefined when it is an indicator. SAE J1939-71, 5.1.4, by the upper byte: 0xFF "not available",
 * 0xFE an error, 0xFB to 0xFD reserved.
 */
export function rawValue(data: Uint8Array, at: number, bytes: number): number | undefined {
  let raw = 0;
  for (let i = bytes - 1; i >= 0; i -= 1) raw = raw * 256 + (data[at + i] as number);
  const highest = data[at + bytes - 1] as number;
  return highest >= 0xfb ? undefined : raw;
}
