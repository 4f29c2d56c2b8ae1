import { quote } from '../../text/wording.ts';
import { defineRule } from '../rule.ts';
import { figure, hasSeveral, judgeSources, tooHigh } from './high-level.ts';

/** Parts that are hot by design; without their data sheet no limit can be given. */
const meantToBeHot =
  /engine|exhaust|coolant|brake|\boil\b|oil.?temp|motor|inverter|\besc|catalyst|manifold|turbo|\begr\b|\bdpf\b|\bscr\b|particulate|transmission|gearbox|retarder/i;

export function isMeantToBeHot(source: string): boolean {
  return meantToBeHot.test(source);
}

/**
 * What is measured in air, liquids and tyres: fuel that comes back from an injection pump, or air behind a compressor, is hotter
 * than electronics may be, and these limits are theirs.
 */
const ofNoDevice =
  /\bfuel(?!.?cell)|\bair\b|ambient|intake|outside|\bwater\b|hydraulic|\btyres?\b|\btires?\b/i;

const battery = /batt|\bbms\b|\bcell/i;

function isOfNoDevice(source: string): boolean {
  return ofNoDevice.test(source) && !battery.test(source);
}

export const overTemperature = defineRule({
  id: 'over-temperature',
  version: 5,
  question: 'Did electronics or a battery become too hot?',
  severities: ['warning', 'error', 'critical'],
  basis: 'measured',
  thresholds: {
    warning: { value: 85, unit: '°C', source: 'AEC-Q100 grade 3; from 85 °C on, a Raspberry Pi throttles' },
    error: { value: 105, unit: '°C', source: 'AEC-Q100 grade 2' },
    critical: { value: 125, unit: '°C', source: 'AEC-Q100 grade 1' },
    battery_warning: {
      value: 60,
      unit: '°C',
      source: 'usual upper limit of lithium-ion cells while discharging',
    },
    battery_error: {
      value: 72,
      unit: '°C',
      source: 'UN 38.3 test T.2, the highest temperature a cell is tested for',
    },
  },
  likely_cause: 'Cooling is blocked or has failed, the load is too high, or the surroundings are too hot.',
  advice:
    'Check fans, air ways and heat sinks; compare with processor load; let a hot battery cool before charging.',
  evaluate: (aggregate, limits) =>
    tooHigh(
      judgeSources(aggregate, 'temperature_celsius', ({ p99 }, metric) => {
        const { source } = metric;
        if (isMeantToBeHot(source) || isOfNoDevice(source) || !hasSeveral(metric)) return [];
        if (battery.test(source)) {
          return [
            [p99 >= limits.battery_error, 'error'],
            [p99 >= limits.battery_warning, 'warning'],
          ];
        }
        return [
          [p99 >= limits.critical, 'critical'],
          [p99 >= limits.error, 'error'],
          [p99 >= limits.warning, 'warning'],
        ];
      }),
      ({ metric, figures }) => ({
        title: `Too hot: ${quote(metric.source)} at ${figure(figures.max, 'temperature_celsius')}`,
        description: `${quote(metric.source)} reached ${figure(figures.max, 'temperature_celsius')} (99th percentile ${figure(figures.p99, 'temperature_celsius')}, average ${figure(figures.avg, 'temperature_celsius')}).`,
      }),
    ),
});
