import { snakeCase } from '../../../domain/snake-case.ts';
import type { ChannelSink, Fields } from '../../messages/message-sink.ts';
import { nanoseconds } from '../../summary/nanoseconds.ts';
import type { SummaryBuilder } from '../../summary/summary-builder.ts';
import type { TopicTracker } from '../../summary/topic-tracker.ts';
import { type ColumnName, columnName } from './column-name.ts';
import { clockOf, dateOf } from './date-parts.ts';
import { FigureColumn } from './figure-column.ts';
import { GroupTimes } from './group-times.ts';
import { findLogColumns, type LogColumns, reportLogRow } from './log-columns.ts';
import { RowTime } from './row-time.ts';
import type { TimeColumn } from './time-column.ts';

/** Names of signals in a table with a row per value. */
const maxNames = 1_000;
/** Names of columns in the type of the topic. */
const namedColumns = 8;

/** One row, by the positions of its columns. */
export interface Row {
  /** NaN if the cell is no number. */
  number(index: number): number;
  /** Empty if there is no such cell. */
  text(index: number): string;
}

export interface TableOptions {
  headings: readonly ColumnName[];
  sample: readonly (readonly string[])[];
  time: TimeColumn;
  encoding: string;
  /** The name of its topic. */
  topic: string;
}

/** A table with a row per signal and moment: time, name, value. */
interface LongColumns {
  name: number;
  value: number;
  unit: number;
}

/** The rows of a table: messages of one topic, whose columns are figures, lines of a log, or both. */
export class Table {
  readonly time: RowTime;
  readonly #builder: SummaryBuilder;
  readonly #topic: string;
  readonly #tracker: TopicTracker;
  readonly #at: TimeColumn;
  readonly #groups: GroupTimes;
  readonly #log: LogColumns | undefined;
  readonly #long: LongColumns | undefined;
  readonly #named = new Map<string, FigureColumn>();
  readonly figures: { index: number; column: FigureColumn }[] = [];
  readonly #headings: ColumnName[] = [];
  readonly #sink: ChannelSink | undefined;
  #columns = 0;

  constructor(builder: SummaryBuilder, { headings, sample, time, encoding, topic }: TableOptions) {
    const names = headings.map(({ name }) => name);
    this.time = new RowTime(time.kind);
    this.#builder = builder;
    this.#topic = topic;
    this.#at = time;
    this.#groups = new GroupTimes(time);
    const type = typeOf(names, time);
    this.#tracker = builder.topic({ name: topic, type, encoding });
    const fields = () => this.#headings;
    this.#sink = builder.channel({ topic, type, encoding, fields });
    this.#log = findLogColumns(names, sample);
    this.#long = findLongColumns(names, sample);
    for (const heading of headings) this.add(heading);
  }

  /** What it was taken for, besides its time. */
  get understood(): string {
    if (this.#long) return 'a row per signal and moment';
    return this.#log ? 'lines of a log' : '';
  }

  /** A further column, behind the others. */
  add(heading: ColumnName): void {
    const index = this.#columns;
    this.#headings.push(heading);
    this.#columns += 1;
    if ([...columnsOf(this.#at), ...this.wordColumns].includes(index)) return;
    this.figures.push({ index, column: new FigureColumn(heading, this.#topic, this.#builder) });
  }

  /** Counts a row of `bytes` bytes; if it has no time, only its values as left out, and false. */
  row(row: Row, bytes: number, offset: number): boolean {
    if (!this.#readTime(row)) {
      const values = this.figures.filter((figure) => row.text(figure.index) !== '').length;
      this.#builder.omit('no_time', values);
      return false;
    }
    this.count(bytes, offset);
    for (const { index: at, column } of this.figures) {
      const value = row.number(at);
      const time = this.#groups.timeOf(row, at) ?? this.time;
      if (Number.isNaN(value)) column.text(row.text(at));
      else column.number(value, time.high, time.low, offset);
    }
    this.words(row, offset);
    this.#sink?.message(
      nanoseconds(this.time.high, this.time.low),
      offset,
      undefined,
      () => this.#fields(row),
      0,
    );
    return true;
  }

  #readTime(row: Row): boolean {
    const { index, rest, parts } = this.#at;
    const textOf = (at: number) => row.text(at);
    if (parts) return this.time.read(clockOf(parts, textOf), dateOf(parts, textOf));
    // Where groups of columns have times of their own, some have fewer rows.
    const first = [index, ...(this.#at.further ?? [])].find((at) => row.text(at) !== '') ?? index;
    return this.time.read(row.text(first), rest === undefined ? undefined : row.text(rest));
  }

  get handsOver(): boolean {
    return this.#sink !== undefined;
  }

  /** One value of a row at the time that was read, for tables that are stored by columns. */
  handOver(index: number, value: number | string, offset: number): void {
    if (!this.#sink) return;
    const name = this.#headings[index]?.name ?? '';
    this.#sink.message(
      nanoseconds(this.time.high, this.time.low),
      offset,
      undefined,
      () => ({ [name]: value }),
      0,
    );
  }

  #fields(row: Row): Fields {
    const found: Fields = {};
    const times = columnsOf(this.#at);
    for (const [index, { name }] of this.#headings.entries()) {
      if (times.includes(index)) continue;
      const value = row.number(index);
      const text = Number.isNaN(value) ? row.text(index) : '';
      if (text !== '' || !Number.isNaN(value)) found[name] = text === '' ? value : text;
    }
    return found;
  }

  /** Counts a row at the time that was read. */
  count(bytes: number, offset: number): void {
    this.#tracker.add(this.time.high, this.time.low, bytes, offset);
  }

  /** What is not a column of figures: a line of a log, or the value of a signal that another column names. */
  words(row: Row, offset: number): void {
    if (this.#long) this.#value(row, this.#long, offset);
    if (this.#log) this.#line(row, this.#log, offset);
  }

  /** The columns that `words` needs. */
  get wordColumns(): number[] {
    const { message = -1, level = -1, source = -1 } = this.#log ?? {};
    const { name = -1, value = -1, unit = -1 } = this.#long ?? {};
    return [message, level, source, name, value, unit].filter((index) => index >= 0);
  }

  #value(row: Row, { name, value, unit }: LongColumns, offset: number): void {
    const { high, low } = this.time;
    const signal = row.text(name);
    let column = this.#named.get(signal);
    if (!column) {
      if (this.#named.size >= maxNames) {
        this.#builder.omit('too_many', 1);
        return;
      }
      const written = unit < 0 ? '' : row.text(unit).trim();
      // `Distance travelled (total)` with its unit in a column of its own is another signal than the one without brackets.
      const heading = written === '' ? columnName(signal) : { name: signal.trim(), unit: written };
      column = new FigureColumn(heading, this.#topic, this.#builder);
      this.#named.set(signal, column);
    }
    const figure = row.number(value);
    if (Number.isNaN(figure)) column.text(row.text(value));
    else column.number(figure, high, low, offset);
  }

  #line(row: Row, { level, message, source, numbers }: LogColumns, offset: number): void {
    const { high, low } = this.time;
    const place = { timeNs: nanoseconds(high, low), topic: this.#topic, offset };
    const line = {
      level: row.text(level),
      message: row.text(message),
      source: source < 0 ? '' : row.text(source),
    };
    reportLogRow(line, numbers, place, this.#builder);
  }
}

/** The columns that the time of a row is in. */
function columnsOf({ index, rest, further, parts }: TimeColumn): number[] {
  return [
    index,
    ...(further ?? []),
    ...(rest === undefined ? [] : [rest]),
    ...(parts?.date ?? []),
    ...(parts?.clock ?? []),
  ];
}

function typeOf(names: readonly string[], time: TimeColumn): string {
  const times = columnsOf(time);
  const others = names.filter((_, index) => !times.includes(index));
  const rest = others.length - namedColumns;
  return `${others.slice(0, namedColumns).join(', ')}${rest > 0 ? ` and ${rest} more` : ''}`;
}

const longNames = {
  // `PID` is Car Scanner's, whose names are words in the language of the phone.
  name: /^(?:signal|signal_name|name|parameter|param|pid|variable|channel|channel_name|measurement|metric|sensor)$/,
  value: /^(?:value|val|signal_value|reading|physical_value|phys_value)$/,
  unit: /^(?:unit|units)$/,
};

function findLongColumns(
  names: readonly string[],
  sample: readonly (readonly string[])[],
): LongColumns | undefined {
  const plain = names.map((name) => snakeCase(name.trim()));
  const find = (pattern: RegExp) => plain.findIndex((name) => pattern.test(name));
  const columns = { name: find(longNames.name), value: find(longNames.value), unit: find(longNames.unit) };
  if (columns.name < 0 || columns.value < 0) return undefined;
  const areWords = sample.every((row) => Number.isNaN(Number(row[columns.name] || 'none')));
  return areWords ? columns : undefined;
}
