import { around, file, metric } from '../../../support/diagnosis/summaries.ts';
import { type RuleCase, rising, seconds, withCode, withMetric } from './rule-case.ts';

const dip = [...around(13.8, 400, 0.3), ...around(8.4, 60, 0.1), ...around(13.8, 200, 0.3)];

export const levelsCases: RuleCase[] = [
  {
    rule: 'cpu-saturation',
    hit: {
      high: {
        files: [withMetric('cpu_percent', around(91, seconds, 1))],
        severity: 'warning',
        says: /9[12](\.\d)? %/,
      },
      full: {
        files: [withMetric('cpu_percent', around(98, seconds, 1))],
        severity: 'error',
        says: /saturated/,
      },
    },
    miss: {
      normal: [withMetric('cpu_percent', around(60, seconds, 20))],
      'a moment': [withMetric('cpu_percent', [...around(50, seconds - 30), ...Array(30).fill(100)])],
    },
  },
  {
    rule: 'memory-pressure',
    hit: {
      high: { files: [withMetric('ram_percent', around(92, seconds, 0.5))], severity: 'warning', says: /92/ },
      full: { files: [withMetric('ram_percent', around(97.5, seconds, 0.5))], severity: 'error', says: /98/ },
      'static memory of a flight controller': {
        files: [withMetric('ram_percent', around(95.5, seconds, 0.1), 'cpuload')],
        severity: 'info',
        says: /always at 95\.\d %/,
      },
    },
    miss: { normal: [withMetric('ram_percent', around(70, seconds))] },
  },
  {
    rule: 'memory-leak',
    hit: {
      slow: {
        files: [withMetric('ram_percent', rising(40, 46))],
        severity: 'warning',
        says: /grows by 2[345](\.\d)? % an hour/,
      },
      fast: {
        files: [withMetric('ram_percent', rising(40, 70))],
        severity: 'error',
        says: /used up in 1[45] min/,
      },
    },
    miss: {
      level: [withMetric('ram_percent', around(50, seconds))],
      'start-up that levels off': [
        withMetric(
          'ram_percent',
          Array.from({ length: seconds }, (_, i) => 60 - 30 * Math.exp(-i / 60)),
        ),
      ],
      'one step': [
        withMetric(
          'ram_percent',
          Array.from({ length: seconds }, (_, i) => (i < 450 ? 40 : 60)),
        ),
      ],
      'too short': [withMetric('ram_percent', rising(40, 70).slice(0, 100))],
    },
  },
  {
    rule: 'disk-nearly-full',
    hit: {
      warning: {
        files: [withMetric('disk_percent', [94, 95.5], '/data')],
        severity: 'warning',
        says: /95.5 % full/,
      },
      error: { files: [withMetric('disk_percent', [97.2])], severity: 'error', says: /97.2/ },
      critical: { files: [withMetric('disk_percent', [99.5])], severity: 'critical', says: /99.5/ },
    },
    miss: { room: [withMetric('disk_percent', [80, 81])] },
  },
  {
    rule: 'over-temperature',
    hit: {
      electronics: {
        files: [withMetric('temperature_celsius', around(90, 100), 'CPU package')],
        severity: 'warning',
        says: /CPU package/,
      },
      hot: {
        files: [withMetric('temperature_celsius', around(110, 100), 'GPU')],
        severity: 'error',
        says: /GPU/,
      },
      battery: {
        files: [withMetric('temperature_celsius', around(64, 100), '/battery/state')],
        severity: 'warning',
        says: /battery/,
      },
    },
    miss: {
      'a single value, as of a damaged log': [withMetric('temperature_celsius', [231.3], 'BAT[212]')],
      warm: [withMetric('temperature_celsius', around(70, 100), 'CPU package')],
      'an engine': [withMetric('temperature_celsius', around(98, 100), 'engine coolant')],
      'one false value': [withMetric('temperature_celsius', [...around(40, 500), 120], 'CPU')],
      'fuel that comes back': [withMetric('temperature_celsius', around(102, 100), 'CAN 1 0x18FEEE00 fuel')],
      'air around': [withMetric('temperature_celsius', around(200, 100), 'can0 0x18FEF5FE ambient air')],
    },
  },
  {
    rule: 'low-battery',
    hit: {
      low: {
        files: [withMetric('battery_percent', around(14, 100, 0.5))],
        severity: 'warning',
        says: /13\.5 %/,
      },
      critical: {
        files: [withMetric('battery_percent', around(4, 100, 0.5))],
        severity: 'critical',
        says: /3\.5 %/,
      },
      'as the vehicle itself says': {
        files: [
          withCode([
            'battery_status: battery low',
            { severity: 'warning', message: 'battery low', count: 4 },
          ]),
        ],
        severity: 'warning',
        says: /Battery: battery_status: battery low/,
      },
      'as older firmware says in words': {
        files: [withCode(['Low Battery!', { source: 'log', severity: 'warning', count: 3 }])],
        severity: 'warning',
        says: /Battery: Low Battery!/,
      },
    },
    miss: {
      charged: [withMetric('battery_percent', around(60, 100))],
      'zero before the first measurement': [withMetric('battery_percent', [0, ...around(90, 300)])],
    },
  },
  {
    rule: 'under-voltage',
    hit: {
      '12 V': {
        files: [withMetric('battery_voltage', [...around(12.6, 100, 0.2), ...around(10, 10, 0.1)])],
        severity: 'warning',
        says: /down to 10 V/,
      },
      '24 V': {
        files: [withMetric('battery_voltage', [...around(25, 100, 0.2), ...around(15, 10, 0.1)])],
        severity: 'error',
        says: /down to 15 V/,
      },
      'a dip after which nothing is charged': {
        files: [withMetric('battery_voltage', [...around(12.5, 30, 0.1), 8, 8, ...around(12.4, 60, 0.1)])],
        severity: 'error',
        says: /down to 8 V/,
      },
      'a dip of one drive among eight': {
        files: [
          withMetric('battery_voltage', [...around(13.8, 400, 0.3), ...around(8.4, 15, 0.1)]),
          ...Array.from({ length: 8 }, (_, i) => ({
            ...withMetric('battery_voltage', around(13.8, 800, 0.3)),
            file_id: `id-${i}`,
          })),
        ],
        severity: 'error',
        says: /down to 8\.4 V/,
      },
      'a dip that two devices of one net measured': {
        files: [
          file('a', {
            to: seconds,
            summary: {
              metrics: [
                metric('battery_voltage', dip, 'ECU'),
                metric(
                  'battery_voltage',
                  dip.map((volts) => volts + 0.3),
                  'body',
                ),
              ],
            },
          }),
        ],
        severity: 'error',
        says: /down to 8(\.\d+)? V.*1 more source fell at the same times/,
      },
    },
    miss: {
      normal: [withMetric('battery_voltage', around(13.8, 100, 0.3))],
      'an engine start': [withMetric('battery_voltage', [...around(13.8, 800, 0.3), 7, 7.5])],
      'an engine start in a short recording': [
        withMetric('battery_voltage', [...Array(10).fill(12.5), 7, 8, 9.5, ...around(14, 60, 0.2)]),
      ],
      'a recording that begins in the start': [
        withMetric('battery_voltage', [7.5, 9, ...around(13.9, 60, 0.2)]),
      ],
      'a traction battery': [withMetric('battery_voltage', around(380, 100, 60))],
    },
  },
];
