import { levelOfWord } from '../../../meaning/interpret/level-words.ts';
import type { LogStyle } from '../log-style.ts';
import { ctimeStamp, firstStamp, secondsStamp } from '../stamps.ts';
import { levelOfPriority } from './syslog.ts';

/** `dmesg --decode` names facility and level, `dmesg --raw` has their number. */
const front =
  /^(?:<(\d{1,3})>|(?:kern|user|daemon|syslog|auth|local[0-7]) {0,9}: ?([a-z]{3,7}) {0,9}: )?\[ {0,9}/;
/** The caller, a thread or a processor (`CONFIG_PRINTK_CALLER`). */
const behind = /\](?:\[ {0,9}[TC]\d{1,9}\])?(?: |$)/y;

export const kernel: LogStyle = {
  writer: 'the Linux kernel (dmesg)',
  read: (line) => {
    const match = front.exec(line);
    if (!match) return undefined;
    const stamp = firstStamp([secondsStamp, ctimeStamp], line, match[0].length);
    if (!stamp || stamp.time.kind === 'epoch') return undefined;
    behind.lastIndex = stamp.end;
    if (!behind.test(line)) return undefined;
    const [, digits, word] = match;
    const level = word === undefined ? levelOfPriority(digits) : levelOfWord(word);
    return { time: stamp.time, level, source: 'kernel', text: line.slice(behind.lastIndex) };
  },
};
