/** An entry that programs of a vehicle's computer write. */
export interface SampleEntry {
  timeNs: bigint;
  /** Since the computer was switched on. */
  uptimeSeconds: number;
  level: SampleLevel;
  source: string;
  text: string;
  /** Lines that continue it, such as a stack trace. */
  more?: readonly string[];
}

export type SampleLevel = 'debug' | 'info' | 'warning' | 'error' | 'critical';

const letters = { debug: 'D', info: 'I', warning: 'W', error: 'E', critical: 'F' } as const;
const words = { debug: 'DEBUG', info: 'INFO', warning: 'WARN', error: 'ERROR', critical: 'FATAL' } as const;
const python = { ...words, warning: 'WARNING', critical: 'CRITICAL' } as const;
/** Of syslog (RFC 5424, 6.2.1); the facility is that of daemons, 3. */
const severities = { debug: 7, info: 6, warning: 4, error: 3, critical: 2 } as const;
const months = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ');

const process = 1702;
const thread = 2395;

/** `2026-03-14T08:00:00.123456` in UTC. */
function iso({ timeNs }: SampleEntry): string {
  const seconds = new Date(Number(timeNs / 1_000_000n)).toISOString().slice(0, 19);
  return `${seconds}.${String(timeNs % 1_000_000_000n)
    .padStart(9, '0')
    .slice(0, 6)}`;
}

const spaced = (entry: SampleEntry, digits: number) =>
  iso(entry)
    .replace('T', ' ')
    .slice(0, 20 + digits);

const epoch = ({ timeNs }: SampleEntry) =>
  `${timeNs / 1_000_000_000n}.${String(timeNs % 1_000_000_000n).padStart(9, '0')}`;

/** Ten seconds ahead of Unix, as daemontools writes it. */
function tai64n({ timeNs }: SampleEntry): string {
  const hex = (value: bigint, digits: number) => value.toString(16).padStart(digits, '0');
  const seconds = timeNs / 1_000_000_000n + 10n;
  return `@${hex(2n ** 62n + seconds, 16)}${hex(timeNs % 1_000_000_000n, 8)}`;
}

function syslogTime(entry: SampleEntry): string {
  const text = iso(entry);
  return `${months[Number(text.slice(5, 7)) - 1]} ${String(Number(text.slice(8, 10))).padStart(2)} ${text.slice(11, 19)}`;
}

/** The name of a class in Java. */
const classOf = ({ source }: SampleEntry) =>
  source.charAt(0).toUpperCase() + source.slice(1).replaceAll('-', '_');

const android = ({ level, source, text }: SampleEntry) =>
  `${String(process).padStart(5)} ${String(thread).padStart(5)} ${letters[level]} ${source.padEnd(8)}: ${text}`;

/** How programs write an entry in one line, by the format. */
const styles = {
  logcat: (entry) => `${spaced(entry, 3).slice(5)} ${android(entry)}`,
  'logcat of a year': (entry) => `${spaced(entry, 3)} ${android(entry)}`,
  'monotonic logcat': (entry) => `${entry.uptimeSeconds.toFixed(3).padStart(10)} ${android(entry)}`,
  syslog: (entry) =>
    `<${24 + severities[entry.level]}>${syslogTime(entry)} tcu ${entry.source}[${process}]: ${entry.text}`,
  'RFC 5424': (entry) =>
    `<${24 + severities[entry.level]}>1 ${iso(entry)}Z tcu ${entry.source} ${process} - - ${entry.text}`,
  OpenWrt: (entry) =>
    `${syslogTime(entry)} tcu daemon.${{ ...words, info: 'info', warning: 'warn', error: 'err', critical: 'crit', debug: 'debug' }[entry.level]} ${entry.source}[${process}]: ${entry.text}`,
  dmesg: (entry) =>
    `<${severities[entry.level]}>[${entry.uptimeSeconds.toFixed(6).padStart(12)}] ${entry.source}: ${entry.text}`,
  ROS: (entry) => `[${words[entry.level]}] [${epoch(entry)}] [${entry.source}]: ${entry.text}`,
  'ROS launch': (entry) =>
    `[${entry.source}-1] [${words[entry.level]}] [${epoch(entry)}] [${entry.source}]: ${entry.text}`,
  glog: (entry) =>
    `${letters[entry.level].replace('D', 'I')}${spaced(entry, 6).slice(5).replace('-', '')} ${process} ${entry.source}.cc:12] ${entry.text}`,
  Python: (entry) =>
    `${spaced(entry, 3).replace('.', ',')} - ${entry.source} - ${python[entry.level]} - ${entry.text}`,
  'Python without times': (entry) => `${python[entry.level]}:${entry.source}:${entry.text}`,
  spdlog: (entry) => `[${spaced(entry, 3)}] [${entry.source}] [${entry.level}] ${entry.text}`,
  log4j: (entry) =>
    `${spaced(entry, 3).replace('.', ',')} ${words[entry.level].padEnd(5)} [main] org.example.${entry.source}: ${entry.text}`,
  Spark: (entry) =>
    `${spaced(entry, 0).slice(2, 19).replaceAll('-', '/')} ${words[entry.level]} org.example.${classOf(entry)}: ${entry.text}`,
  HDFS: (entry) =>
    `${spaced(entry, 0).slice(2, 19).replaceAll(/[-:]/g, '')} 148 ${words[entry.level]} org.example.${classOf(entry)}: ${entry.text}`,
  logfmt: (entry) =>
    `time="${iso(entry)}Z" level=${entry.level} component=${entry.source} msg=${JSON.stringify(entry.text)}`,
  'time of day': (entry) =>
    `${spaced(entry, 3).slice(11)} [main] ${words[entry.level]} org.example.${entry.source} - ${entry.text}`,
  TAI64N: (entry) => `${tai64n(entry)} ${words[entry.level]} ${entry.source} - ${entry.text}`,
  Monolog: (entry) =>
    `[${iso(entry)}+00:00] ${entry.source}.${python[entry.level].replace('FATAL', 'CRITICAL')}: ${entry.text}`,
  'Docker Compose': (entry) =>
    `${entry.source.padEnd(12)} | ${spaced(entry, 3)} ${words[entry.level]} ${entry.text}`,
  'ESP-IDF': (entry) =>
    `${letters[entry.level].replace('F', 'E')} (${Math.round(entry.uptimeSeconds * 1000)}) ${entry.source}: ${entry.text}`,
} satisfies Record<string, (entry: SampleEntry) => string>;

export type TextlogStyle = keyof typeof styles;
export const textlogStyles = Object.keys(styles) as TextlogStyle[];

export function writeTextlog(entries: readonly SampleEntry[], style: TextlogStyle): Uint8Array {
  const lines = entries.flatMap((entry) => [styles[style](entry), ...(entry.more ?? [])]);
  if (style.includes('logcat')) lines.unshift('--------- beginning of main');
  return Buffer.from(lines.map((line) => `${line}\n`).join(''));
}
