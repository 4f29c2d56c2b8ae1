import type { SummarisedFile } from '../../../../src/diagnosis/summarised-file.ts';
import type { MetricName } from '../../../../src/recordings/summary/file-summary.ts';
import { code, file, metric } from '../../../support/diagnosis/summaries.ts';
import type { RuleCase } from './rule-case.ts';

const driven = 900;

/** Differs with every value, in a way of its own. */
const noisy = (middle: number, swing: number, way = 1) =>
  Array.from({ length: driven }, (_, i) => middle + swing * Math.sin(i * way * 1.7) + 0.001 * (i % 7));

/** The same with one value for so many seconds from the 300th on. */
function stuck(values: number[], seconds: number, value?: number): number[] {
  return values.map((one, i) => (i >= 300 && i < 300 + seconds ? (value ?? (values[300] as number)) : one));
}

type Figures = Record<string, number[] | [MetricName, number[]]>;

const fellows: Figures = {
  pressure: noisy(200, 5, 2),
  flow: noisy(12, 2, 3),
  torque: noisy(80, 30, 5),
};

function drive(figures: Figures, others: Figures = fellows): SummarisedFile[] {
  const metrics = Object.entries({ ...figures, ...others }).map(([source, values]) =>
    isNamed(values)
      ? metric(values[0], values[1], source)
      : { ...metric('signal', values, source), unit: 'u' },
  );
  return [file('a', { to: driven, summary: { metrics } })];
}

function isNamed(values: number[] | [MetricName, number[]]): values is [MetricName, number[]] {
  return typeof values[0] === 'string';
}

const yaw = noisy(1, 4);
const wheels = (still: number[]): Figures => ({
  'ABS.WHL_SPD_FL': noisy(50, 10, 2),
  'ABS.WHL_SPD_FR': noisy(50.3, 10, 2),
  'ABS.WHL_SPD_RL': still,
  'ABS.WHL_SPD_RR': noisy(49.8, 10, 2),
});
const flat = (value: number) => Array<number>(driven).fill(value);

/** Slow enough that a bucket of the curve is steady. */
const slow = (middle: number, swing: number, way = 1) =>
  Array.from({ length: driven }, (_, i) => middle + swing * Math.sin((way * i) / 90));
/** An odometer over `slow(60, 40)`, in km. */
const driven100 = slow(60, 40).map(
  (_, i, all) => 100 + all.slice(0, i).reduce((sum, kmh) => sum + kmh / 3600, 0),
);

/** A drive in which two sources tell the same quantity. */
function told(
  signals: Record<string, [unit: string, values: number[]]>,
  name?: MetricName,
  ...of: number[][]
): SummarisedFile[] {
  const sources = name === 'temperature_celsius' ? ['engine coolant', 'other coolant'] : ['one', 'other'];
  const metrics = [
    ...Object.entries(signals).map(([source, [unit, values]]) => ({
      ...metric('signal', values, source),
      unit,
    })),
    ...of.flatMap((values, i) => (name ? metric(name, values, sources[i]) : [])),
  ];
  return [file('a', { to: driven, summary: { metrics } })];
}

export const sensorCases: RuleCase[] = [
  {
    rule: 'stuck-sensor',
    hit: {
      'a value that stands still': {
        files: drive({ yaw: stuck(yaw, 120) }),
        severity: 'warning',
        says: /yaw stuck at 4\.\d+ u for 1 min 59 s/,
      },
      'two of them': {
        files: drive(
          { yaw: stuck(yaw, 120), pitch: stuck(noisy(2, 4, 7), 100) },
          {
            ...fellows,
            ...Object.fromEntries(Array.from({ length: 8 }, (_, i) => [`other ${i}`, noisy(5, 1, i + 3)])),
          },
        ),
        severity: 'warning',
        says: /yaw and 1 more figure stuck/,
      },
      'a wheel that never turns': {
        files: drive(wheels(flat(0)), {}),
        severity: 'warning',
        says: /Wheel speed ABS\.WHL_SPD_RL never changes.*3 other wheels/,
      },
      'an inertial sensor': {
        files: [
          file('a', {
            summary: {
              codes: [code('/imu: readings stand still', { source: 'stuck', severity: 'warning' })],
            },
          }),
        ],
        severity: 'warning',
        says: /Inertial sensor stuck: \/imu/,
      },
    },
    miss: {
      'a value that always moves': drive({ yaw }),
      'a short rest': drive({ yaw: stuck(yaw, 25) }),
      'a parked vehicle': drive(
        { yaw: stuck(yaw, 120) },
        {
          pressure: stuck(noisy(200, 5, 2), 120),
          flow: noisy(12, 2, 3),
          torque: noisy(80, 30, 5),
          lamp: noisy(1, 1, 3),
        },
      ),
      'too few others': drive(
        { yaw: stuck(yaw, 120) },
        { pressure: noisy(200, 5, 2), flow: noisy(12, 2, 3) },
      ),
      'a vehicle that stands, as its speed says': drive({
        yaw: stuck(yaw, 120),
        speed: ['vehicle_speed_kmh', stuck(noisy(50, 10), 120, 0)],
      }),
      'an engine that is off': drive({
        yaw: stuck(yaw, 120),
        rpm: ['engine_speed_rpm', stuck(noisy(1500, 10), 120, 0)],
      }),
      'a rest at nothing': drive({ yaw: stuck(yaw, 120, 0) }),
      'a rest at the end of the range': drive({ yaw: stuck(yaw, 120, Math.max(...yaw)) }),
      'one rest of several': drive({
        yaw: stuck(yaw, 120).map((value, i) => (i >= 600 && i < 620 ? 2.5 : value)),
      }),
      'a figure in steps': drive({
        yaw: stuck(
          yaw.map((_, i) => 9 + (Math.floor(i / 4) % 5)),
          120,
        ),
      }),
      'a setpoint': drive({ 'yaw setpoint': stuck(yaw, 120) }),
      'a level, which may rest': drive({ fuel: ['fuel_percent', stuck(noisy(50, 4), 120)] }),
      'wheels of a parked vehicle': drive(
        Object.fromEntries(Object.keys(wheels(flat(0))).map((name) => [name, flat(0)])),
        {},
      ),
      'two wheels on a test bench': drive({ ...wheels(flat(0)), 'ABS.WHL_SPD_RR': flat(0) }, {}),
      'wheels that differ': drive({ ...wheels(flat(0)), 'ABS.WHL_SPD_RR': noisy(20, 4, 2) }, {}),
      'pressures of tyres': drive(
        Object.fromEntries(
          Object.entries(wheels(flat(220))).map(([name, values]) => [name.replace('SPD', 'PRESS'), values]),
        ),
        {},
      ),
    },
  },
  {
    rule: 'sources-disagree',
    hit: {
      'miles per hour as km/h': {
        files: told(
          { 'GPS speed': ['km/h', slow(60, 40).map((kmh) => kmh / 1.609)] },
          'vehicle_speed_kmh',
          slow(60, 40),
        ),
        severity: 'warning',
        says: /Vehicle speed differs between two sources: miles per hour read as km\/h.*1\.61 times what GPS speed/,
      },
      'a factor of nothing known': {
        files: told(
          { 'GPS speed': ['km/h', slow(60, 40).map((kmh) => kmh * 1.31)] },
          'vehicle_speed_kmh',
          slow(60, 40),
        ),
        severity: 'warning',
        says: /no unit that is often mistaken explains it.*GPS speed says 1\.31 times/,
      },
      'another resolution of engine speed': {
        files: told(
          {},
          'engine_speed_rpm',
          slow(1_600, 800),
          slow(1_600, 800).map((rpm) => rpm / 8),
        ),
        severity: 'warning',
        says: /Engine speed differs .* 0\.125 rpm/,
      },
      'coolant without its offset': {
        files: told(
          {},
          'temperature_celsius',
          slow(60, 30),
          slow(60, 30).map((degrees) => degrees + 40),
        ),
        severity: 'warning',
        says: /offset of −40 °C is missing.*other coolant follows engine coolant/,
      },
      'coolant in °F': {
        files: told(
          {},
          'temperature_celsius',
          slow(60, 30).map((degrees) => 1.8 * degrees + 32),
          slow(60, 30),
        ),
        severity: 'warning',
        says: /°F read as °C/,
      },
      'pressures with units of their own': {
        files: told({
          'OBD fuel rail pressure': ['kPa', slow(60_000, 20_000)],
          Rail_Pressure_actual: ['bar', slow(60_000, 20_000).map((kpa) => kpa / 1000)],
        }),
        severity: 'warning',
        says: /Rail pressure differs between two sources: bar read as MPa/,
      },
      'an odometer in miles': {
        files: told(
          { odometer: ['km', driven100.map((km) => km / 1.609)] },
          'vehicle_speed_kmh',
          slow(60, 40),
        ),
        severity: 'warning',
        says: /Distance driven differs .* miles per hour read as km\/h/,
      },
    },
    miss: {
      'speeds that agree': told(
        { 'GPS speed': ['km/h', slow(60, 40).map((kmh) => kmh * 0.93)] },
        'vehicle_speed_kmh',
        slow(60, 40),
      ),
      'units that differ': told(
        { 'GPS speed': ['mph', slow(60, 40).map((kmh) => kmh / 1.609)] },
        'vehicle_speed_kmh',
        slow(60, 40),
      ),
      'a speed that is wanted': told(
        { 'GPS speed limit': ['km/h', slow(60, 40).map((kmh) => kmh / 1.609)] },
        'vehicle_speed_kmh',
        slow(60, 40),
      ),
      'a single speed, which tells no factor from a difference': told(
        { 'GPS speed': ['km/h', slow(60, 4)] },
        'vehicle_speed_kmh',
        slow(96, 6),
      ),
      'speeds that have nothing in common': told(
        { 'GPS speed': ['km/h', slow(60, 40, 3)] },
        'vehicle_speed_kmh',
        slow(90, 40),
      ),
      'engines that turn at speeds of their own': told(
        {},
        'engine_speed_rpm',
        slow(1_600, 800),
        slow(1_600, 800).map((rpm) => rpm / 1.7),
      ),
      'two engines': [
        file('a', {
          to: driven,
          summary: {
            metrics: [1, 2].map((i) =>
              metric('engine_speed_rpm', slow(1_600 * i, 800 * i), `engine ${i} speed`),
            ),
          },
        }),
      ],
      'coolants of two places': told(
        {},
        'temperature_celsius',
        slow(60, 30),
        slow(60, 30).map((degrees) => degrees + 12),
      ),
      'an odometer that agrees': told({ odometer: ['km', driven100] }, 'vehicle_speed_kmh', slow(60, 40)),
      'an odometer that leaps': told(
        { odometer: ['km', driven100.map((km, i) => (i < 400 ? km / 1.609 : km / 1.609 - 4))] },
        'vehicle_speed_kmh',
        slow(60, 40),
      ),
      'a short way': told(
        { odometer: ['km', driven100.map((km) => 100 + (km - 100) / 3)] },
        'vehicle_speed_kmh',
        slow(20, 13),
      ),
    },
  },
];
