import { snakeCase } from '../../../domain/snake-case.ts';
import type { MetricName, OmissionReason } from '../../summary/file-summary.ts';

/**
 * Names under which fleets publish health figures, as whole snake_case words. Ambiguous names are not included: no
 * figure is better than a wrong one.
 */
const fieldNames: { metric: MetricName; names: RegExp }[] = [
  {
    metric: 'cpu_percent',
    names: /^(?:(?:total|system|average|avg)_)?cpu_(?:usage|load|percent|utili[sz]ation)(?:_percent|_pct)?$/,
  },
  {
    metric: 'ram_percent',
    names:
      /^(?:(?:total|system)_)?(?:ram|mem|memory)_(?:usage|load|percent|utili[sz]ation|used_percent)(?:_percent|_pct)?$/,
  },
  {
    metric: 'disk_percent',
    names: /^(?:disk|storage|ssd|hdd)_(?:usage|percent|utili[sz]ation|used_percent)(?:_percent|_pct)?$/,
  },
  {
    metric: 'battery_percent',
    names:
      /^(?:battery_(?:percent|percentage|level|soc|remaining)|state_of_charge|soc_percent)(?:_percent|_pct)?$/,
  },
  { metric: 'battery_voltage', names: /^battery_(?:voltage|volts)(?:_v)?$/ },
  // A name that tables of OBD have (python-OBD's `COOLANT_TEMP`), in degrees Celsius as SAE J1979 has it.
  { metric: 'temperature_celsius', names: /^(?:engine_)?coolant_temp(?:erature)?(?:_c|_celsius|_deg_c)?$/ },
  {
    metric: 'temperature_celsius',
    names:
      /^(?:(?:cpu|gpu|soc|board|core|battery|motor|ecu|internal)_temp(?:erature)?|temperature)(?:_c|_celsius|_deg_c)?$/,
  },
];

const ratioSuffix = /_(?:ratio|fraction)$/;

/** The metric that a field's name clearly denotes; values of `scale` 100 are ratios to be converted to percent. */
export function metricOfField(field: string): { metric: MetricName; scale: 1 | 100 } | undefined {
  const name = snakeCase(field);
  const plain = name.replace(ratioSuffix, '');
  const scale = plain === name ? 1 : 100;
  for (const { metric, names } of fieldNames) {
    if (names.test(plain)) return { metric, scale };
  }
  return undefined;
}

const metricWord =
  /(?:^|_)(?:cpu|gpu|ram|mem|memory|disk|storage|ssd|hdd|battery|soc|temp|temperature|state_of_charge)(?:_|$)/;

/** Whether a definition contains a name that may be, or lead to, that of a metric. */
export function namesMetric(definition: string): boolean {
  return definition.match(/[A-Za-z]\w*/g)?.some((word) => metricWord.test(snakeCase(word))) ?? false;
}

/** The reason why a figure that is not plausible is omitted. */
export function whyNotPlausible(value: number): OmissionReason {
  return Number.isFinite(value) ? 'implausible' : 'no_number';
}

/** A receiver without a position yet reports an error larger than this. */
const maxErrorMetres = 10_000;

/** Whether a figure is plausible for its name: shares are 0–100 %, the rest is what a vehicle can measure. */
export function isPlausible(metric: MetricName, value: number): boolean {
  switch (metric) {
    case 'battery_voltage':
      return value >= 0 && value <= 2_000;
    case 'engine_speed_rpm':
      return value >= 0 && value <= 25_000;
    case 'vehicle_speed_kmh':
      return value >= -100 && value <= 600;
    case 'temperature_celsius':
      return value > -100 && value < 1_500;
    case 'cpu_percent':
    case 'ram_percent':
    case 'disk_percent':
    case 'battery_percent':
    case 'fuel_percent':
    case 'engine_load_percent':
    case 'bus_load_percent':
      return value >= 0 && value <= 100;
    case 'gps_satellites':
      return value >= 0 && value < 255;
    case 'gps_accuracy_m':
    case 'gps_vertical_accuracy_m':
      return value >= 0 && value < maxErrorMetres;
    case 'gps_speed_accuracy_ms':
      return value >= 0 && value < 1_000;
    case 'gps_jamming':
      return value >= 0 && value <= 255;
    case 'rail_voltage':
      return value >= 0 && value < 20;
    case 'gps_dop':
    case 'vibration':
    case 'estimator_ratio':
      return value >= 0 && value < Number.POSITIVE_INFINITY;
    default:
      return Number.isFinite(value);
  }
}
