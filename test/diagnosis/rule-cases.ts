import type { Severity } from '../../src/domain/severity.ts';
import type { MetricName } from '../../src/recordings/file-summary.ts';
import type { SummarisedFile } from '../../src/report/summarised-file.ts';
import { around, code, driveStart, file, metric, ns, topic } from './summaries.ts';

const seconds = 900;

function withMetric(name: MetricName, values: number[], source?: string): SummarisedFile {
  return file('a', { to: seconds, summary: { metrics: [metric(name, values, source)] } });
}

export function withCode(...codes: Parameters<typeof code>[]): SummarisedFile {
  return file('a', { summary: { codes: codes.map((one) => code(...one)) } });
}

function withClock(
  name: string,
  start_ns: string,
  end_ns: string,
  clock: 'unix' | 'boot' = 'unix',
): SummarisedFile {
  return file(name, { summary: { span: { start_ns, end_ns, clock } } });
}

/** Ten regular topics; `change` alters each. */
function withTopics(change: (i: number) => Parameters<typeof topic>[1]): SummarisedFile {
  return file('a', { summary: { topics: Array.from({ length: 10 }, (_, i) => topic(`/t${i}`, change(i))) } });
}

/** Grows from `from` to `to` over the drive, a little uneven. */
function rising(from: number, to: number): number[] {
  return Array.from({ length: seconds }, (_, i) => from + ((to - from) * i) / seconds + Math.sin(i) * 0.2);
}

export interface RuleCase {
  rule: string;
  hit: Record<string, { files: SummarisedFile[]; severity: Severity; says: RegExp }>;
  miss: Record<string, SummarisedFile[]>;
}

/** For each rule what it must find and what it must let pass. */
export const ruleCases: RuleCase[] = [
  {
    rule: 'error-diagnostics',
    hit: {
      error: { files: [withCode(['motor: stalled'])], severity: 'error', says: /motor: stalled/ },
      critical: {
        files: [withCode(['bms: dead', { severity: 'critical' }])],
        severity: 'critical',
        says: /bms/,
      },
    },
    miss: {
      warning: [withCode(['motor: warm', { severity: 'warning' }])],
      'another source': [withCode(['x', { source: 'log' }])],
      stale: [withCode(['lidar: stale'])],
    },
  },
  {
    rule: 'stale-diagnostics',
    hit: {
      briefly: { files: [withCode(['lidar: stale'])], severity: 'warning', says: /Went stale: lidar/ },
      long: {
        files: [withCode(['lidar: stale, no data', { count: 40 }], ['gps: stale'])],
        severity: 'error',
        says: /2 components/,
      },
    },
    miss: { 'an error': [withCode(['lidar: no data'])] },
  },
  {
    rule: 'repeated-log-errors',
    hit: {
      repeated: {
        files: [withCode(['p: no path', { source: 'log', count: 12 }])],
        severity: 'warning',
        says: /12 times/,
      },
      flood: {
        files: [withCode(['p: no path', { source: 'ulog', count: 1200 }])],
        severity: 'error',
        says: /1,200 times/,
      },
      fatal: {
        files: [withCode(['p: abort', { source: 'log', count: 1, severity: 'critical' }])],
        severity: 'critical',
        says: /Fatal/,
      },
    },
    miss: {
      'a few': [withCode(['p: no path', { source: 'log', count: 9 }])],
      warnings: [withCode(['p: slow', { source: 'log', count: 500, severity: 'warning' }])],
    },
  },
  {
    rule: 'silent-topic',
    hit: {
      gap: {
        files: [withTopics((i) => (i === 3 ? { gap: 5, gapAt: 20 } : {}))],
        severity: 'warning',
        says: /\/t3 fell silent for 5 s/,
      },
      'to the end': {
        files: [withTopics((i) => (i === 3 ? { to: 20 } : {}))],
        severity: 'error',
        says: /stopped for 40 s before/,
      },
    },
    miss: {
      steady: [withTopics(() => ({}))],
      'slow by nature': [withTopics((i) => (i === 3 ? { hz: 0.5, gap: 5, gapAt: 20 } : {}))],
      'sent on events': [
        withTopics((i) => (i === 3 ? { gap: 30, gapAt: 20, type: 'rcl_interfaces/msg/Log' } : {})),
      ],
      'all topics at once': [withTopics(() => ({ gap: 5, gapAt: 20 }))],
    },
  },
  {
    rule: 'recording-pause',
    hit: {
      pause: { files: [withTopics(() => ({ gap: 5, gapAt: 20 }))], severity: 'warning', says: /5 s/ },
      'clock jump': {
        files: [withTopics(() => ({ gap: 90, gapAt: 20, to: 200 }))],
        severity: 'error',
        says: /1 min 30 s/,
      },
    },
    miss: {
      'a clock set back': [withTopics(() => ({ out_of_order: 1, gap: 6, gapAt: 20 }))],
      'lost with damaged chunks': [
        {
          ...withTopics(() => ({ gap: 5, gapAt: 20 })),
          summary: {
            ...withTopics(() => ({ gap: 5, gapAt: 20 })).summary,
            verdict: { code: 'corrupt', message: 'A chunk is damaged.', salvaged_messages: 9 },
          },
        },
      ],
      steady: [withTopics(() => ({}))],
      'one topic': [withTopics((i) => (i === 3 ? { gap: 5, gapAt: 20 } : {}))],
      'at different times': [withTopics((i) => ({ gap: 2, gapAt: i * 5 }))],
    },
  },
  {
    rule: 'out-of-order',
    hit: {
      'several topics': {
        files: [withTopics((i) => (i < 4 ? { out_of_order: 30 } : {}))],
        severity: 'warning',
        says: /on 4 topics/,
      },
      'one topic': {
        files: [withTopics((i) => (i === 1 ? { out_of_order: 30 } : {}))],
        severity: 'info',
        says: /\/t1/,
      },
    },
    miss: { 'a handful': [withTopics(() => ({ out_of_order: 3 }))] },
  },
  {
    rule: 'clock-set-back',
    hit: {
      step: {
        files: [withTopics(() => ({ out_of_order: 1, gap: 6, gapAt: 20 }))],
        severity: 'warning',
        says: /set back in 1 file/,
      },
    },
    miss: {
      'some topics': [withTopics((i) => (i < 4 ? { out_of_order: 30 } : {}))],
      steady: [withTopics(() => ({}))],
    },
  },
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
      warm: [withMetric('temperature_celsius', around(70, 100), 'CPU package')],
      'an engine': [withMetric('temperature_celsius', around(98, 100), 'engine coolant')],
      'one false value': [withMetric('temperature_celsius', [...around(40, 500), 120], 'CPU')],
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
    },
    miss: {
      normal: [withMetric('battery_voltage', around(13.8, 100, 0.3))],
      'an engine start': [withMetric('battery_voltage', [...around(13.8, 800, 0.3), 7, 7.5])],
      'a traction battery': [withMetric('battery_voltage', around(380, 100, 60))],
    },
  },
  {
    rule: 'px4-dropouts',
    hit: {
      few: {
        files: [withCode(['dropout', { source: 'dropout', count: 2, severity: 'warning' }])],
        severity: 'info',
        says: /2 logging dropouts/,
      },
      many: {
        files: [withCode(['dropout', { source: 'dropout', count: 30, severity: 'warning' }])],
        severity: 'warning',
        says: /30/,
      },
    },
    miss: { none: [withCode(['x'])] },
  },
  {
    rule: 'px4-failsafe',
    hit: {
      failsafe: {
        files: [
          withCode(['failsafe: data link lost', { source: 'failsafe', count: 1, severity: 'warning' }]),
        ],
        severity: 'error',
        says: /data link lost/,
      },
    },
    miss: { none: [withCode(['x'])] },
  },
  {
    rule: 'damaged-recordings',
    hit: {
      one: {
        files: [
          file('a'),
          file('b'),
          file('c', {
            verdict: { code: 'corrupt', message: 'Chunk 3 is damaged.', offset: 77, salvaged_messages: 5 },
          }),
        ],
        severity: 'warning',
        says: /1 recording damaged/,
      },
      most: {
        files: [
          file('a'),
          file('c', { verdict: { code: 'truncated', message: 'Short.', salvaged_messages: 5 } }),
        ],
        severity: 'error',
        says: /1 file of 2/,
      },
    },
    miss: { whole: [file('a')] },
  },
  {
    rule: 'failed-files',
    hit: {
      lost: {
        files: [
          file('a'),
          file('b', { state: 'failed', verdict: { code: 'corrupt', message: 'No chunk is whole.' } }),
        ],
        severity: 'error',
        says: /1 file could not be read/,
      },
      empty: {
        files: [file('a'), file('b', { state: 'failed', verdict: { code: 'empty', message: 'No bytes.' } })],
        severity: 'warning',
        says: /1 file of 2/,
      },
    },
    miss: { whole: [file('a')] },
  },
  {
    rule: 'coverage-holes',
    hit: {
      'in a drive': {
        files: [file('a'), file('b', { from: 60, to: 120 }), file('c', { from: 160, to: 220 })],
        severity: 'warning',
        says: /1 hole .* 40 s/,
      },
      'between events': {
        files: [file('a'), file('b', { from: 160, to: 220 }), file('c', { from: 400, to: 420 })],
        severity: 'info',
        says: /stand alone/,
      },
    },
    miss: {
      joined: [file('a'), file('b', { from: 60.9, to: 120 })],
      'another drive': [file('a'), file('b', { from: 7200, to: 7300 })],
    },
  },
  {
    rule: 'suspicious-clock',
    hit: {
      'clock not set': {
        files: [withClock('a', '0', '60000000000'), file('b')],
        severity: 'warning',
        says: /1 file with times/,
      },
      'set while recording': {
        files: [withClock('a', ns(driveStart), ns(driveStart + 9e6))],
        severity: 'warning',
        says: /longer than a week/,
      },
      'months apart': {
        files: [file('a'), file('b', { from: 9e6, to: 9e6 + 60 })],
        severity: 'warning',
        says: /months apart/,
      },
    },
    miss: { right: [file('a')], 'a recorder of its own': [withClock('a', '0', '60000000000', 'boot')] },
  },
  {
    rule: 'mixed-versions',
    hit: {
      two: {
        files: ['1.14', '1.15'].map((version) =>
          file(version, { summary: { versions: [{ component: 'px4', version }] } }),
        ),
        severity: 'info',
        says: /2 versions of px4/,
      },
      several: {
        files: ['1.14', '1.15'].map((version) =>
          file(version, {
            summary: {
              versions: [
                { component: 'px4', version },
                { component: 'os', version },
              ],
            },
          }),
        ),
        severity: 'info',
        says: /2 components in more than one version/,
      },
    },
    miss: {
      one: [
        file('a', {
          summary: {
            versions: [
              { component: 'px4', version: '1.15' },
              { component: 'os', version: '11' },
            ],
          },
        }),
      ],
    },
  },
  {
    rule: 'nothing-to-judge',
    hit: { 'only sensors': { files: [withTopics(() => ({}))], severity: 'info', says: /No diagnostics/ } },
    miss: { diagnostics: [withCode(['x'])], 'nothing read': [file('b', { state: 'failed' })] },
  },
];
