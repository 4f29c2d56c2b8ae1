import type { SummarisedFile } from '../../../../src/diagnosis/summarised-file.ts';
import { around, code, file, metric } from '../../../support/diagnosis/summaries.ts';
import type { RuleCase } from './rule-case.ts';

const driven = 1_200;
const flat = (value: number, length = driven) => Array<number>(length).fill(value);
/** Of an engine that is started after ten seconds. */
const rpm = [...flat(0, 10), ...around(1_500, driven - 10, 400)];

function withEngine(
  name: 'battery_voltage' | 'temperature_celsius',
  of: Record<string, number[]>,
  speed = rpm,
) {
  const metrics = Object.entries(of).map(([source, values]) => metric(name, values, source));
  return [
    file('a', {
      to: driven,
      summary: { metrics: [metric('engine_speed_rpm', speed, 'engine'), ...metrics] },
    }),
  ];
}

const volts = (values: number[], speed?: number[]) =>
  withEngine('battery_voltage', { supply: values }, speed);
const coolant = (values: number[], air = flat(20), speed?: number[]) =>
  withEngine('temperature_celsius', { 'engine coolant': values, 'intake air': air }, speed);
const warmed = Array.from({ length: driven }, (_, at) => 20 + 68 * (1 - Math.exp(-at / 240)));

function withObd(...codes: Parameters<typeof code>[]): SummarisedFile[] {
  return [
    file('a', { summary: { codes: codes.map(([name]) => code(name, { source: 'obd', severity: 'info' })) } }),
  ];
}

const started = (low: number, cranked: number, rest = 12.6, charged = 14.2) => [
  ...flat(rest, 10 - cranked),
  ...flat(low, cranked),
  ...flat(charged, driven - 10),
];

export const engineCases: RuleCase[] = [
  {
    rule: 'weak-cranking',
    hit: {
      '12 V': { files: volts(started(8.2, 3)), severity: 'warning', says: /Weak cranking: supply at 8\.2 V/ },
      'a battery that is colder or weaker': {
        files: volts(started(9.2, 3)),
        severity: 'info',
        says: /9\.6 V/,
      },
      '24 V': { files: volts(started(16, 3, 25, 28)), severity: 'warning', says: /keeps 19\.2 V/ },
    },
    miss: {
      'a sound battery': volts(started(9.8, 3)),
      'an engine that starts at once': volts(started(8.2, 1)),
      'an engine that runs on': volts(started(8.2, 3), flat(1_500)),
      'a parked car': volts(started(8.2, 3), flat(0)),
      'no rise behind it': volts(started(8.2, 3, 12.6, 12.4)),
      'a dip while driving besides': volts([
        ...started(8.2, 3).slice(0, 600),
        ...flat(8, 3),
        ...flat(12.5, 597),
      ]),
      'no engine': [file('a', { summary: { metrics: [metric('battery_voltage', started(8.2, 3))] } })],
      'a flight battery': withEngine('battery_voltage', { 'BAT[0]': started(8.2, 3) }),
    },
  },
  {
    rule: 'weak-charging',
    hit: {
      '12 V': { files: volts(around(12.3, driven, 0.2)), severity: 'warning', says: /at most 12\.5 V while/ },
      '24 V': { files: volts(around(24.8, driven, 0.2)), severity: 'warning', says: /at 26 V or more/ },
    },
    miss: {
      charged: volts(around(14.1, driven, 0.2)),
      'a generator that rests and charges by turns': volts([...flat(12.5, 900), ...flat(14.4, 300)]),
      'a parked car': volts(flat(12.3), flat(0)),
      'an engine that ran for two minutes': volts(flat(12.3), [
        ...flat(1_000, 120),
        ...flat(0, driven - 120),
      ]),
      'no engine': [file('a', { summary: { metrics: [metric('battery_voltage', flat(12.3))] } })],
      'a battery beside the net': withEngine('battery_voltage', { supply: flat(14), leisure: flat(12.4) }),
      'a flight battery': withEngine('battery_voltage', { 'BAT[0]': flat(12.3) }),
      'a traction battery': volts(flat(380)),
    },
  },
  {
    rule: 'overcharging',
    hit: {
      'hotter than any charge': {
        files: volts(flat(15.7)),
        severity: 'warning',
        says: /at 15\.5 V or above for 60 s/,
      },
      'more than devices bear': {
        files: volts([...flat(14.2, 600), ...flat(16.4, 600)]),
        severity: 'error',
        says: /Overcharged: 16\.4 V/,
      },
      '24 V': { files: volts(flat(31.5)), severity: 'warning', says: /31\.5 V/ },
    },
    miss: {
      charged: volts(around(14.4, driven, 0.3)),
      'a peak': volts([...flat(14.2, 600), ...flat(16.4, 20), ...flat(14.2, 580)]),
      'four lithium cells without an engine': volts(flat(16.4), flat(0)),
    },
  },
  {
    rule: 'coolant-implausible',
    hit: {
      'as cold as the air': { files: coolant(flat(21)), severity: 'warning', says: /stays cold: 21 °C/ },
      'a sensor that opens': {
        files: coolant([...warmed.slice(0, 600), ...flat(-40, 600)]),
        severity: 'warning',
        says: /changes by 1\d\d(\.\d)? °C within a minute/,
      },
    },
    miss: {
      'warms up': coolant(warmed),
      'warms slowly in frost': coolant(flat(10), flat(-20)),
      'an engine that ran for ten minutes': coolant(flat(21), flat(20), [
        ...flat(1_000, 600),
        ...flat(0, 600),
      ]),
      'no air to compare with': withEngine('temperature_celsius', { 'engine coolant': flat(21) }),
      'another circuit': withEngine('temperature_celsius', {
        'battery coolant': flat(21),
        'intake air': flat(20),
      }),
      'filled up while an adapter asks anew': coolant([
        ...warmed.slice(0, 900),
        -35,
        -35,
        ...warmed.slice(902),
      ]),
      'first values before the engine runs': coolant([...flat(-40, 5), ...warmed.slice(5)]),
    },
  },
  {
    rule: 'monitors-incomplete',
    hit: {
      'the lamp off': {
        files: withObd(['OBD monitors not completed']),
        severity: 'info',
        says: /have not run since the codes were cleared/,
      },
    },
    miss: {
      'the lamp on': withObd(['OBD monitors not completed'], ['MIL on']),
      'codes only': withObd(['P0301']),
    },
  },
];
