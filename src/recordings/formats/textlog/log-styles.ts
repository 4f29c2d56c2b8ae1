import { withoutEscapes } from '../../summary/text.ts';
import { textOfBytes } from '../text/ascii.ts';
import { type LogEntry, type LogStyle, longestHead } from './log-style.ts';
import { composed } from './styles/compose.ts';
import { espIdf } from './styles/esp-idf.ts';
import { glog } from './styles/glog.ts';
import { hadoop } from './styles/hadoop.ts';
import { kernel } from './styles/kernel.ts';
import { logcat } from './styles/logcat.ts';
import { logfmt } from './styles/logfmt.ts';
import { monolog } from './styles/monolog.ts';
import { dated, log4jElapsed, pythonDefault, secondsOnly, timeOfDay } from './styles/programs.ts';
import { ros } from './styles/ros.ts';
import { syslog } from './styles/syslog.ts';
import { tai64n } from './styles/tai64n.ts';

const plainStyles: readonly LogStyle[] = [
  logcat,
  ros,
  glog,
  espIdf,
  syslog,
  kernel,
  tai64n,
  monolog,
  log4jElapsed,
  pythonDefault,
  hadoop,
  logfmt,
  dated,
  timeOfDay,
  secondsOnly,
];

/** Of those that know equally many lines, and levels in them, the first is taken. */
export const logStyles: readonly LogStyle[] = [...plainStyles, composed(plainStyles)];

/** Reads the head of a line in a style, within bounds, and the rest of it as its text. */
export function readHead(style: LogStyle, line: string): LogEntry | 'heading' | undefined {
  const head = style.read(line.slice(0, longestHead));
  if (head === undefined || head === 'heading' || line.length <= longestHead) return head;
  return { ...head, text: head.text + line.slice(longestHead) };
}

/** A word of a language rather than a figure or a name of a column. */
const words = /(?<![\w.])[A-Za-z]{3,}(?![\w=])/;
const onlyHexadecimal = /^[\dA-F\s.,:;#[\]x-]*$/i;
const dataBytes = /(?:\b[\dA-F]{2}\b[ ,:]?){4}/i;

/** Lines of data have times too; a log has a level, or words. */
function isProof(head: LogEntry | 'heading'): boolean {
  if (head === 'heading' || head.level !== undefined) return true;
  return (
    head.isProof !== false &&
    words.test(head.text) &&
    !onlyHexadecimal.test(head.text) &&
    !dataBytes.test(head.text)
  );
}

/** Entries with a level that show that the lines between them belong to a log. */
const leastLeveled = 2;

/** The style that most of the first lines have; undefined if fewer than half of them have one. Zeros may stand between lines. */
export function styleOf(head: Uint8Array): LogStyle | undefined {
  const lines = textOfBytes(head)
    .replace(/^\ufeff/, '')
    .split(/\r?\n|\0+/)
    .map((line) => withoutEscapes(line.slice(0, 2 * longestHead)).trimEnd())
    .filter((line) => line.trim() !== '');
  let best: StyleShare | undefined;
  for (const style of logStyles) {
    const share = shareOf(style, lines);
    const isBetter = best && share.count === best.count ? share.levels > best.levels : true;
    if (!best || (share.count >= best.count && isBetter)) best = share;
  }
  return best && isLog(best) ? best.style : undefined;
}

/** How many of the first lines have a style. */
interface StyleShare {
  style: LogStyle;
  count: number;
  levels: number;
  /** Lines that are neither heads nor continue an entry by their form. */
  others: number;
  continued: number;
}

/** What continues an entry wherever it is written: lines that are set in, as those of traces, and the ends of what was set in. */
const continuation = /^(?:\s|Caused by: |Traceback \(|\.\.\. \d|[)\]}])/;

function shareOf(style: LogStyle, lines: readonly string[]): StyleShare {
  const share: StyleShare = { style, count: 0, levels: 0, others: 0, continued: 0 };
  for (const line of lines) {
    const head = readHead(style, line);
    if (head !== undefined && isProof(head)) {
      share.count += 1;
      if (head !== 'heading' && head.level !== undefined) share.levels += 1;
    } else if (share.count > 0 && continuation.test(line)) share.continued += 1;
    else share.others += 1;
  }
  return share;
}

/** Half of the lines; where others are only set in, as in other texts too, half of the rest, several of them with a level. */
function isLog({ count, levels, others, continued }: StyleShare): boolean {
  if (count === 0) return false;
  return count >= others + continued || (count >= others && levels >= leastLeveled);
}
