import type { SummarisedFile } from '../../../../src/diagnosis/summarised-file.ts';
import type { CounterSummary, StampSummary } from '../../../../src/recordings/summary/file-summary.ts';
import { intervalBucket } from '../../../../src/recordings/summary/interval-histogram.ts';
import { driveStart, file, ns, topic } from '../../../support/diagnosis/summaries.ts';
import { onBus, type RuleCase, withBus, withClock, withTopics } from './rule-case.ts';

/** What a counter in 2,000 frames says. */
const counted = (faults: { lost?: number; repeated?: number } = {}): CounterSummary => ({
  ...{ signal: 'Counter', due: 2_000, lost: 0, repeated: 0, ...faults },
  ...(faults.lost && { lost_at: { time_ns: ns(20), topic: 'CAN 1 0x102', offset: 10 } }),
  ...(faults.repeated && { repeated_at: { time_ns: ns(20), topic: 'CAN 1 0x102', offset: 10 } }),
});

/** Ten seconds of stamps that are `behind` the clock of the recorder, in seconds. */
const stamped = (behind: number, more: Partial<StampSummary> = {}) => ({
  stamps: {
    ...{ count: 600, unset: 0, back: 0 },
    ...{ least_lag_ms: 1_000 * behind, greatest_lag_ms: 1_000 * behind + 50 },
    ...{
      first_stamp_ms: 1_000 * (driveStart - behind),
      last_stamp_ms: 1_000 * (driveStart + 60 - behind),
    },
    ...more,
  },
});

/** A minute of topics whose stamps are all behind by so many seconds. */
function offBy(behind: number, from: number): SummarisedFile {
  const to = from + 59.9;
  const topics = ['/a', '/b'].map((name) => topic(name, { from, to, ...stamped(behind) }));
  return file(`from ${from}`, { from, to, summary: { topics } });
}

/** A minute of rows at 100 Hz. */
const withTable = (more: Parameters<typeof topic>[1]) =>
  file('a', { summary: { format: 'csv', topics: [topic('table', { encoding: 'csv', hz: 100, ...more })] } });
const back = { time_ns: ns(driveStart), offset: 4096 };

const backwards = {
  back: 2,
  back_most_ms: 1_500,
  back_at: { time_ns: ns(driveStart + 20), topic: '/t3', offset: 10 },
};

const scans = 'sensor_msgs/msg/LaserScan';
const late = (seconds: number) => ({ ...stamped(0, { greatest_lag_ms: 1_000 * seconds }), type: scans });

const forwards = {
  ahead: 1,
  ahead_most_ms: 5_000,
  ahead_at: { time_ns: ns(driveStart + 20), topic: '/t3', offset: 10 },
};

/** Stamps that fall behind by so many seconds from the first to the last message. */
const drifting = (seconds: number) => ({
  least_lag_ms: Math.min(0, 1_000 * seconds),
  greatest_lag_ms: Math.max(0, 1_000 * seconds),
  last_stamp_ms: Math.round(1_000 * (driveStart + 59.9 - seconds)),
});

export const timingCases: RuleCase[] = [
  {
    rule: 'silent-topic',
    hit: {
      gap: {
        files: [withTopics((i) => (i === 3 ? { gap: 5, gapAt: 20 } : {}))],
        severity: 'warning',
        says: /\/t3 fell silent for 5 s/,
      },
      'a control unit that was switched off': {
        files: [
          file('a', {
            summary: {
              topics: ['0x0CF00400', '0x18FEF100', '0x18FEF200', '0x18FEF300'].map((id, i) =>
                topic(`CAN 1 ${id}`, i === 0 ? { to: 20 } : {}),
              ),
            },
          }),
        ],
        severity: 'warning',
        says: /CAN 1 0x0CF00400 fell silent for 40 s/,
      },
      'a flood that displaces a sender': {
        files: [
          file('a', {
            summary: {
              topics: [
                topic('CAN 1 0x100', { hz: 100, gap: 0.5, gapAt: 20 }),
                topic('CAN 1 0x001', { hz: 2000, from: 20, to: 20.5 }),
              ],
            },
          }),
        ],
        severity: 'warning',
        says: /1 identifier of higher priority began with its silence/,
      },
      'to the end': {
        files: [withTopics((i) => (i === 3 ? { to: 20 } : {}))],
        severity: 'error',
        says: /stopped for 40 s before/,
      },
    },
    miss: {
      steady: [withTopics(() => ({}))],
      'inputs of a mission': [
        file('a', {
          summary: {
            topics: [
              '/imu',
              '/odom',
              '/scan',
              '/fmu/in/offboard_control_mode',
              '/mavros/setpoint_position/local',
              '/servo/references/joint_references',
            ].map((name) => topic(name, /fmu|setpoint|reference/.test(name) ? { to: 20 } : {})),
          },
        }),
      ],
      'diagnosis on a bus': [
        file('a', {
          summary: {
            topics: [
              'CAN 1 0x7E8',
              'CAN 2 0x18FECA00',
              'CAN 2 0x1CEBFF00',
              'CAN 1 0x18DAF110',
              'CAN 1 0x0C9',
            ].map((name) => topic(name, { type: 'CAN', ...(name.endsWith('C9') ? {} : { to: 20 }) })),
          },
        }),
      ],
      'in bursts': [
        withTopics((i) =>
          i === 3
            ? { gap: 30, gapAt: 20, intervals: { [intervalBucket(1e6)]: 900, [intervalBucket(1e9)]: 60 } }
            : {},
        ),
      ],
      'driven by hand': [withTopics((i) => (i === 3 ? { to: 20, type: 'geometry_msgs/msg/Twist' } : {}))],
      'drawn only when there is something': [
        withTopics((i) => (i === 3 ? { to: 20, type: 'visualization_msgs/msg/MarkerArray' } : {})),
      ],
      'slow by nature': [withTopics((i) => (i === 3 ? { hz: 0.5, gap: 5, gapAt: 20 } : {}))],
      'sent on events': [
        withTopics((i) => (i === 3 ? { gap: 30, gapAt: 20, type: 'rcl_interfaces/msg/Log' } : {})),
      ],
      'all topics at once': [withTopics(() => ({ gap: 5, gapAt: 20 }))],
      'inputs of a node': [withTopics((i) => (i === 3 ? { to: 20, name: '/servo/in/state' } : {}))],
      'a sensor that misses a few turns': [
        withTopics((i) => (i === 3 ? { hz: 5, gap: 1.8, gapAt: 20, type: scans } : { hz: 5 })),
      ],
      'control units that an ignition switched off': [
        withBus((i) => (i < 4 ? { gap: 25 + i, gapAt: 20 - i } : {})),
      ],
      'a bus that went to sleep unit by unit': [withBus((i) => ({ to: i < 6 ? 30 + i : 60 }))],
      'a receiver of the logger': [file('a', { summary: { topics: [onBus('CAN 9 0x065', { to: 20 })] } })],
      'what a mode of flight needs': [
        withTopics((i) =>
          i === 3 ? { to: 20, encoding: 'ulog', name: 'hover_thrust_estimate', type: '' } : {},
        ),
        withTopics((i) =>
          i === 3 ? { to: 20, encoding: 'mavlink', name: 'AIRSPEED_AUTOCAL 1/1', type: '' } : {},
        ),
      ],
    },
  },
  {
    rule: 'header-stamps',
    hit: {
      'one sensor whose clock was never set': {
        files: [withTopics((i) => stamped(i === 3 ? 417_078 : 0))],
        severity: 'warning',
        says: /Stamps of \/t3 are 4 d 20 h behind the clock .* of 1 of 10 topics/,
      },
      'a computer that is ahead': {
        files: [withTopics((i) => stamped(i < 3 ? -600 : 0))],
        severity: 'warning',
        says: /Stamps of \/t0 and 2 more topics are 10 min.* ahead of the clock/,
      },
      'an older recording, played': {
        files: [withTopics(() => stamped(5_700_748))],
        severity: 'info',
        says: /all 10 topics with stamps are 66 d/,
      },
      'an older recording, as its player says': {
        files: [
          withTopics((i) => ({
            ...stamped(7_200),
            ...(i === 9 && { name: '/clock', type: 'rosgraph_msgs/Clock' }),
          })),
        ],
        severity: 'info',
        says: /behind .* It was played/,
      },
      'a recorder whose clock is behind': {
        files: [withTopics(() => stamped(-20_881))],
        severity: 'warning',
        says: /5 h 48 min ahead of .* comes from the past/,
      },
      'the time of satellites': {
        files: [withTopics(() => stamped(18.02))],
        severity: 'warning',
        says: /UTC is that far behind/,
      },
      'a local time': {
        files: [withTopics(() => stamped(19_800.9))],
        severity: 'warning',
        says: /5 h 30 min behind .* a local time had been taken/,
      },
      'recordings that are off by the same': {
        files: [offBy(417_077.8, 0), offBy(417_078.3, 900)],
        severity: 'warning',
        says: /Other recordings of the batch/,
      },
      'parts of one recording that is played': {
        files: [offBy(417_077.8, 0), offBy(417_078.3, 60)],
        severity: 'info',
        says: /behind the times of recording\.$/,
      },
      'a clock that is set back while it sends': {
        files: [withTopics((i) => stamped(0, i === 3 ? backwards : {}))],
        severity: 'warning',
        says: /Stamps of \/t3 go back by up to 1.5 s .* 2 times/,
      },
      'a clock that is set while it sends': {
        files: [withTopics((i) => stamped(0, i === 3 ? forwards : {}))],
        severity: 'warning',
        says: /Stamps of \/t3 step ahead by up to 5 s .* once/,
      },
      'a clock that is slow': {
        files: [withTopics((i) => stamped(0, i === 3 ? drifting(1.2) : {}))],
        severity: 'warning',
        says: /Stamps of \/t3 fall behind by 1\.3 s more and more/,
      },
      'a clock that is fast': {
        files: [withTopics((i) => stamped(0, i === 3 ? drifting(-1.2) : {}))],
        severity: 'warning',
        says: /Stamps of \/t3 run ahead by 1\.1 s more and more/,
      },
    },
    miss: {
      'messages that are late': [withTopics((i) => stamped(i === 3 ? 9.9 : 0))],
      'a simulation': [withTopics((i) => stamped(i === 3 ? driveStart - 1_000 : 0))],
      'a transform that is sent once': [
        withTopics((i) => ({ ...stamped(i === 3 ? 600 : 0), ...(i === 3 && { name: '/tf_static' }) })),
      ],
      'lines of a log that are sent again': [
        withTopics((i) => ({ ...stamped(i === 3 ? 600 : 0), ...(i === 3 && { type: 'rosgraph_msgs/Log' }) })),
      ],
      'a map that is sent again and again': [
        withTopics((i) =>
          stamped(i === 3 ? 600 : 0, i === 3 ? { last_stamp_ms: 1_000 * (driveStart - 599) } : {}),
        ),
      ],
      'lags that change': [
        withTopics((i) => stamped(i === 3 ? 600 : 0, i === 3 ? { greatest_lag_ms: 606_000 } : {})),
      ],
      'a clock that hardly drifts': [withTopics((i) => stamped(0, i === 3 ? drifting(0.8) : {}))],
      'a simulation that is slow': [withTopics((i) => stamped(0, i === 3 ? drifting(20) : {}))],
      'a clock of the whole vehicle that is set': [withTopics(() => stamped(0, forwards))],
      'few messages': [withTopics((i) => stamped(i === 3 ? 600 : 0, i === 3 ? { count: 9 } : {}))],
      'a recording that is played in a loop': [withTopics(() => stamped(0, backwards))],
    },
  },
  {
    rule: 'delayed-messages',
    hit: {
      'of a sensor': {
        files: [withTopics((i) => late(i === 3 ? 1.5 : 0.1))],
        severity: 'warning',
        says: /Messages of \/t3 come up to 1\.5 s late/,
      },
      'of several': {
        files: [withTopics((i) => late(i < 3 ? 1 + i : 0.1))],
        severity: 'warning',
        says: /Messages of 3 sensor topics come late, of \/t2 by up to 3 s/,
      },
    },
    miss: {
      'late by less': [withTopics((i) => late(i === 3 ? 0.9 : 0.1))],
      'of what no sensor sends': [
        withTopics((i) => ({ ...late(i === 3 ? 1.5 : 0.1), type: 'std_msgs/Float64' })),
      ],
      transforms: [withTopics((i) => ({ ...late(i === 3 ? 1.5 : 0.1), type: 'tf2_msgs/msg/TFMessage' }))],
      'a clock that drifts': [withTopics((i) => ({ ...stamped(0, drifting(i === 3 ? 2 : 0)), type: scans }))],
    },
  },
  {
    rule: 'protected-frames',
    hit: {
      'one sender of many loses frames': {
        files: [withBus((i) => ({ counter: counted(i === 2 ? { lost: 60 } : {}) }))],
        severity: 'warning',
        says: /3\.0 % of the frames are missing .* 1 of 10 protected senders/,
      },
      'one repeats them': {
        files: [withBus((i) => ({ counter: counted(i === 2 ? { repeated: 300 } : {}) }))],
        severity: 'warning',
        says: /15 % of the frames are repeated/,
      },
      'all lose some: the recorder': {
        files: [withBus(() => ({ counter: counted({ lost: 60 }) }))],
        severity: 'info',
        says: /10 of 10 protected senders lost frames/,
      },
    },
    miss: {
      'none lost': [withBus(() => ({ counter: counted() }))],
      'a sender that started anew': [withBus((i) => ({ counter: counted(i === 2 ? { lost: 9 } : {}) }))],
      'a few of many': [withBus((i) => ({ counter: counted(i === 2 ? { lost: 39 } : {}) }))],
    },
  },
  {
    rule: 'recording-pause',
    hit: {
      pause: { files: [withTopics(() => ({ gap: 5, gapAt: 20 }))], severity: 'warning', says: /5 s/ },
      'a table, whose rows are the recording': {
        files: [
          file('a', {
            summary: {
              format: 'csv',
              topics: [topic('table', { encoding: 'csv', hz: 1, gap: 95, gapAt: 20, to: 400 })],
            },
          }),
        ],
        severity: 'error',
        says: /Nothing was recorded for 1 min 35 s inside a file/,
      },
      'a bus that slept': {
        // Each control unit wakes when it is ready, whatever its rhythm was.
        files: [withBus((i) => ({ gap: 25 + 0.0037 * i, gapAt: 20 }))],
        severity: 'info',
        says: /Buses silent, or not recorded, for 25 s/,
      },
      'a bus that went on while its logger did not': {
        files: [withBus(() => ({ gap: 0.9, gapAt: 20 }))],
        severity: 'warning',
        says: /Nothing was recorded for 0\.9 s .* came back in their old rhythm/,
      },
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
      'two runs in one table': {
        files: [withTable({ out_of_order: 1, out_of_order_at: { ...back, step_ns: 60e9 } })],
        severity: 'warning',
        says: /set back in 1 file/,
      },
      'a frame of an earlier connection, and a few of other senders': {
        files: [
          withBus((i) => ({
            ...{ gap: 5.2, gapAt: 0.1, encoding: 'can', type: 'CAN' },
            ...(i === 0 && {
              gap: 0.02,
              out_of_order: 1,
              out_of_order_at: { time_ns: ns(driveStart), offset: 10, step_ns: 5.3e9 },
            }),
          })),
        ],
        severity: 'warning',
        says: /set back in 1 file/,
      },
    },
    miss: {
      'a table sorted by something else': [
        withTable({ out_of_order: 10, out_of_order_at: { ...back, step_ns: 60e9 } }),
      ],
      'rows of a table that are swapped': [
        withTable({ out_of_order: 1, out_of_order_at: { ...back, step_ns: 0.9e9 } }),
      ],
      'rows of a table behind those that follow them': [
        withTable({
          ...{ gap: 3, gapAt: 19, out_of_order: 1 },
          out_of_order_at: { time_ns: ns(driveStart + 20), offset: 4096, step_ns: 2e9 },
        }),
      ],
      'a block stored behind the one that follows it': [
        withTopics(() => ({
          out_of_order: 1,
          gap: 3,
          gapAt: 19,
          out_of_order_at: { time_ns: ns(driveStart + 20), offset: 4096 },
        })),
      ],
      'some topics': [withTopics((i) => (i < 4 ? { out_of_order: 30 } : {}))],
      steady: [withTopics(() => ({}))],
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
];
