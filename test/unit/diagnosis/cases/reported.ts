import { file } from '../../../support/diagnosis/summaries.ts';
import { type RuleCase, withCode, withTopics } from './rule-case.ts';

export const reportedCases: RuleCase[] = [
  {
    rule: 'error-diagnostics',
    hit: {
      error: { files: [withCode(['motor: stalled'])], severity: 'error', says: /motor: stalled/ },
      critical: {
        files: [withCode(['bms: dead', { severity: 'critical' }])],
        severity: 'critical',
        says: /bms/,
      },
      'one code of many values': {
        files: [
          withCode(...Array.from({ length: 16 }, (_, i): [string] => [`/vesc: fault_code ${i * 11 + 1}`])),
        ],
        severity: 'info',
        says: /fault_code has 16 values.*driver reads its telemetry wrongly/,
      },
    },
    miss: {
      warning: [withCode(['motor: warm', { severity: 'warning' }])],
      'another source': [withCode(['x', { source: 'log' }])],
      stale: [withCode(['lidar: stale'])],
    },
  },
  {
    rule: 'warning-diagnostics',
    hit: {
      'a warning that lasts': {
        files: [withCode(['motor: warm', { severity: 'warning', count: 10 }])],
        severity: 'warning',
        says: /Warned 10 times: motor: warm/,
      },
      'axes and instances of one sensor': {
        files: [
          withCode(
            ['estimator_status: magnetometer X rejected', { severity: 'warning', count: 81 }],
            ['estimator_status/1: magnetometer Z rejected', { severity: 'warning', count: 65 }],
          ),
        ],
        severity: 'warning',
        says: /Warned 146 times: estimator_status: magnetometer rejected.*and 1 similar code/,
      },
      'a few': {
        files: [withCode(['motor: warm', { severity: 'warning', count: 9 }])],
        severity: 'info',
        says: /1 warning of components now and then/,
      },
      'a few in each of many recordings': {
        files: Array.from({ length: 5 }, (_, i) => ({
          ...withCode(['motor: warm', { severity: 'warning', count: 4 }]),
          file_id: `id-${i}`,
        })),
        severity: 'info',
        says: /now and then/,
      },
    },
    miss: {
      errors: [withCode(['motor: stalled'])],
      'a warning of the battery': [withCode(['battery_status: battery low', { severity: 'warning' }])],
      'of another source': [withCode(['x', { source: 'log', severity: 'warning', count: 50 }])],
    },
  },
  {
    rule: 'repeated-log-warnings',
    hit: {
      often: {
        files: [
          withCode(
            ['tf: old data', { source: 'log', severity: 'warning', count: 40 }],
            ['planner: late', { source: 'log', severity: 'warning', count: 12 }],
          ),
        ],
        severity: 'info',
        says: /Warning logged 40 times: tf: old data.*1 other warning came often too/,
      },
      'all the time': {
        files: [withCode(['ekf2: reset', { source: 'ulog', severity: 'warning', count: 322 }])],
        severity: 'warning',
        says: /322 times/,
      },
    },
    miss: {
      'a few': [withCode(['tf: old data', { source: 'log', severity: 'warning', count: 9 }])],
      'of components': [withCode(['motor: warm', { severity: 'warning', count: 400 }])],
    },
  },
  {
    rule: 'hard-fault',
    hit: {
      dumps: {
        files: [
          withCode([
            'hard fault',
            { source: 'hardfault', severity: 'critical', count: 3, message: 'Type:Hard Fault in wq:nav' },
          ]),
        ],
        severity: 'critical',
        says: /crashed: 3 hard fault dumps/,
      },
    },
    miss: { 'another source': [withCode(['hard fault'])] },
  },
  {
    rule: 'not-finite',
    hit: {
      'a command': {
        files: [
          withCode([
            '/cmd_vel: linear is not finite',
            { source: 'not-finite', severity: 'warning', count: 1, message: 'linear.x is Infinity.' },
          ]),
        ],
        severity: 'warning',
        says: /No number: \/cmd_vel: linear is not finite.*Seen once in 1 file: linear.x is Infinity/s,
      },
      lasting: {
        files: [
          withCode([
            '/odom: pose.pose.position is not finite',
            { source: 'not-finite', severity: 'warning', count: 10 },
          ]),
        ],
        severity: 'error',
        says: /Seen 10 times/,
      },
    },
    miss: { 'another source': [withCode(['/cmd_vel: linear is not finite'])] },
  },
  {
    rule: 'pose-jumps',
    hit: {
      twice: {
        files: [
          withCode([
            '/odom: odom to base_link jumps',
            {
              source: 'pose-jump',
              severity: 'warning',
              count: 2,
              message: 'odom to base_link: 0.80 m within 0.073 s.',
            },
          ]),
        ],
        severity: 'warning',
        says: /Pose jumps: \/odom: odom to base_link.*Seen 2 times in 1 file/s,
      },
      once: {
        files: [withCode(['/odom: odom to base_link jumps', { source: 'pose-jump', count: 1 }])],
        severity: 'info',
        says: /Seen once/,
      },
    },
    miss: { 'another source': [withCode(['/odom: odom to base_link jumps'])] },
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
      'lines of one template': {
        files: [withCode(['p: no path to <*>', { source: 'log', count: 12 }])],
        severity: 'warning',
        says: /no path to ….*In 1 file, for example “p: no path to <\*> \(text\)”/s,
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
    rule: 'occasional-log-errors',
    hit: {
      few: {
        files: [
          withCode(['p: no path', { source: 'log', count: 4 }], ['q: late', { source: 'ulog', count: 1 }]),
        ],
        severity: 'info',
        says: /2 errors logged now and then.*p: no path/s,
      },
    },
    miss: {
      repeated: [withCode(['p: no path', { source: 'log', count: 12 }])],
      warnings: [withCode(['p: slow', { source: 'log', severity: 'warning' }])],
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
    rule: 'nothing-to-judge',
    hit: {
      'only sensors': { files: [withTopics(() => ({}))], severity: 'info', says: /No diagnostics/ },
      'an empty recording': {
        files: [file('a', { summary: { message_count: 0, topics: [] } })],
        severity: 'info',
        says: /nothing was recorded/,
      },
    },
    miss: { diagnostics: [withCode(['x'])], 'nothing read': [file('b', { state: 'failed' })] },
  },
];
