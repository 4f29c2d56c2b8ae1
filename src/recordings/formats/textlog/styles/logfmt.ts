import { levelOfWord } from '../../../meaning/interpret/level-words.ts';
import type { LogEntry, LogStyle } from '../log-style.ts';
import { isoStamp, type Stamp, secondsStamp } from '../stamps.ts';

/** A key, and a value with or without quotes; the quotes of the last one may be behind the end of what is looked at. */
const pair = /([A-Za-z_@][\w.@-]{0,60})=(?:"((?:[^"\\]|\\.)*)(?:"(?=\s|$)|$)|([^\s"]*))\s?/y;
/** What logrus, slog, go-kit and zerolog of Go, and their likes in other languages, name them. */
const timeKeys = new Set(['time', 'ts', 't', 'timestamp', '@timestamp']);
const levelKeys = new Set(['level', 'lvl', 'severity', 'levelname']);
const textKeys = new Set(['msg', 'message']);
const sourceKeys = new Set(['logger', 'component', 'module', 'source', 'caller', 'name']);

/** Pairs of keys and values (logfmt), with a text and at least a time or a level. */
export const logfmt: LogStyle = {
  writer: 'a program, in pairs of keys and values (logfmt)',
  read: (line) => {
    let entry: LogEntry = { time: undefined, level: undefined, source: '', text: '' };
    let text: string | undefined;
    const rest: string[] = [];
    let at = 0;
    while (at < line.length) {
      pair.lastIndex = at;
      const match = pair.exec(line);
      // Behind the text anything may follow.
      if (!match) break;
      at = pair.lastIndex;
      const [whole, key = '', quoted, bare = ''] = match;
      const value = quoted === undefined ? bare : unescaped(quoted);
      const known = fieldOf(key.toLowerCase(), value, entry);
      if (known) entry = { ...entry, ...known };
      else if (text === undefined && textKeys.has(key.toLowerCase())) text = value;
      else rest.push(whole.trim());
    }
    const isEntry = text !== undefined && (entry.time !== undefined || entry.level !== undefined);
    if (!isEntry) return undefined;
    return { ...entry, text: [text, ...rest, line.slice(at)].filter((part) => part !== '').join(' ') };
  },
};

/** What a pair says of the time, level or source of the entry that no pair in front of it says. */
function fieldOf(key: string, value: string, entry: LogEntry): Partial<LogEntry> | undefined {
  if (entry.time === undefined && timeKeys.has(key)) {
    const stamp = wholeStamp(value);
    return stamp && { time: stamp.time };
  }
  if (entry.level === undefined && levelKeys.has(key)) {
    const level = levelOfWord(value);
    return level && { level };
  }
  return entry.source === '' && sourceKeys.has(key) && value !== '' ? { source: value } : undefined;
}

function wholeStamp(value: string): Stamp | undefined {
  const stamp = isoStamp(value, 0) ?? secondsStamp(value, 0);
  return stamp?.end === value.length ? stamp : undefined;
}

function unescaped(text: string): string {
  return text.replace(/\\(["\\])/g, '$1');
}
