import { intervalBucket } from '../../../../src/recordings/summary/interval-histogram.ts';
import { driveStart, file, ns, topic } from '../../../support/diagnosis/summaries.ts';
import { type RuleCase, withClock, withTopics } from './rule-case.ts';

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
      'to the end': {
        files: [withTopics((i) => (i === 3 ? { to: 20 } : {}))],
        severity: 'error',
        says: /stopped for 40 s before/,
      },
    },
    miss: {
      steady: [withTopics(() => ({}))],
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
