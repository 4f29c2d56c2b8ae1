import { withoutEscapes } from '../../summary/text.ts';
import { textOfBytes } from '../text/ascii.ts';
import { type LogEntry, type LogStyle, longestHead } from './log-style.ts';
import { espIdf } from './styles/esp-idf.ts';
import { glog } from './styles/glog.ts';
import { kernel } from './styles/kernel.ts';
import { logcat } from './styles/logcat.ts';
import { dated, log4jElapsed, pythonDefault, secondsOnly, timeOfDay } from './styles/programs.ts';
import { ros } from './styles/ros.ts';
import { syslog } from './styles/syslog.ts';

/** Of those that know equally many lines, and levels in them, the first is taken. */
export const logStyles: readonly LogStyle[] = [
  logcat,
  ros,
  glog,
  espIdf,
  syslog,
  kernel,
  log4jElapsed,
  pythonDefault,
  dated,
  timeOfDay,
  secondsOnly,
];

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
  return words.test(head.text) && !onlyHexadecimal.test(head.text) && !dataBytes.test(head.text);
}

/** The style that most of the first lines have; undefined if fewer than half of them have one. Zeros may stand between lines. */
export function styleOf(head: Uint8Array): LogStyle | undefined {
  const lines = textOfBytes(head)
    .replace(/^\ufeff/, '')
    .split(/\r?\n|\0+/)
    .map((line) => withoutEscapes(line.slice(0, 2 * longestHead)).trimEnd())
    .filter((line) => line.trim() !== '');
  let best: { style: LogStyle; count: number; levels: number } | undefined;
  for (const style of logStyles) {
    const heads = lines
      .map((line) => readHead(style, line))
      .filter((each) => each !== undefined && isProof(each));
    const count = heads.length;
    const levels = heads.filter((each) => each !== 'heading' && each?.level !== undefined).length;
    if (!best || count > best.count || (count === best.count && levels > best.levels))
      best = { style, count, levels };
  }
  return best && best.count > 0 && best.count * 2 >= lines.length ? best.style : undefined;
}
