import type { SummarisedFile } from '../../../../src/diagnosis/summarised-file.ts';
import { intervalBucket } from '../../../../src/recordings/summary/interval-histogram.ts';
import { code, driveStart, file, ns, topic } from '../../../support/diagnosis/summaries.ts';
import { type RuleCase, withTopics } from './rule-case.ts';

const regular = { [intervalBucket(1e8)]: 590 };
/** One interval in ten is half a second long. */
const dropping = { [intervalBucket(1e8)]: 400, [intervalBucket(5e8)]: 40 };

/** Three pauses of 1.5 s in a minute at 10 Hz, and shorter ones. */
const pausing = { [intervalBucket(1e8)]: 540, [intervalBucket(5e8)]: 2, [intervalBucket(1.5e9)]: 3 };
const withSensor = (type: string, intervals: Record<string, number>, name = '/scan') =>
  file('drive', { to: 60, summary: { topics: [{ ...topic(name, { hz: 10, to: 59.9 }), type, intervals }] } });

/** Three minutes in three files; the topic has each of the rates. */
function atRates(...rates: number[]): SummarisedFile[] {
  return rates.map((hz, i) => {
    const [from, to] = [i * 60, i * 60 + 59.9];
    const topics = [topic('/imu', { hz: 100, from, to }), topic('/lidar', { hz, from, to })];
    return file(`f${i}`, { from, to, summary: { topics } });
  });
}

/** A file of another recorder of the same drive, whose clock is `ahead` seconds ahead. */
function recorder(name: string, ahead: number): SummarisedFile {
  const log = (text: string, at: number) => ({
    time_ns: ns(driveStart + at + ahead),
    severity: 'warning' as const,
    source: 'planner',
    text,
    topic: '/rosout',
  });
  return file(name, {
    from: ahead,
    to: 60 + ahead,
    summary: {
      logs: [log('no path', 10), log('path found', 12.5), log('slow', 31)],
      topics: [topic(`/${name}`)],
    },
  });
}

const numbered = (...numbers: number[]) =>
  numbers.map((n) => file(`drive_0${n}.mcap`, { from: n * 60, to: n * 60 + 60 }));

const copy = (name: string): SummarisedFile => ({ ...file(name), sha256: 'cd'.repeat(32) });

const sameTopics = (name: string, from: number, to: number) =>
  file(name, {
    from,
    to,
    summary: { topics: ['/imu', '/gps', '/lidar'].map((one) => topic(one, { from, to })) },
  });

export const recorderCases: RuleCase[] = [
  {
    rule: 'topic-jitter',
    hit: {
      'one topic': {
        files: [withTopics((i) => ({ intervals: regular, jitter_sum_ns: i === 3 ? 590 * 7e7 : 0 }))],
        severity: 'info',
        says: /\/t3 comes unevenly.*70 % of its usual 0\.1 s/s,
      },
      'many topics': {
        files: [withTopics(() => ({ intervals: regular, jitter_sum_ns: 590 * 7e7 }))],
        severity: 'warning',
        says: /10 topics come unevenly/,
      },
    },
    miss: {
      even: [withTopics(() => ({ intervals: regular, jitter_sum_ns: 590 * 5e6 }))],
      'sent on events': [
        withTopics(() => ({ intervals: regular, jitter_sum_ns: 590 * 7e7, type: 'rcl_interfaces/msg/Log' })),
      ],
      'no rate of its own': [
        withTopics(() => ({
          intervals: Object.fromEntries([1e7, 5e7, 1e8, 3e8, 1e9].map((each) => [intervalBucket(each), 100])),
          jitter_sum_ns: 500 * 2e8,
        })),
      ],
    },
  },
  {
    rule: 'topic-gaps',
    hit: {
      'one topic': {
        files: [withTopics((i) => (i === 2 ? { intervals: dropping, gaps: 40 } : {}))],
        severity: 'info',
        says: /\/t2 has 40 gaps.*3[0-9] % of the time/s,
      },
      many: {
        files: [withTopics(() => ({ intervals: dropping, gaps: 40 }))],
        severity: 'warning',
        says: /10 topics lose messages/,
      },
    },
    miss: {
      steady: [withTopics(() => ({}))],
      'a few': [withTopics(() => ({ intervals: { ...regular, [intervalBucket(5e8)]: 3 }, gaps: 3 }))],
    },
  },
  {
    rule: 'sensor-pauses',
    hit: {
      'of ROS 1': {
        files: [withSensor('sensor_msgs/LaserScan', pausing)],
        severity: 'warning',
        says: /\/scan pauses again and again.*usually comes every 92 ms, paused for a second or more 3 times.* and 7 % of the time/s,
      },
      'of ROS 2': {
        files: [withSensor('nav_msgs/msg/Odometry', pausing)],
        severity: 'warning',
        says: /pauses again and again/,
      },
      transforms: {
        files: [withSensor('tf2_msgs/msg/TFMessage', pausing, '/tf')],
        severity: 'warning',
        says: /\/tf pauses again and again/,
      },
    },
    miss: {
      steady: [withSensor('sensor_msgs/LaserScan', regular)],
      once: [withSensor('sensor_msgs/LaserScan', { ...regular, [intervalBucket(5e9)]: 1 })],
      'short ones': [withSensor('sensor_msgs/LaserScan', { ...regular, [intervalBucket(8e8)]: 20 })],
      'for most of the time': [
        withSensor('sensor_msgs/LaserScan', { ...pausing, [intervalBucket(1e10)]: 3 }),
      ],
      'a slow one': [
        withSensor('sensor_msgs/LaserScan', { [intervalBucket(4e8)]: 100, [intervalBucket(1.7e9)]: 9 }),
      ],
      'on events': [withSensor('geometry_msgs/Twist', pausing, '/cmd')],
      'transforms that never change': [withSensor('tf2_msgs/msg/TFMessage', pausing, '/tf_static')],
      few: [
        file('drive', {
          to: 60,
          summary: {
            topics: [
              { ...topic('/scan', { hz: 0.8, to: 60 }), type: 'sensor_msgs/LaserScan', intervals: pausing },
            ],
          },
        }),
      ],
    },
  },
  {
    rule: 'falling-rate',
    hit: {
      'to a half': {
        files: atRates(20, 20, 10),
        severity: 'warning',
        says: /\/lidar fell from 20 Hz to 10 Hz/,
      },
    },
    miss: { steady: atRates(20, 20.4, 19.7), rising: atRates(10, 20, 20) },
  },
  {
    rule: 'clock-offset',
    hit: {
      'a second': {
        files: [recorder('a', 0), recorder('b', 1.5)],
        severity: 'error',
        says: /differ by 1\.5 s.*ahead of/s,
      },
      'a little': { files: [recorder('a', 0), recorder('b', -0.25)], severity: 'warning', says: /0\.3 s/ },
    },
    miss: {
      none: [recorder('a', 0), recorder('b', 0.01)],
      'one after the other': [
        file('a', {
          summary: { codes: [code('x', { first: { time_ns: ns(driveStart + 10), topic: '' } })] },
        }),
        file('b', { from: 60, to: 120 }),
      ],
    },
  },
  {
    rule: 'overlapping-recordings',
    hit: {
      mostly: {
        files: [sameTopics('a', 0, 60), sameTopics('b', 10, 70)],
        severity: 'warning',
        says: /both cover 50 s \(83 %/,
      },
      'lead time': {
        files: [sameTopics('a', 0, 60), sameTopics('b', 50, 110)],
        severity: 'info',
        says: /10 s/,
      },
    },
    miss: {
      'other topics': [
        sameTopics('a', 0, 60),
        file('b', { from: 10, to: 70, summary: { topics: [topic('/x')] } }),
      ],
      'one after the other': [sameTopics('a', 0, 60), sameTopics('b', 60.2, 120)],
    },
  },
  {
    rule: 'duplicate-recordings',
    hit: {
      twice: {
        files: [copy('a'), copy('b'), file('c')],
        severity: 'warning',
        says: /1 file uploaded more than once/,
      },
    },
    miss: { different: [file('a'), file('b')] },
  },
  {
    rule: 'missing-recordings',
    hit: {
      'one of many': {
        files: numbered(0, 1, 2, 4, 5, 6),
        severity: 'warning',
        says: /drive_\*\.mcap.*: 03/s,
      },
      chosen: { files: numbered(0, 2, 4, 6, 8), severity: 'info', says: /4 recordings missing/ },
    },
    miss: {
      all: numbered(0, 1, 2, 3, 4),
      'a number in the extension': [...numbered(0, 1, 2, 3, 5), file('logger_04.db3')],
      'a few files': numbered(0, 2, 3),
      'numbered together with others': [...numbered(0, 1, 2, 4, 5), file('telematics_03.mcap')],
      'times for names': [1000, 1060, 1120, 1180, 1240].map((n) => file(`rec_${n}.mcap`)),
    },
  },
];
