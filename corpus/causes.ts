/**
 * The kinds of causes that labels name, and the rules whose findings say so. Written before any recording was judged:
 * a label knows causes, not rules.
 */
export const causes = {
  /** Cut off, damaged or unreadable. */
  'damaged-file': ['damaged-recordings', 'failed-files'],
  /** The whole recording stops for a while. */
  'recording-interrupted': ['recording-pause', 'coverage-holes', 'px4-dropouts', 'lost-frames'],
  /** Messages or frames are not in the recording, scattered over it. */
  'messages-missing': ['missing-frames', 'protected-frames', 'lost-frames', 'topic-gaps', 'px4-dropouts'],
  /** One sender falls silent, or slows down, while others go on. */
  'sender-silent': [
    'silent-topic',
    'sensor-pauses',
    'falling-rate',
    'topic-gaps',
    'gps-loss',
    'stale-diagnostics',
  ],
  /** One sender sends unevenly. */
  'sender-uneven': [
    'topic-jitter',
    'sensor-pauses',
    'delayed-messages',
    'topic-gaps',
    'falling-rate',
    'out-of-order',
  ],
  /** Clocks are wrong, jump or differ. */
  clock: [
    'clock-jump',
    'clock-set-back',
    'clock-offset',
    'header-stamps',
    'suspicious-clock',
    'out-of-order',
  ],
  /** Error frames, error-passive, bus-off. */
  'bus-errors': ['bus-errors', 'bus-off', 'lost-frames'],
  'bus-load': ['bus-load'],
  /** OBD-II, UDS and J1939 trouble codes, and their lamps. */
  'trouble-code': ['obd-dtc', 'uds-dtc', 'j1939-dtc', 'warning-lamps', 'error-diagnostics'],
  'warning-lamp': ['warning-lamps', 'obd-dtc', 'j1939-dtc'],
  /** Units reset, reprogrammed, silenced, or a diagnosis that is refused. */
  'diagnostic-access': ['control-unit-changes', 'diagnostic-communication'],
  /** A component reports itself faulty: diagnostics, events, alarms. */
  'reported-fault': [
    'error-diagnostics',
    'warning-diagnostics',
    'px4-events',
    'px4-failsafe',
    'stale-diagnostics',
  ],
  /** Errors or warnings in the log of the software. */
  'logged-errors': ['repeated-log-errors', 'repeated-log-warnings', 'px4-events', 'error-diagnostics'],
  'low-supply': ['under-voltage', 'voltage-sag', 'rail-voltage', 'weak-charging', 'weak-cranking'],
  'low-battery': ['low-battery', 'cell-voltage', 'voltage-sag', 'under-voltage'],
  /** NaN or infinity where a figure has to be, such as in a command or a position. */
  'not-finite': ['not-finite'],
  'unlike-cells': ['cell-imbalance'],
  'low-fuel': ['low-fuel'],
  overheating: ['over-temperature', 'coolant-over-temperature', 'temperature-rising'],
  overspeed: ['engine-overspeed'],
  'busy-processor': ['cpu-saturation'],
  'full-memory': ['memory-pressure', 'memory-leak'],
  'full-disk': ['disk-nearly-full', 'disk-filling'],
  failsafe: ['px4-failsafe', 'px4-events'],
  crash: ['hard-fault', 'px4-failsafe', 'error-diagnostics'],
  'lost-position': ['gps-loss', 'gps-accuracy', 'gps-quality', 'silent-topic'],
  interference: ['gps-interference', 'gps-jamming'],
  estimator: ['estimator-fault', 'pose-jumps', 'error-diagnostics', 'warning-diagnostics'],
  vibration: ['vibration', 'ardupilot-vibration'],
  clipping: ['vibration', 'ardupilot-vibration', 'warning-diagnostics'],
  compass: ['magnetic-disturbance', 'estimator-fault'],
  'motor-at-limit': ['motor-saturation'],
  'lost-control': ['attitude-tracking', 'motor-saturation'],
  'wrong-vehicle': ['wrong-vehicle', 'mixed-versions'],
} as const satisfies Record<string, readonly string[]>;

/** The vehicle's own words: they match any kind of cause if they contain what the label says. */
export const ownWords: readonly string[] = [
  'error-diagnostics',
  'warning-diagnostics',
  'px4-events',
  'px4-failsafe',
  'repeated-log-errors',
  'repeated-log-warnings',
  'obd-dtc',
  'uds-dtc',
  'j1939-dtc',
];
