import { describe, expect, test } from 'vitest';
import {
  batteryStateInterpreter,
  interpretTemperature,
} from '../../../../../src/recordings/meaning/interpret/battery.ts';
import {
  interpretDiagnosticArray,
  metricOfPair,
} from '../../../../../src/recordings/meaning/interpret/diagnostics.ts';
import type { Interpreter } from '../../../../../src/recordings/meaning/interpret/interpreter.ts';
import {
  interpretFoxgloveLog,
  interpretRos1Log,
  interpretRos2Log,
} from '../../../../../src/recordings/meaning/interpret/log.ts';
import { positionFixInterpreter } from '../../../../../src/recordings/meaning/interpret/position-fix.ts';
import {
  findMetricFields,
  reportMetricFields,
} from '../../../../../src/recordings/meaning/interpret/system-metrics.ts';
import { metricOfField, namesMetric } from '../../../../../src/recordings/meaning/metrics/metric-names.ts';
import type { Findings } from '../../../../../src/recordings/summary/summary-builder.ts';
import { cleanText, withoutFigures } from '../../../../../src/recordings/summary/text.ts';

const place = { timeNs: 5n, topic: '/t' };

function interpretOne(interpret: Interpreter, message: Record<string, unknown>) {
  const codes: string[] = [];
  const metrics: string[] = [];
  const logs: string[] = [];
  interpret(message, place, {
    code: ({ code, severity }) => codes.push(`${severity} ${code}`),
    metric: (name, source, value) => metrics.push(`${name} ${source} ${value}`),
    log: ({ severity, source, text }) => logs.push(`${severity} ${source} ${text}`),
    omit: () => undefined,
  });
  return { codes, metrics, logs };
}

describe('key-value pairs of diagnostics', () => {
  test.each([
    ['cpu_monitor: CPU Usage', 'CPU all: usage', '12.5%', 'cpu_percent', 12.5],
    ['CPU Information', 'CPU Load Average', '37.2', 'cpu_percent', 37.2],
    ['RAM Information', 'RAM Load Average', '81', 'ram_percent', 81],
    ['mem_monitor: Memory Usage', 'Mem: usage', '45.20%', 'ram_percent', 45.2],
    ['hdd_monitor: HDD Usage', 'HDD 0: usage', '91.0%', 'disk_percent', 91],
    ['cpu_monitor: CPU Temperature', 'Package id 0', '46.0 DegC', 'temperature_celsius', 46],
    ['sensors', 'core0 Temperature (C)', '51.5', 'temperature_celsius', 51.5],
    ['battery', 'Voltage', '12.60', 'battery_voltage', 12.6],
    ['battery', 'Voltage (mV)', '12600 mV', 'battery_voltage', 12.6],
    ['Battery pack', 'Charge (%)', '77', 'battery_percent', 77],
    ['Power', 'SoC', '64 %', 'battery_percent', 64],
  ])('%s · %s = %s', (status, key, value, metric, expected) => {
    expect(metricOfPair(status, key, value)).toEqual({ metric, value: expected });
  });

  test.each([
    ['cpu_monitor', 'CPU clock speed', '2400'],
    ['cpu_monitor: CPU Usage', 'CPU all: usage', '250%'],
    ['cpu_monitor', 'CPU frequency usage', '12 MHz'],
    ['mem_monitor', 'Mem: used', '4.2 GiB'],
    ['mem_monitor', 'Swap usage', '3 %'],
    ['lidar', 'Template', '3'],
    ['camera', 'Frame rate', '30'],
    ['motor', 'Voltage', 'n/a'],
  ])('nothing from %s · %s = %s', (status, key, value) => {
    expect(metricOfPair(status, key, value)).toBeUndefined();
  });

  test('levels become codes without figures', () => {
    const status = [
      { level: 0, name: 'a', message: 'OK' },
      { level: 1, name: 'b', message: 'cell 3 low (3.1 V)' },
      { level: '\u0002', name: 'c', message: '' },
      { level: '3', name: 'd', message: 'Stale' },
      'nonsense',
    ];
    expect(interpretOne(interpretDiagnosticArray, { status }).codes).toEqual([
      'warning b: cell # low (# V)',
      'error c: error',
      'error d: Stale',
    ]);
    expect(interpretOne(interpretDiagnosticArray, { status: 7 })).toEqual({
      codes: [],
      metrics: [],
      logs: [],
    });
  });
});

describe('positions', () => {
  const findingsOfAll = (...messages: Record<string, unknown>[]) => {
    const interpret = positionFixInterpreter();
    const all = messages.map((message) => interpretOne(interpret, message));
    return { codes: all.flatMap(({ codes }) => codes), metrics: all.flatMap(({ metrics }) => metrics) };
  };
  const fix = (status: number) => ({ status: { status, service: 1 } });

  test('that were lost are reported once, and only after there was one', () => {
    expect(findingsOfAll(fix(-1), fix(-1)).codes).toEqual([]);
    const { codes } = findingsOfAll(fix(-1), fix(0), fix(-1), fix(-1), fix(2), fix(-1));
    expect(codes).toEqual(['error /t: GPS fix lost', 'error /t: GPS fix lost']);
  });

  test('report their accuracy where it is known, whatever their source', () => {
    const position_covariance = [4, 0, 0, 0, 9, 0, 0, 0, 25];
    const metrics = ['gps_accuracy_m /t 3'];
    expect(findingsOfAll({ position_covariance, position_covariance_type: 2 }).metrics).toEqual(metrics);
    const typed = Float64Array.from(position_covariance);
    expect(findingsOfAll({ position_covariance: typed, position_covariance_type: 3 }).metrics).toEqual(
      metrics,
    );
    expect(findingsOfAll({ position_covariance, position_covariance_type: 'KNOWN' }).metrics).toEqual(
      metrics,
    );
    for (const unknown of [0, 'UNKNOWN'])
      expect(findingsOfAll({ position_covariance, position_covariance_type: unknown }).metrics).toEqual([]);
    expect(findingsOfAll({ position_covariance: [1], position_covariance_type: 2 }).metrics).toEqual([]);
    expect(findingsOfAll({ status: { status: 0, satellites_used: 11 } }).metrics).toEqual([
      'gps_satellites /t 11',
    ]);
  });
});

describe('field names', () => {
  test.each([
    ['cpu_usage', 'cpu_percent', 1],
    ['cpuLoad', 'cpu_percent', 1],
    ['cpu_load_ratio', 'cpu_percent', 100],
    ['memory_usage_percent', 'ram_percent', 1],
    ['ramUsage', 'ram_percent', 1],
    ['disk_used_percent', 'disk_percent', 1],
    ['battery_voltage', 'battery_voltage', 1],
    ['state_of_charge', 'battery_percent', 1],
    ['gpu_temp_c', 'temperature_celsius', 1],
    ['coolant_temp', 'temperature_celsius', 1],
    ['engine_coolant_temperature', 'temperature_celsius', 1],
  ])('%s means %s', (name, metric, scale) => {
    expect(metricOfField(name)).toEqual({ metric, scale });
    expect(namesMetric(`float32 ${name}`)).toBe(true);
  });

  test.each(['cpu', 'cpu_id', 'memory', 'frame_id', 'template', 'load', 'usage', 'temp_file'])(
    '%s means nothing',
    (name) => {
      expect(metricOfField(name)).toBeUndefined();
    },
  );

  test('of common sensor messages name no metric', () => {
    expect(namesMetric('std_msgs/Header header\nstring frame_id\nuint8[] data\nstring format')).toBe(false);
  });

  test('are searched one level deep, and in the topic of a single value', () => {
    expect(
      findMetricFields({ system: { cpu_usage: 5 }, note: 'x' }, '/s').map(({ source }) => source),
    ).toEqual(['/s system.cpu_usage']);
    expect(findMetricFields({ data: 0.4 }, '/robot/cpu_usage_ratio')).toEqual([
      { path: ['data'], metric: 'cpu_percent', scale: 100, source: '/robot/cpu_usage_ratio' },
    ]);
    expect(findMetricFields({ value: 71.5, unit: 'C' }, '/eip/motor_temp')).toEqual([
      { path: ['value'], metric: 'temperature_celsius', scale: 1, source: '/eip/motor_temp' },
    ]);
    expect(findMetricFields({ percentage: 0.8 }, 'battery')).toMatchObject([{ metric: 'battery_percent' }]);
    expect(findMetricFields({ value: 1, percentage: 5 }, '/gripper')).toEqual([]);
    expect(findMetricFields({ cpu_usage: [10, 20] }, '/s')).toHaveLength(1);
    expect(findMetricFields({ cpu_usage: 'high', data: new Uint8Array(9) }, '/s')).toEqual([]);
  });
});

test.each([
  [0.8, 80],
  [1, 100],
  [80, 80],
])('a battery percentage of %d is %d %%', (percentage, percent) => {
  const report = (message: Record<string, unknown>, at: typeof place, findings: Findings) =>
    reportMetricFields(findMetricFields(message, '/battery'), message, at, findings);
  expect(interpretOne(report, { percentage }).metrics).toEqual([
    `battery_percent /battery percentage ${percent}`,
  ]);
});

describe('logs', () => {
  test('have one scale of severity, whatever their source', () => {
    const line = { name: 'n', msg: 'm', message: 'm' };
    expect(interpretOne(interpretRos1Log, { ...line, level: 8 }).codes).toEqual(['error n: m']);
    expect(interpretOne(interpretRos2Log, { ...line, level: 50 }).codes).toEqual(['critical n: m']);
    expect(interpretOne(interpretFoxgloveLog, { ...line, level: 'WARNING' }).codes).toEqual(['warning n: m']);
    expect(interpretOne(interpretRos2Log, { ...line, level: 20 })).toEqual({
      codes: [],
      metrics: [],
      logs: ['info n m'],
    });
    expect(interpretOne(interpretRos2Log, { ...line, level: 10 }).logs).toEqual([]);
    expect(interpretOne(interpretRos2Log, {}).logs).toEqual([]);
  });
});

describe('batteries and thermometers', () => {
  test('have a share of 0–1, or of 0–100 once they have shown it', () => {
    const metrics: number[] = [];
    const omitted: string[] = [];
    const interpret = batteryStateInterpreter();
    for (const percentage of [8, 1, 0.5, 87, 8])
      interpret({ percentage, voltage: 12, temperature: 20 }, place, {
        code: () => undefined,
        metric: (name, _, value) => name === 'battery_percent' && metrics.push(value),
        log: () => undefined,
        omit: (reason) => omitted.push(reason),
      });
    expect(metrics).toEqual([100, 50, 87, 8]);
    expect(omitted).toEqual(['implausible']);
  });

  test('give only what they measure', () => {
    const none = {
      voltage: Number.NaN,
      percentage: Number.NaN,
      temperature: Number.NaN,
      power_supply_health: 0,
    };
    expect(interpretOne(batteryStateInterpreter(), none)).toEqual({ codes: [], metrics: [], logs: [] });
    expect(
      interpretOne(batteryStateInterpreter(), { ...none, voltage: 12, percentage: 0.5 }).metrics,
    ).toEqual(['battery_voltage /t 12', 'battery_percent /t 50']);
    expect(
      interpretOne(batteryStateInterpreter(), { ...none, percentage: 87, power_supply_health: 2 }),
    ).toMatchObject({
      metrics: ['battery_percent /t 87'],
      codes: ['error /t: battery health: overheat'],
    });
    expect(
      interpretOne(interpretTemperature, { header: { frame_id: 'soc' }, temperature: 71 }).metrics,
    ).toEqual(['temperature_celsius /t soc 71']);
  });
});

describe('text', () => {
  test('is one line that every store accepts', () => {
    expect(cleanText('a\u0000b\nc\u2028d', 100)).toBe('a b c d');
    expect(cleanText('x\ud800', 100).isWellFormed()).toBe(true);
    expect(cleanText('😀😀', 3).isWellFormed()).toBe(true);
    expect(cleanText('abc', 2)).toBe('ab');
  });

  test('is the same code with other figures', () => {
    const one = withoutFigures('imu2: 3.5 V at 0xFF, id 7f1c0f7e-0d3a-4e11-9c83-0123456789ab, -4e-3');
    expect(one).toBe('imu2: # V at #, id #, #');
  });
});
