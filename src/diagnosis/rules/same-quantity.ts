import type { MetricAggregate } from '../gather/metrics.ts';
import type { Steadiness } from './compare-sources.ts';

/** Sources that mean the same quantity, and by what they differ if one of them is read wrongly. */
export interface Quantity {
  /** As a title names it. */
  what: string;
  unit: string;
  /** What turns a source's values into the unit; undefined for a source of something else. */
  scaleOf(metric: MetricAggregate): number | undefined;
  steadiness: Steadiness;
  /** Factors of a known mistake. */
  factors: readonly (readonly [factor: number, because: string])[];
  /** Whether a factor of no known mistake is told as well. */
  tellsUnknown: boolean;
  /** Known mistakes that are more than a factor, from the lower to the higher source. */
  conversions: readonly (readonly [convert: (value: number) => number, because: string])[];
  /** For those: how far a value may be off, and by how much values have to change. */
  fit: { apart: number; range: number };
}

const kmh: Readonly<Record<string, number>> = {
  'km/h': 1,
  kmh: 1,
  kph: 1,
  'm/s': 3.6,
  mph: 1.609344,
  kn: 1.852,
  knots: 1.852,
};
const kilopascal: Readonly<Record<string, number>> = {
  kpa: 1,
  bar: 100,
  mbar: 0.1,
  mpa: 1000,
  hpa: 0.1,
  pa: 0.001,
  psi: 6.894757,
};

const speedBySatellite =
  /(?:gps|gnss|satellite).{0,20}(?:speed|velocity|spd)|(?:speed|velocity|spd).{0,20}(?:gps|gnss)/i;
const wanted = /target|desired|des\b|set|request|command|limit|max|min|error|accuracy|deviation|acc\b/i;
const coolant = /coolant|engine.?temp/i;
const otherCircuit = /batt|inverter|e.?motor|charger|converter|fuel.?cell|radiator|outlet|inlet|trans|oil/i;
const railPressure = /rail.{0,12}press|press.{0,12}rail/i;
const boostPressure = /(?:boost|charge.?air|manifold).{0,20}press/i;

const unitsOfPressure = [
  [10, 'bar read as MPa, or another resolution'],
  [100, 'bar and kPa mistaken'],
  [1000, 'kPa and MPa mistaken'],
  [6.894757, 'psi and kPa mistaken'],
  [14.50377, 'psi and bar mistaken'],
] as const;

const scaleBy = (units: Readonly<Record<string, number>>, unit: string | undefined) =>
  unit !== undefined && Object.hasOwn(units, unit.toLowerCase()) ? units[unit.toLowerCase()] : undefined;

function pressure(what: string, named: RegExp): Quantity {
  return {
    what,
    unit: 'kPa',
    scaleOf: ({ name, source, unit }) =>
      name === 'signal' && named.test(source) && !wanted.test(source) ? scaleBy(kilopascal, unit) : undefined,
    steadiness: { least: 1, share: 0.15, apart: 5 },
    factors: unitsOfPressure,
    tellsUnknown: false,
    conversions: [],
    fit: { apart: 0, range: 0 },
  };
}

export const vehicleSpeed: Quantity = {
  what: 'Vehicle speed',
  unit: 'km/h',
  scaleOf: ({ name, source, unit }) => {
    if (name === 'vehicle_speed_kmh') return 1;
    return name === 'signal' && speedBySatellite.test(source) && !wanted.test(source)
      ? scaleBy(kmh, unit)
      : undefined;
  },
  steadiness: { least: 5, share: 0.15, apart: 2 },
  factors: [
    [1.609344, 'miles per hour read as km/h'],
    [3.6, 'metres per second read as km/h'],
    [1.852, 'knots read as km/h'],
  ],
  tellsUnknown: true,
  conversions: [],
  fit: { apart: 0, range: 0 },
};

export const quantities: readonly Quantity[] = [
  vehicleSpeed,
  {
    what: 'Engine speed',
    unit: 'rpm',
    scaleOf: ({ name }) => (name === 'engine_speed_rpm' ? 1 : undefined),
    steadiness: { least: 50, share: 0.15, apart: 50 },
    factors: [
      [2, 'another resolution'],
      [4, 'another resolution, as of 0.25 rpm'],
      [8, 'another resolution, as of 0.125 rpm'],
      [60, 'revolutions per second read as per minute'],
    ],
    tellsUnknown: false,
    conversions: [],
    fit: { apart: 0, range: 0 },
  },
  {
    what: 'Coolant temperature',
    unit: '°C',
    scaleOf: ({ name, source }) =>
      name === 'temperature_celsius' && coolant.test(source) && !otherCircuit.test(source) ? 1 : undefined,
    steadiness: { least: -60, share: 0, apart: 4 },
    factors: [],
    tellsUnknown: false,
    conversions: [
      [(value) => value + 40, 'the offset of −40 °C is missing'],
      [(value) => value + 273.15, 'kelvins read as °C'],
      [(value) => 1.8 * value + 32, '°F read as °C'],
    ],
    fit: { apart: 3, range: 12 },
  },
  pressure('Rail pressure', railPressure),
  pressure('Boost pressure', boostPressure),
];
