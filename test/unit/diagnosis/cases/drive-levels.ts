import { around } from '../../../support/diagnosis/summaries.ts';
import { type RuleCase, rising, seconds, withMetric } from './rule-case.ts';

export const driveLevelCases: RuleCase[] = [
  {
    rule: 'coolant-over-temperature',
    hit: {
      hot: {
        files: [withMetric('temperature_celsius', around(120, 300), 'engine coolant temperature')],
        severity: 'error',
        says: /coolant at 121\.2 °C/,
      },
      boiling: {
        files: [withMetric('temperature_celsius', around(130, 300), 'CAN 1 coolant')],
        severity: 'critical',
        says: /Engine too hot/,
      },
    },
    miss: {
      warm: [withMetric('temperature_celsius', around(96, 300), 'engine coolant temperature')],
      'a processor': [withMetric('temperature_celsius', around(120, 300), 'CPU package')],
      'what must be of Fahrenheit': [withMetric('temperature_celsius', around(194, 300), 'coolant_temp')],
    },
  },
  {
    rule: 'engine-overspeed',
    hit: {
      high: {
        files: [withMetric('engine_speed_rpm', [900, 3000, 7200, 7200, 7200, 2000])],
        severity: 'warning',
        says: /7200 rpm/,
      },
    },
    miss: {
      normal: [withMetric('engine_speed_rpm', around(2500, 300, 900))],
      'single values of misread frames': [
        withMetric('engine_speed_rpm', [...around(1200, 60), 7936, ...around(1200, 60), 7958]),
      ],
    },
  },
  {
    rule: 'bus-load',
    hit: {
      high: {
        files: [withMetric('bus_load_percent', around(78, 300), 'CAN 1')],
        severity: 'warning',
        says: /CAN 1/,
      },
      full: {
        files: [withMetric('bus_load_percent', around(96, 300), 'CAN 1')],
        severity: 'error',
        says: /9\d(\.\d)? %/,
      },
    },
    miss: { normal: [withMetric('bus_load_percent', around(35, 300, 10), 'CAN 1')] },
  },
  {
    rule: 'vibration',
    hit: {
      strong: { files: [withMetric('vibration', around(6, 300, 1))], severity: 'warning', says: /m\/s²/ },
      'too strong': {
        files: [withMetric('vibration', around(12, 300, 1))],
        severity: 'error',
        says: /vibration/,
      },
    },
    miss: {
      smooth: [withMetric('vibration', around(1.2, 300, 0.5))],
      'as ArduPilot measures it': [withMetric('vibration', around(20, 300, 1), 'VIBE[0]')],
    },
  },
  {
    rule: 'ardupilot-vibration',
    hit: {
      strong: {
        files: [withMetric('vibration', around(40, 300, 1), 'VIBE[0]')],
        severity: 'warning',
        says: /m\/s²/,
      },
      'too strong': {
        files: [withMetric('vibration', around(70, 300, 1), 'VIBRATION 1/1')],
        severity: 'error',
        says: /ArduPilot/,
      },
    },
    miss: {
      usual: [withMetric('vibration', around(20, 300, 1), 'VIBE[0]')],
      'as PX4 measures it': [withMetric('vibration', around(40, 300, 1), 'vehicle_imu_status')],
    },
  },
  {
    rule: 'gps-jamming',
    hit: {
      jammed: {
        files: [withMetric('gps_jamming', around(120, 300))],
        severity: 'warning',
        says: /indicator 12\d/,
      },
    },
    miss: { clear: [withMetric('gps_jamming', around(25, 300))] },
  },
  {
    rule: 'gps-loss',
    hit: {
      lost: {
        files: [withMetric('gps_satellites', [...around(14, 200), ...Array(60).fill(2)])],
        severity: 'warning',
        says: /fewer than 4 satellites for 23 %/,
      },
      indoors: {
        files: [withMetric('gps_satellites', Array(100).fill(0))],
        severity: 'info',
        says: /never had 4 satellites/,
      },
    },
    miss: { 'first fix': [withMetric('gps_satellites', [...Array(10).fill(0), ...around(12, 290)])] },
  },
  {
    rule: 'gps-quality',
    hit: {
      speed: {
        files: [withMetric('gps_speed_accuracy_ms', [...around(0.3, 200, 0.1), ...around(2, 20, 0.1)])],
        severity: 'warning',
        says: /speed known to ± 2\.\d+ m\/s/,
      },
      height: {
        files: [withMetric('gps_vertical_accuracy_m', around(6, 60, 0.1))],
        severity: 'warning',
        says: /height known to ± [56]/,
      },
      geometry: { files: [withMetric('gps_dop', around(3, 60, 0.1))], severity: 'warning', says: /dilution/ },
    },
    miss: {
      good: [withMetric('gps_speed_accuracy_ms', around(0.3, 200, 0.1))],
      'for moments': [withMetric('gps_dop', [...around(0.8, 200, 0.1), 4, 4, 4, ...around(0.8, 20, 0.1)])],
    },
  },
  {
    rule: 'magnetic-disturbance',
    hit: {
      changed: {
        files: [withMetric('magnetic_change_percent', around(30, 60, 1))],
        severity: 'warning',
        says: /changed by/,
      },
      'by much': {
        files: [withMetric('magnetic_change_percent', around(50, 60, 1))],
        severity: 'error',
        says: /5\d/,
      },
    },
    miss: { steady: [withMetric('magnetic_change_percent', around(6, 60, 3))] },
  },
  {
    rule: 'motor-saturation',
    hit: {
      'at its limit': {
        files: [withMetric('motor_output_percent', [...around(60, 100, 5), 100, 100, 100])],
        severity: 'warning',
        says: /motor at its limit: 100 %/,
      },
    },
    miss: { 'for a moment': [withMetric('motor_output_percent', [...around(60, 100, 5), 100])] },
  },
  {
    rule: 'attitude-tracking',
    hit: {
      off: {
        files: [withMetric('attitude_error_degrees', [...around(2, 100, 1), 14, 14, 14])],
        severity: 'warning',
        says: /off by 14 °/,
      },
      lost: {
        files: [withMetric('attitude_error_degrees', [...around(2, 100, 1), ...around(60, 20, 3)])],
        severity: 'error',
        says: /off by 6\d/,
      },
    },
    miss: { 'in a gust': [withMetric('attitude_error_degrees', [...around(2, 100, 1), 30, 2])] },
  },
  {
    rule: 'rail-voltage',
    hit: {
      low: {
        files: [withMetric('rail_voltage', around(4.65, 60, 0.03))],
        severity: 'warning',
        says: /5 V rail down to 4\.6/,
      },
      'too low': {
        files: [withMetric('rail_voltage', around(4.3, 60, 0.03))],
        severity: 'error',
        says: /4\.[23]/,
      },
    },
    miss: {
      good: [withMetric('rail_voltage', around(5.1, 60, 0.05))],
      'for a moment': [withMetric('rail_voltage', [...around(5.1, 60, 0.05), 4.2, ...around(5.1, 9, 0.05)])],
    },
  },
  {
    rule: 'cell-voltage',
    hit: {
      drained: {
        files: [withMetric('cell_voltage', [...around(3.8, 60, 0.1), ...around(3.2, 20, 0.02)])],
        severity: 'warning',
        says: /cells down to 3\.2/,
      },
      'too far': {
        files: [withMetric('cell_voltage', around(2.8, 60, 0.02))],
        severity: 'error',
        says: /2\.8/,
      },
    },
    miss: { 'under a burst of load': [withMetric('cell_voltage', [...around(3.7, 60, 0.1), 3.1, 3.1, 3.7])] },
  },
  {
    rule: 'gps-accuracy',
    hit: {
      poor: { files: [withMetric('gps_accuracy_m', around(5, 300, 1))], severity: 'warning', says: /± 5/ },
      'lost after it was good': {
        files: [withMetric('gps_accuracy_m', [...around(0.9, 900, 0.3), ...around(6, 12, 0.1)])],
        severity: 'warning',
        says: /± 6.* after it had been good/,
      },
    },
    miss: {
      'a single value, as of a damaged log': [withMetric('gps_accuracy_m', [268.8])],
      'good after the first fix': [withMetric('gps_accuracy_m', [900, 400, ...around(0.9, 300, 0.3)])],
    },
  },
  {
    rule: 'estimator-fault',
    hit: {
      doubt: {
        files: [withMetric('estimator_ratio', around(0.7, 300, 0.1))],
        severity: 'warning',
        says: /0\.8/,
      },
      rejected: {
        files: [withMetric('estimator_ratio', around(1.6, 300, 0.1))],
        severity: 'error',
        says: /test ratio/,
      },
      'for 28 s of one flight among six': {
        files: [
          withMetric(
            'estimator_ratio',
            [...around(0.1, 272, 0.05), ...around(1.6, 28, 0.1)],
            'ekf: position',
          ),
          ...Array.from({ length: 5 }, (_, i) => ({
            ...withMetric('estimator_ratio', around(0.1, 600, 0.05), 'ekf: position'),
            file_id: `id-${i}`,
          })),
        ],
        severity: 'error',
        says: /position, test ratio 1\./,
      },
      'for three seconds': {
        files: [withMetric('estimator_ratio', [...around(0.1, 300, 0.05), 1.4, 1.5, 1.4])],
        severity: 'warning',
        says: /for 2 s/,
      },
    },
    miss: { healthy: [withMetric('estimator_ratio', around(0.1, 300, 0.05))] },
  },
  {
    rule: 'cell-imbalance',
    hit: {
      apart: {
        files: [withMetric('cell_spread_voltage', around(0.16, 300, 0.01))],
        severity: 'warning',
        says: /by 0\.166 V/,
      },
      far: {
        files: [withMetric('cell_spread_voltage', around(0.4, 300, 0.01))],
        severity: 'error',
        says: /by 0\.40[0-9] V/,
      },
    },
    miss: { balanced: [withMetric('cell_spread_voltage', around(0.02, 300, 0.01))] },
  },
  {
    rule: 'low-fuel',
    hit: {
      reserve: {
        files: [withMetric('fuel_percent', around(8, 300, 1))],
        severity: 'info',
        says: /down to 7 %/,
      },
      empty: {
        files: [withMetric('fuel_percent', around(2, 300, 0.5))],
        severity: 'warning',
        says: /1\.5 %/,
      },
    },
    miss: { 'sloshing once': [withMetric('fuel_percent', [...around(50, 300), 1])] },
  },
  {
    rule: 'disk-filling',
    hit: {
      fast: {
        files: [withMetric('disk_percent', rising(60, 85))],
        severity: 'error',
        says: /full in (8|9) min/,
      },
      slowly: {
        files: [withMetric('disk_percent', rising(60, 72))],
        severity: 'warning',
        says: /95 % confidence/,
      },
    },
    miss: {
      level: [withMetric('disk_percent', around(60, seconds, 0.2))],
      'as recorders do': [withMetric('disk_percent', rising(60, 63))],
    },
  },
  {
    rule: 'temperature-rising',
    hit: {
      steadily: {
        files: [withMetric('temperature_celsius', rising(55, 78), 'GPU')],
        severity: 'warning',
        says: /GPU gets hotter .* reaches 85 °C/s,
      },
    },
    miss: {
      'warm-up that levels off': [
        withMetric(
          'temperature_celsius',
          Array.from({ length: seconds }, (_, i) => 75 - 40 * Math.exp(-i / 150)),
          'CPU',
        ),
      ],
      'an engine': [withMetric('temperature_celsius', rising(40, 80), 'engine coolant')],
    },
  },
  {
    rule: 'voltage-sag',
    hit: {
      'no charging': {
        files: [
          withMetric(
            'battery_voltage',
            rising(12.6, 11.6).map((value) => value),
          ),
        ],
        severity: 'warning',
        says: /falls by/,
      },
    },
    miss: {
      charged: [withMetric('battery_voltage', around(14.1, seconds, 0.2))],
      'a traction battery': [withMetric('battery_voltage', rising(390, 340))],
    },
  },
];
