import { snakeCase } from '../../../domain/snake-case.ts';
import type { MetricName } from '../../summary/file-summary.ts';

/** The metric of a named signal: `value` · scale + shift in the metric's unit. */
export interface SignalMetric {
  metric: MetricName;
  scale: number;
  shift: number;
  /** Unit of a `signal`, if it is not that of its definition. */
  unit?: string;
}

type Conversion = [scale: number, shift: number];

/** Units as fleets write them, without blanks and in lower case, mapped to the metric's own. */
const celsius: Record<string, Conversion> = {
  degc: [1, 0],
  '°c': [1, 0],
  ºc: [1, 0],
  c: [1, 0],
  celsius: [1, 0],
  degcelsius: [1, 0],
  deg_c: [1, 0],
  degf: [5 / 9, -160 / 9],
  '°f': [5 / 9, -160 / 9],
  deg_f: [5 / 9, -160 / 9],
};
const volt: Record<string, Conversion> = { v: [1, 0], volt: [1, 0], volts: [1, 0], mv: [0.001, 0] };
const percent: Record<string, Conversion> = { '%': [1, 0], percent: [1, 0], pct: [1, 0] };
const revolutions: Record<string, Conversion> = {
  rpm: [1, 0],
  '1/min': [1, 0],
  'u/min': [1, 0],
  'r/min': [1, 0],
  'rev/min': [1, 0],
  'min-1': [1, 0],
};
const speed: Record<string, Conversion> = {
  'km/h': [1, 0],
  kmh: [1, 0],
  kph: [1, 0],
  'kilometer/h': [1, 0],
  'm/s': [3.6, 0],
  mph: [1.609344, 0],
};

/** Targets, limits and references are not measurements. */
const notMeasured =
  /(?:^|_)(?:limit|lim|target|tgt|req|request|requested|desired|des|cmd|command|commanded|set|setpoint|reference|ref|threshold|allowed|demand|nominal|offset|delta|diff|error|valid|counter)(?:_|\d|$)/;

/** A name and a unit that together have only one meaning. A unit alone suffices for temperatures. */
const meanings: { metric: MetricName; names: RegExp; units: Record<string, Conversion> }[] = [
  { metric: 'temperature_celsius', names: /./, units: celsius },
  {
    metric: 'battery_voltage',
    names:
      /(?:^|_)(?:batt?(?:ery)?_(?:pack_|potential_|system_)?(?:voltage|volt|volts|v|u)|(?:voltage|volt|u)_batt?(?:ery)?|vbatt?|ubatt?|battery_potential|pack_voltage)(?:_|\d|$)/,
    units: volt,
  },
  {
    metric: 'battery_percent',
    names: /(?:^|_)(?:soc|state_of_charge|battery_(?:level|percent(?:age)?|charge(?:_level)?))(?:_|\d|$)/,
    units: percent,
  },
  {
    metric: 'engine_speed_rpm',
    names:
      /(?:^|_)(?:(?:engine|eng|motor_speed_combustion)_?(?:speed|spd|rpm|n|rev|revs|revolutions)|rpm_engine|engine_rpm)(?:_|\d|$)/,
    units: revolutions,
  },
  {
    metric: 'vehicle_speed_kmh',
    names:
      /(?:^|_)(?:(?:vehicle|veh|car)_?(?:speed|spd|v)|(?:speed|spd|v)_(?:vehicle|veh)|vveh|vss)(?:_|\d|$)/,
    units: speed,
  },
  {
    metric: 'fuel_percent',
    names: /(?:^|_)fuel_(?:tank_)?(?:level|lvl|volume_percent|percent)(?:_|\d|$)/,
    units: percent,
  },
  {
    metric: 'engine_load_percent',
    names: /(?:^|_)(?:(?:engine|eng|calculated|calc)_(?:percent_|calculated_|calc_)?load)(?:_|\d|$)/,
    units: percent,
  },
  {
    metric: 'cpu_percent',
    names: /(?:^|_)cpu_?(?:usage|load|util|utili[sz]ation|percent)(?:_|\d|$)/,
    units: percent,
  },
  {
    metric: 'ram_percent',
    names: /(?:^|_)(?:ram|mem|memory)_(?:usage|load|util|utili[sz]ation|percent|used)(?:_|\d|$)/,
    units: percent,
  },
  {
    metric: 'disk_percent',
    names: /(?:^|_)(?:disk|storage|flash)_(?:usage|util|utili[sz]ation|percent|used)(?:_|\d|$)/,
    units: percent,
  },
];

/** Of a battery's cells and modules, not of the battery. */
const partOfBattery = /(?:^|_)(?:cell|module|min|max|avg|mean|sum)(?:_|\d|$)/;

/**
 * The metric that a signal clearly denotes by its name and its unit; undefined if it is a signal of its own. A signal
 * under its own name is better than a wrong figure.
 */
export function metricOfSignal(name: string, unit: string): SignalMetric | undefined {
  const plainUnit = unit.toLowerCase().replace(/[\s[\]()]+/g, '');
  const plainName = snakeCase(name);
  if (notMeasured.test(plainName)) return undefined;
  for (const { metric, names, units } of meanings) {
    const conversion = Object.hasOwn(units, plainUnit) ? units[plainUnit] : undefined;
    if (!conversion || !names.test(plainName)) continue;
    const ofPart = metric === 'battery_voltage' || metric === 'battery_percent';
    if (ofPart && partOfBattery.test(plainName)) return undefined;
    return { metric, scale: conversion[0], shift: conversion[1] };
  }
  return undefined;
}

const degrees = /^(?:°|º|deg|degs|degrees?|grad)$/i;
const coordinate = /(?:^|_)(?:lat|latitude|lon|long|lng|longitude)(?:_|\d|$)/;

/**
 * How a signal without a metric is stored: its own value in its own unit; but thousandths of a degree are 111 m on
 * the ground, so that coordinates are stored in millionths, of which the thousandths are 0.1 mm.
 */
export function plainFigure(name: string, unit: string): SignalMetric {
  const isCoordinate = degrees.test(unit.trim()) && coordinate.test(snakeCase(name));
  return isCoordinate
    ? { metric: 'signal', scale: 1e6, shift: 0, unit: 'µ°' }
    : { metric: 'signal', scale: 1, shift: 0 };
}
