import { frameFlags } from '../../meaning/can/can-frame.ts';
import { hasControls, latin1 } from '../text/ascii.ts';
import type { LineKind, LineParser, LogLine } from './log-line.ts';

/** "Type" of the CANLogger1000 to 3000 manuals (CSS Electronics): bit 0 an identifier of 29 bits, bit 3 sent by the logger. */
const typeBits = { extended: 1, transmitted: 8 } as const;
const knownTypes = typeBits.extended | typeBits.transmitted;
const longestLine = 400;

/** Parts of a time by the number in "Time format": 1 has seconds and milliseconds, each further one a part in front. */
const parts = ['second', 'minute', 'hour', 'day', 'month', 'year'] as const;
type Part = (typeof parts)[number] | 'ms';

/**
 * Logs of the CANLogger1000, 2000 and 3000 (CSS Electronics): a heading of `# Name: value` that says how the lines are
 * written, names of columns, and `09T140808105;1;18feae30;ff648d8dffffcf3f`.
 */
export class CssLoggerParser implements LineParser {
  readonly #said = new Map<string, string>();
  #separator = ';';
  #columns: string[] = [];
  #time: RegExp | undefined;
  begins: RegExp | undefined;
  #timeParts: Part[] = [];
  /** Of the time in the heading, for the parts that lines leave out. */
  #start = { year: 1970, month: 1, day: 1, hour: 0, minute: 0, second: 0 };
  #previousMs: number | undefined;
  /** Periods that have passed since the heading, of the part that lines leave out. */
  #step = 0;

  read(bytes: Uint8Array, start: number, end: number, line: LogLine): LineKind {
    if (hasControls(bytes, start, end) || end - start > longestLine) return 'unreadable';
    const text = latin1(bytes, start, end).trim();
    if (text.startsWith('#')) return this.#readHeading(text);
    const cells = text.split(this.#separator);
    if (cells.includes('ID')) {
      this.#columns = cells.map((cell) => cell.trim());
      const time = this.#timePattern();
      this.#time = time === undefined ? undefined : new RegExp(`^${time}$`);
      this.begins = time === undefined ? undefined : new RegExp(`${time}(?=\\D)`, 'g');
      return 'heading';
    }
    return this.#readFrame((name) => cells[this.#columns.indexOf(name)]?.trim() ?? '', line);
  }

  #readHeading(text: string): LineKind {
    const [, name = '', value = ''] = /^#\s*([^:]{1,40}):\s?(.*)$/.exec(text) ?? [];
    if (this.#said.size < 100) this.#said.set(name, value.replace(/^"(.*)"$/, '$1'));
    if (name === 'Value separator') this.#separator = this.#said.get(name) || ';';
    if (name === 'Time') {
      const start = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)$/.exec(value)?.slice(1).map(Number);
      const [year = 1970, month = 1, day = 1, hour = 0, minute = 0, second = 0] = start ?? [];
      this.#start = { year, month, day, hour, minute, second };
    }
    return 'heading';
  }

  #timePattern(): string | undefined {
    const format = Number(this.#said.get('Time format'));
    if (!(format >= 1 && format <= parts.length)) return undefined;
    this.#timeParts = [...parts.slice(0, format)].reverse();
    this.#timeParts.push('ms');
    const between = (name: string) => (this.#said.get(name) ?? '').replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');
    const behind: Partial<Record<Part, string>> = {
      year: between('Date separator'),
      month: between('Date separator'),
      day: between('Time and date separator'),
      hour: between('Time separator'),
      minute: between('Time separator'),
      second: between('Time separator ms'),
    };
    const digits: Partial<Record<Part, number>> = { year: 4, ms: 3 };
    const pattern = this.#timeParts.map((part) => `(\\d{${digits[part] ?? 2}})${behind[part] ?? ''}`);
    return pattern.join('');
  }

  #readFrame(cell: (name: string) => string, line: LogLine): LineKind {
    const id = /^[\da-f]{1,8}$/i.test(cell('ID')) ? Number.parseInt(cell('ID'), 16) : -1;
    const written = this.#columns.includes('Type') ? cell('Type') : '0';
    const type = /^\d{1,3}$/.test(written) ? Number(written) : -1;
    if (!line.setId(id) || type < 0 || !this.#readTime(cell('Timestamp'), line)) return 'unreadable';
    if ((type & ~knownTypes) !== 0) {
      line.text = `type ${type}`;
      return 'other';
    }
    if ((type & typeBits.extended) !== 0) line.flags |= frameFlags.extended;
    if ((type & typeBits.transmitted) !== 0) line.flags |= frameFlags.transmitted;
    const data = cell('Data');
    if (!/^(?:[\da-f]{2}){0,64}$/i.test(data)) return 'unreadable';
    line.length = data.length / 2;
    line.data.set(Buffer.from(data, 'hex'));
    const said = cell('Length');
    return said === '' || Number(said) === line.length ? 'frame' : 'unreadable';
  }

  /** Parts that lines leave out are those of the heading; where times then fall, the next of them has begun. */
  #readTime(text: string, line: LogLine): boolean {
    const found = this.#time?.exec(text)?.slice(1).map(Number);
    if (!found) return !this.#columns.includes('Timestamp');
    const at: Record<string, number> = { ...this.#start, ms: 0 };
    for (const [index, part] of this.#timeParts.entries()) at[part] = found[index] as number;
    const ms = this.#unfolded(at);
    return ms >= 0 && line.time.tick(Math.floor(ms / 1000), (ms % 1000) * 1_000_000);
  }

  /** The time nearest to the previous one, of the three periods around it. */
  #unfolded(at: Record<string, number>): number {
    const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0, ms = 0 } = at;
    const [first] = this.#timeParts;
    const previous = this.#previousMs ?? this.#startMs;
    const time = (step: number) =>
      Date.UTC(
        year + (first === 'month' ? step : 0),
        month - 1 + (first === 'day' ? step : 0),
        day + (first === 'hour' ? step : 0),
        hour + (first === 'minute' ? step : 0),
        minute + (first === 'second' ? step : 0),
        second,
        ms,
      );
    const distance = (step: number) => Math.abs(time(step) - previous);
    if (first !== 'year') {
      const steps = [this.#step, this.#step - 1, this.#step + 1];
      this.#step = steps.reduce((best, step) => (distance(step) < distance(best) ? step : best));
    }
    this.#previousMs = time(this.#step);
    return this.#previousMs;
  }

  get #startMs(): number {
    const { year, month, day, hour, minute, second } = this.#start;
    return Date.UTC(year, month - 1, day, hour, minute, second);
  }
}
