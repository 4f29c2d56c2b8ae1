/** Findings of a rule, and recordings on which it fired; wrong is what the label neither names nor allows. */
export type RuleCounts = readonly [right: number, wrong: number, rightly: number, wrongly: number];

/**
 * What rules found at warning or above on the labelled public recordings of `corpus/`, as `npm run corpus` printed it on
 * 2026-11-30 (both halves). Rules that are not named fired on none of them.
 */
export const publicRecordings = {
  /** 280 recordings of cars, trucks, boats, benches and ground robots (`corpus/lists/road.jsonl`, `robots.jsonl`). */
  ground: {
    'bus-errors': [3, 0, 1, 0],
    'bus-off': [2, 0, 2, 0],
    'clock-jump': [22, 0, 21, 0],
    'clock-set-back': [4, 0, 4, 0],
    'damaged-recordings': [15, 0, 15, 0],
    'diagnostic-communication': [1, 0, 1, 0],
    'disk-nearly-full': [1, 0, 1, 0],
    'error-diagnostics': [5, 0, 4, 0],
    'j1939-dtc': [4, 0, 1, 0],
    'missing-frames': [9, 1, 9, 1],
    'obd-dtc': [4, 0, 1, 0],
    'recording-pause': [1, 0, 1, 0],
    'repeated-log-errors': [65, 0, 9, 0],
    'repeated-log-warnings': [3, 0, 3, 0],
    'silent-topic': [27, 2, 27, 2],
    'topic-gaps': [1, 0, 1, 0],
    'topic-jitter': [2, 0, 2, 0],
    'uds-dtc': [3, 0, 1, 0],
    'warning-lamps': [1, 0, 1, 0],
  },
  /** 240 logs of drones, rovers and boats (`corpus/lists/drones.jsonl`). */
  flights: {
    'attitude-tracking': [65, 0, 46, 0],
    'clock-set-back': [2, 0, 2, 0],
    'damaged-recordings': [4, 0, 4, 0],
    'error-diagnostics': [44, 0, 39, 0],
    'estimator-fault': [12, 1, 12, 1],
    'gps-loss': [2, 0, 2, 0],
    'hard-fault': [1, 0, 1, 0],
    'low-battery': [1, 0, 1, 0],
    'magnetic-disturbance': [10, 0, 10, 0],
    'motor-saturation': [22, 0, 22, 0],
    'px4-events': [31, 0, 11, 0],
    'px4-failsafe': [40, 0, 17, 0],
    'rail-voltage': [7, 0, 7, 0],
    'recording-pause': [1, 1, 1, 1],
    'repeated-log-errors': [12, 0, 4, 0],
    'repeated-log-warnings': [1, 0, 1, 0],
    'silent-topic': [1, 0, 1, 0],
    'stale-diagnostics': [1, 0, 1, 0],
    'topic-gaps': [1, 1, 1, 1],
    vibration: [3, 0, 3, 0],
    'warning-diagnostics': [6, 0, 5, 0],
  },
  /** 143 recordings of drones, robots, cars and boats (`corpus/lists/third.jsonl`), with the rules that they improved. */
  third: {
    'attitude-tracking': [34, 1, 20, 1],
    'bus-off': [0, 1, 0, 1],
    'damaged-recordings': [2, 0, 2, 0],
    'error-diagnostics': [11, 0, 6, 0],
    'estimator-fault': [15, 0, 15, 0],
    'failed-files': [0, 1, 0, 1],
    'gps-accuracy': [0, 1, 0, 1],
    'gps-loss': [0, 1, 0, 1],
    'header-stamps': [2, 2, 2, 2],
    'low-battery': [0, 1, 0, 1],
    'motor-saturation': [10, 1, 10, 1],
    'px4-failsafe': [4, 0, 4, 0],
    'silent-topic': [1, 0, 1, 0],
    'warning-diagnostics': [11, 0, 8, 0],
  },
  /** 143 recordings of robots and cars (`corpus/lists/fourth.jsonl`), with the rules that they improved. */
  fourth: {
    'bus-errors': [4, 0, 4, 0],
    'bus-off': [2, 0, 2, 0],
    'damaged-recordings': [1, 0, 1, 0],
    'delayed-messages': [5, 0, 5, 0],
    'disk-nearly-full': [2, 0, 2, 0],
    'header-stamps': [0, 1, 0, 1],
    'not-finite': [5, 0, 4, 0],
    'sensor-pauses': [3, 0, 3, 0],
    'silent-topic': [5, 0, 5, 0],
    'topic-jitter': [3, 0, 3, 0],
  },
  /** 57 recordings of robots, cars and mowers (`corpus/lists/fifth.jsonl`), with the rules that they improved. */
  fifth: {
    'clock-set-back': [2, 0, 2, 0],
    'missing-frames': [3, 0, 3, 0],
    'out-of-order': [5, 0, 5, 0],
    'pose-jumps': [1, 0, 1, 0],
    'recording-pause': [1, 0, 1, 0],
    'repeated-log-errors': [1, 0, 1, 0],
    'silent-topic': [3, 0, 3, 0],
    'topic-gaps': [1, 0, 1, 0],
  },
} as const satisfies Record<string, Readonly<Record<string, RuleCounts>>>;
