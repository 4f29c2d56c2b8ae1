import type { CodeParameters } from '../../domain/code-parameters.ts';
import type { Severity } from '../../domain/severity.ts';
import type { Verdict } from '../../domain/verdict.ts';
import type { CompanionSummary } from './companion.ts';
import type { Histogram } from './histogram.ts';
import type { IntervalHistogram } from './interval-histogram.ts';
import type { Series } from './series.ts';

/** Incremented whenever the same bytes may give another summary: results are stored by (SHA-256 of the file, this). */
export const parserVersion = '17';

/** Nanoseconds as a decimal string, since JSON has no 64-bit integers. Absolute times count from the file's clock. */
export type Nanoseconds = string;

/**
 * `unix`: nanoseconds since 1970. `boot`: since the recorder was switched on, or since the trace began if the file
 * has no other time. `unknown`: neither could be determined.
 */
export type ClockKind = 'unix' | 'boot' | 'unknown';

export interface TimeSpan {
  start_ns: Nanoseconds;
  end_ns: Nanoseconds;
  clock: ClockKind;
}

export interface TopicSummary {
  name: string;
  /** Schema name, e.g. `sensor_msgs/msg/Imu`; empty if the format has none. */
  type: string;
  /** Message encoding, e.g. `cdr`, `ros1`, `json`, `protobuf`, `ulog`. */
  encoding: string;
  message_count: number;
  bytes: number;
  first_ns: Nanoseconds;
  last_ns: Nanoseconds;
  /** The longest time between two consecutive messages, and when it began. */
  max_gap_ns: number;
  max_gap_at_ns: Nanoseconds;
  /** Messages whose time is before that of the previous message on this topic. */
  out_of_order: number;
  /** The first of them in the file, by its own time, and by how much it is before the previous message; absent if there is none. */
  out_of_order_at?: Omit<Occurrence, 'topic'> & { step_ns?: number };
  /** Times between consecutive messages, see `interval-histogram.ts`; implausible ones and steps back are left out. */
  intervals: IntervalHistogram;
  /** Intervals longer than three typical ones, see `countGaps`. */
  gaps: number;
  /**
   * Sum of |interval − previous interval|, in nanoseconds; divided by the number of intervals it is the mean jitter.
   */
  jitter_sum_ns: number;
  /** Whether its messages were read for what they say, be it that all is well; absent if they were only counted. */
  examined?: true;
  /** What the counter of a message says that is protected from end to end; absent if it has none that counts frames. */
  counter?: CounterSummary;
  /** How the stamps in the headers of its messages (`std_msgs/Header`) lie to the times of recording; absent if they have none. */
  stamps?: StampSummary;
}

/** A lag is the time of recording minus the stamp: positive for a stamp in the past. All in whole milliseconds. */
export interface StampSummary {
  /** Messages with a stamp, and those whose stamp is 0, negative or none. */
  count: number;
  unset: number;
  least_lag_ms: number;
  greatest_lag_ms: number;
  /** Since 1970, or whatever the sender counts from. */
  first_stamp_ms: number;
  last_stamp_ms: number;
  /** Messages whose stamp is a second or more before that of the previous one; not counted in lists of transforms. */
  back: number;
  /** The longest such step, and the first message after one. */
  back_most_ms?: number;
  back_at?: Occurrence;
  /**
   * Messages whose stamp is a second or more further ahead than that of any before, as when the clock of the sender is set; absent if
   * there are none, and in lists of transforms. The longest such step, and the first message after one.
   */
  ahead?: number;
  ahead_most_ms?: number;
  ahead_at?: Occurrence;
}

/** Frames that are missing or repeated by the counter in them; over pauses nothing is counted. */
export interface CounterSummary {
  /** The name of the counter in its database. */
  signal: string;
  /** Frames that were recorded or, by the counter, lost. */
  due: number;
  lost: number;
  /** Frames whose counter stood still. */
  repeated: number;
  /** The first frame after a loss, and the first one that is repeated. */
  lost_at?: Occurrence;
  repeated_at?: Occurrence;
}

/** Where something was seen, so that every figure can be traced back into the recording. */
export interface Occurrence {
  time_ns: Nanoseconds;
  topic: string;
  /** Byte offset in the file of the record (or of the compressed chunk that contains it), if the reader knows it. */
  offset?: number;
}

/** A diagnostic code: a DiagnosticStatus name and level, a log source and level, a dropout, a failsafe, a DTC. */
export interface CodeSummary {
  /**
   * Stable identifier, at most 200 characters, e.g. `battery_monitor: cell voltage low`. In a log line `#` stands for a
   * figure, `<*>` for a word that differs.
   */
  code: string;
  /**
   * Kind of source that reported it: `diagnostics`, `log`, `ulog`, `dropout`, `failsafe`, `px4-event`, `hardfault`, `obd`, `uds`,
   * `j1939`, `nmea2000`, `can`, `dbc`, `clock`, `decoder`, `not-finite`, `pose-jump`,
   * `stuck`.
   */
  source: string;
  severity: Severity;
  /** The text of the first occurrence of that severity, at most 500 characters. */
  message: string;
  count: number;
  first: Occurrence;
  last: Occurrence;
  /**
   * Only for log lines: what stood in the places of the code (`#`, `<*>`) in up to three different lines, the words of
   * one line together.
   */
  parameters?: CodeParameters;
}

export const metricNames = [
  'cpu_percent',
  'ram_percent',
  'disk_percent',
  'battery_percent',
  'battery_voltage',
  'temperature_celsius',
  'bus_load_percent',
  'engine_speed_rpm',
  'engine_load_percent',
  'vehicle_speed_kmh',
  'fuel_percent',
  'cell_spread_voltage',
  'vibration',
  'gps_satellites',
  'gps_accuracy_m',
  'gps_jamming',
  'estimator_ratio',
  'gps_vertical_accuracy_m',
  'gps_speed_accuracy_ms',
  'gps_dop',
  'rail_voltage',
  'cell_voltage',
  'motor_output_percent',
  'attitude_error_degrees',
  'magnetic_change_percent',
  // Any other figure that a DBC or a schema names: `source` identifies it, `unit` is its unit.
  'signal',
] as const;
export type MetricName = (typeof metricNames)[number];

/**
 * The highest and the lowest level that a metric kept to for so many seconds without a break, in thousandths of its
 * unit, and when that began. Independent of the length of the recording, unlike a share of its values.
 */
export type HeldLevel = [
  seconds: number,
  high_milli: number,
  high_at: Nanoseconds,
  low_milli: number,
  low_at: Nanoseconds,
];

/**
 * Runs of values that are equal to the last bit, each at most 10 s after the one before: how many there are, how long the
 * longest lasted, when it began, how many values it has and which (in thousandths of the unit), and how long the next longest
 * lasted.
 */
export interface EqualRuns {
  runs: number;
  longest_ms: number;
  longest_at_ns: Nanoseconds;
  longest_count: number;
  longest_milli: number;
  next_ms: number;
}

/** All values are integers in thousandths of the metric's unit (milli-percent, millivolt, milli-degrees Celsius). */
export interface MetricSummary {
  name: MetricName;
  /** Where it comes from, e.g. a hardware id or topic; at most 200 characters. */
  source: string;
  /** Unit of a `signal`, as written in its definition; the other metrics have the unit of their name. */
  unit?: string;
  count: number;
  sum_milli: number;
  min_milli: number;
  max_milli: number;
  /** Where the highest and the lowest value were seen. */
  max_at: Occurrence;
  min_at: Occurrence;
  histogram: Histogram;
  series: Series;
  /** Absent for a `signal`, and for levels that no value stayed at for so long. */
  held?: HeldLevel[];
  /** Absent if no run lasted for 10 s. */
  equal?: EqualRuns;
}

export interface LogLine {
  time_ns: Nanoseconds;
  severity: Severity;
  /** Node, module or process that wrote it. */
  source: string;
  /** At most 500 characters. */
  text: string;
  topic: string;
  offset?: number;
}

export interface SoftwareVersion {
  /** The component with this version, e.g. `px4`, `hardware`, `ros_distro`. */
  component: string;
  version: string;
}

/** A file inside the recording (MCAP attachment, MDF4 AT block, ULog blob); its content is not read. */
export interface AttachmentSummary {
  name: string;
  media_type: string;
  size_bytes: number;
  offset: number;
}

/** A CAN database that was applied to the frames of a file. */
export interface DatabaseUse {
  name: string;
  /** Lower-case hexadecimal. */
  sha256: string;
  /** CAN identifiers seen in the file that it defines. */
  identifiers: number;
}

/**
 * Why a value did not become a figure: its signal exceeds the maximum number of signals (`too_many`); it is too large
 * for a figure (`out_of_scale`), or implausible for its name (`implausible`); it is not a single number (`no_number`)
 * or denotes a text (`text`); the rule that defines its meaning is unknown (`unknown_rule`), as that of a PDU in a container whose header is not defined; its frame ends before the PDU
 * that would have it (`cut_off`), or has nothing more than filling (`padding`, once for each frame); its sender or recorder marked
 * it, by what stands for unknown or by a state in which it has no valid value (`marked_invalid`); its row does not have as many fields as the heading of the table (`misaligned`), or no time that
 * can be read (`no_time`).
 */
export type OmissionReason =
  | 'too_many'
  | 'out_of_scale'
  | 'implausible'
  | 'no_number'
  | 'text'
  | 'unknown_rule'
  | 'cut_off'
  | 'padding'
  | 'marked_invalid'
  | 'misaligned'
  | 'no_time';

/** How much was left out to keep the summary small, so that a capped list is not mistaken for a complete one. */
export interface Omitted {
  /** Values that are in no metric, by the reason; absent if there are none. */
  values?: Partial<Record<OmissionReason, number>>;
  topics: number;
  codes: number;
  log_lines: number;
  metrics: number;
  attachments: number;
}

/** Format of a file that no reader recognised, or that could not be opened. */
export const unknownFormat = 'unknown';

/** Everything Argus keeps of one recording file: small, mergeable, JSON. */
export interface FileSummary {
  /** Name of the reader that recognised it (`formats/formats.ts`), or `unknownFormat`. */
  format: string;
  parser_version: string;
  size_bytes: number;
  /**
   * How the recording was compressed, from the outermost layer inwards, e.g. `zstd`, and last the encoding of a text,
   * e.g. `UTF-16LE`; `zeros` where zeros stand in front of it. Absent if it is stored as it is read. Offsets then refer to the recording inside, except those
   * of the verdict, which refer to the uploaded file.
   */
  packed_with?: string[];
  /** How the bytes were understood, in one sentence, if the format leaves that open, as a table in text does. */
  read_as?: string;
  verdict: Verdict;
  message_count: number;
  /** Null if no message has a plausible time. */
  span: TimeSpan | null;
  topics: TopicSummary[];
  codes: CodeSummary[];
  metrics: MetricSummary[];
  /** The most severe ones, then the earliest. */
  logs: LogLine[];
  versions: SoftwareVersion[];
  attachments: AttachmentSummary[];
  /** Only for files with CAN frames: the databases that named their signals. Empty if there were none. */
  databases?: DatabaseUse[];
  /** Only for archives: the recordings in it. */
  members?: MemberSummary[];
  /** Only for companion files. */
  companion?: CompanionSummary;
  omitted: Omitted;
}

/** A recording in an archive. */
export interface MemberSummary {
  /** As written in the archive: a label, never a path. */
  name: string;
  size_bytes: number;
  /** Lower-case hexadecimal, of the recording itself. */
  sha256: string;
  /** Its offsets refer to the recording itself. */
  summary: FileSummary;
}

/** Caps per file; together they keep the stored JSON below `maxSummaryBytes` in all but contrived cases. */
export const summaryCaps = {
  topics: 200,
  codes: 100,
  metrics: 40,
  logs: 40,
  versions: 20,
  attachments: 20,
  text: 500,
  name: 200,
} as const;
