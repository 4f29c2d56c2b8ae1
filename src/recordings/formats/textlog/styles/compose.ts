import type { LogEntry, LogStyle } from '../log-style.ts';

/** The name of the container, filled up to the longest one, and a bar (`docker compose logs`, `docker compose up`). */
const prefix = /^([A-Za-z][\w.-]{0,100}?) +\| /;

/** Lines of several services, each in its own style or in none; `styles` are tried in their order. */
export function composed(styles: readonly LogStyle[]): LogStyle {
  return {
    writer: 'services of Docker Compose',
    read: (line) => {
      const [head = '', service = ''] = prefix.exec(line) ?? [];
      const rest = line.slice(head.length);
      if (head === '' || /^\s|^$/.test(rest)) return undefined;
      const entry = firstEntry(styles, rest);
      if (entry) return { ...entry, source: service };
      // Whichever service wrote the line before, this one did not continue it.
      return { time: undefined, level: undefined, source: service, text: rest, isProof: false };
    },
  };
}

/** The first with a level, or else the first. */
function firstEntry(styles: readonly LogStyle[], line: string): LogEntry | undefined {
  let first: LogEntry | undefined;
  for (const style of styles) {
    const entry = style.read(line);
    if (entry === undefined || entry === 'heading') continue;
    if (entry.level !== undefined) return entry;
    first ??= entry;
  }
  return first;
}
