import type { MetricName } from '../../../summary/file-summary.ts';

/** A figure in a group: a little-endian value · `factor` + `offset`, in the metric's unit. */
export interface NmeaField {
  /** First byte, and how many. */
  at: number;
  bytes: number;
  signed: boolean;
  factor: number;
  offset: number;
  metric: MetricName;
  label: string;
  /** Of a `signal`. */
  unit?: string;
}

/** How the messages of a group that share an identifier are distinguished. */
export interface NmeaFields {
  /** Byte of the instance (0xFF: not available); low four bits of it if `nibble`. */
  instance?: number;
  nibble?: true;
  /** Byte of what is measured, and the names of its values; bits from `shift` on, of those `mask`. */
  source?: { at: number; shift?: number; mask?: number; names: readonly string[] };
  /** The metric where the source is this one, for a figure that is a `signal` else. */
  ofSource?: { source: number; metric: MetricName };
  fields: readonly NmeaField[];
}

type Row = [
  at: number,
  bytes: number,
  factor: number,
  metric: MetricName,
  label: string,
  unit?: string | undefined,
  signed?: 'signed',
];

/** Temperatures are in kelvin. */
const zeroCelsius = -273.15;

const rows = (...each: Row[]): NmeaField[] =>
  each.map(([at, bytes, factor, metric, label, unit, signed]) => ({
    at,
    bytes,
    signed: signed === 'signed',
    factor,
    offset: metric === 'temperature_celsius' ? zeroCelsius : 0,
    metric,
    label,
    ...(unit !== undefined && { unit }),
  }));

const tanks = ['fuel', 'fresh water', 'waste water', 'live well', 'oil', 'black water'];
const temperatures = [
  'sea',
  'outside',
  'inside',
  'engine room',
  'main cabin',
  'live well',
  'bait well',
  'refrigeration',
  'heating',
  'dew point',
  'apparent wind chill',
  'theoretical wind chill',
  'heat index',
  'freezer',
  'exhaust gas',
  'shaft seal',
];

const degrees = 0.0001 * (180 / Math.PI);

/** By group: positions, widths and resolutions as in the database of CANboat (docs/canboat.json, 8.0.0). */
const groups = new Map<number, NmeaFields>([
  [127245, { instance: 0, fields: rows([4, 2, degrees, 'signal', 'rudder', '°', 'signed']) }],
  [
    127488,
    {
      instance: 0,
      fields: rows(
        [1, 2, 0.25, 'engine_speed_rpm', 'engine speed'],
        [3, 2, 0.1, 'signal', 'boost pressure', 'kPa'],
        [5, 1, 1, 'signal', 'tilt', '%', 'signed'],
      ),
    },
  ],
  [
    127489,
    {
      instance: 0,
      fields: rows(
        [1, 2, 0.1, 'signal', 'engine oil pressure', 'kPa'],
        [3, 2, 0.1, 'temperature_celsius', 'engine oil'],
        [5, 2, 0.01, 'temperature_celsius', 'engine coolant'],
        // Not of the supply: it is what is left when the engine is off.
        [7, 2, 0.01, 'signal', 'alternator', 'V', 'signed'],
        [9, 2, 0.1, 'signal', 'fuel rate', 'L/h', 'signed'],
        [11, 4, 1 / 3600, 'signal', 'engine hours', 'h'],
        [15, 2, 0.1, 'signal', 'coolant pressure', 'kPa'],
        [17, 2, 1, 'signal', 'fuel pressure', 'kPa'],
        [24, 1, 1, 'engine_load_percent', 'engine load', undefined, 'signed'],
        [25, 1, 1, 'signal', 'engine torque', '%', 'signed'],
      ),
    },
  ],
  [
    127490,
    {
      instance: 0,
      fields: rows(
        [2, 2, 0.01, 'temperature_celsius', 'electric motor'],
        [4, 2, 0.01, 'temperature_celsius', 'inverter'],
        [6, 2, 0.01, 'temperature_celsius', 'drive cooling'],
        [8, 2, 0.01, 'temperature_celsius', 'gear'],
      ),
    },
  ],
  [
    127491,
    {
      instance: 0,
      fields: rows(
        [1, 1, 1, 'battery_percent', 'energy storage'],
        [4, 2, 0.01, 'temperature_celsius', 'hottest cell'],
        [6, 2, 0.01, 'temperature_celsius', 'coldest cell'],
      ),
    },
  ],
  [
    127493,
    {
      instance: 0,
      fields: rows(
        [2, 2, 0.1, 'signal', 'transmission oil pressure', 'kPa'],
        [4, 2, 0.1, 'temperature_celsius', 'transmission oil'],
      ),
    },
  ],
  [
    127505,
    {
      instance: 0,
      nibble: true,
      source: { at: 0, shift: 4, names: tanks },
      ofSource: { source: 0, metric: 'fuel_percent' },
      fields: rows([1, 2, 0.004, 'signal', 'level', '%', 'signed']),
    },
  ],
  [
    127506,
    {
      instance: 1,
      fields: rows([3, 1, 1, 'battery_percent', 'battery'], [4, 1, 1, 'signal', 'battery health', '%']),
    },
  ],
  [
    127508,
    {
      instance: 0,
      fields: rows(
        [1, 2, 0.01, 'battery_voltage', 'battery', undefined, 'signed'],
        [3, 2, 0.1, 'signal', 'battery current', 'A', 'signed'],
        [5, 2, 0.01, 'temperature_celsius', 'battery'],
      ),
    },
  ],
  [
    127751,
    {
      instance: 1,
      fields: rows([2, 2, 0.1, 'battery_voltage', 'DC'], [4, 3, 0.01, 'signal', 'DC current', 'A', 'signed']),
    },
  ],
  [
    128002,
    {
      instance: 0,
      fields: rows(
        [2, 2, 0.25, 'signal', 'electric motor speed', 'rpm'],
        [4, 2, 0.1, 'signal', 'electric motor voltage', 'V'],
        [6, 2, 0.1, 'signal', 'electric motor current', 'A', 'signed'],
      ),
    },
  ],
  [
    128003,
    {
      instance: 0,
      fields: rows(
        [2, 2, 0.1, 'signal', 'energy storage voltage', 'V'],
        [4, 2, 0.1, 'signal', 'energy storage current', 'A', 'signed'],
      ),
    },
  ],
  [128259, { fields: rows([1, 2, 0.01, 'signal', 'speed through water', 'm/s']) }],
  [128267, { fields: rows([1, 4, 0.01, 'signal', 'water depth', 'm']) }],
  [129026, { fields: rows([4, 2, 0.036, 'vehicle_speed_kmh', 'speed over ground']) }],
  [
    129029,
    {
      fields: rows(
        [33, 1, 1, 'signal', 'satellites', ''],
        // CANboat has it signed; receivers without a fix send all ones, which would then be -0.01.
        [34, 2, 0.01, 'signal', 'horizontal dilution of precision', ''],
      ),
    },
  ],
  [130306, { fields: rows([1, 2, 0.01, 'signal', 'wind speed', 'm/s']) }],
  [
    130310,
    {
      fields: rows(
        [1, 2, 0.01, 'temperature_celsius', 'water'],
        [3, 2, 0.01, 'temperature_celsius', 'outside'],
        [5, 2, 0.1, 'signal', 'atmospheric pressure', 'kPa'],
      ),
    },
  ],
  [
    130311,
    {
      source: { at: 1, mask: 0x3f, names: temperatures },
      fields: rows(
        [2, 2, 0.01, 'temperature_celsius', 'temperature'],
        [4, 2, 0.004, 'signal', 'humidity', '%', 'signed'],
        [6, 2, 0.1, 'signal', 'atmospheric pressure', 'kPa'],
      ),
    },
  ],
  [
    130312,
    {
      instance: 1,
      source: { at: 2, names: temperatures },
      fields: rows([3, 2, 0.01, 'temperature_celsius', 'temperature']),
    },
  ],
  [130313, { instance: 1, fields: rows([3, 2, 0.004, 'signal', 'humidity', '%', 'signed']) }],
  [
    130316,
    {
      instance: 1,
      source: { at: 2, names: temperatures },
      fields: rows([3, 3, 0.001, 'temperature_celsius', 'temperature']),
    },
  ],
]);

export function nmeaFields(pgn: number): NmeaFields | undefined {
  return groups.get(pgn);
}
