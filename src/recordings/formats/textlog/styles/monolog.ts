import { levelOfWord } from '../../../meaning/interpret/level-words.ts';
import type { LogStyle } from '../log-style.ts';
import { isoStamp } from '../stamps.ts';

/** Levels of RFC 5424, as PHP's PSR-3 has them. */
const behind = /\] ([\w.-]{1,100})\.(DEBUG|INFO|NOTICE|WARNING|ERROR|CRITICAL|ALERT|EMERGENCY): ?/y;

/** `[2024-03-09T23:01:31.123456+01:00] app.ERROR: text`: the `LineFormatter` of Monolog, in Symfony and Laravel among others. */
export const monolog: LogStyle = {
  writer: 'Monolog (PHP)',
  read: (line) => {
    const stamp = line.startsWith('[') ? isoStamp(line, 1) : undefined;
    if (!stamp) return undefined;
    behind.lastIndex = stamp.end;
    const [head = '', source = '', level = ''] = behind.exec(line) ?? [];
    if (head === '') return undefined;
    return { time: stamp.time, level: levelOfWord(level), source, text: line.slice(stamp.end + head.length) };
  },
};
