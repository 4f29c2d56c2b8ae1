import type { ColumnName } from '../tables/column-name.ts';
import { dayMs, dayNumber } from '../text/days.ts';

/** Columns beyond these are no VBO file. */
const maxColumns = 1_000;
/** Units at the end of a name in the section `[header]`, as they are written elsewhere. */
const units: Record<string, string> = {
  kmh: 'km/h',
  'km/h': 'km/h',
  'm/s': 'm/s',
  knots: 'kn',
  mph: 'mph',
  g: 'g',
  m: 'm',
  deg: 'deg',
  s: 's',
};

/** The columns of the rows, in their order. */
export interface VboColumns {
  names: readonly string[];
  headings: ColumnName[];
}

/** What stands in front of the rows: the sections before `[data]`. */
export class VboHeader {
  /** Milliseconds since 1970 when the file was made, on the logger's clock taken as UTC; undefined if it does not say. */
  createdMs: number | undefined;
  /** Of `[column names]`, separated by blanks, which names of further channels may have themselves. */
  #columns: string[] = [];
  #columnLine = '';
  /** Of `[header]`, one a line. */
  readonly #names: string[] = [];
  readonly #units: string[] = [];
  #section = '';

  /** Whether one of the lists of names has a time. */
  get hasTime(): boolean {
    return this.#columns.some(isTime) || this.#names.some(isTime);
  }

  /** A line of the header; true once the rows begin. */
  read(text: string): boolean {
    const [, section] = /^\[([\w ]{1,40})\]$/.exec(text) ?? [];
    if (section !== undefined) {
      this.#section = section.toLowerCase();
      return this.#section === 'data';
    }
    this.createdMs ??= createdOn(text);
    if (this.#section === 'header' && this.#names.length < maxColumns) this.#names.push(text);
    if (this.#section === 'channel units' && this.#units.length < maxColumns) this.#units.push(text);
    if (this.#section === 'column names' && this.#columns.length === 0) {
      this.#columnLine = text;
      this.#columns = text.split(/\s+/).slice(0, maxColumns);
    }
    return false;
  }

  /** The columns of rows of so many cells; undefined if neither list of names has as many. */
  columnsOf(cells: number): VboColumns | undefined {
    const names = [this.#columns, this.#names].find(({ length }) => length === cells);
    if (!names) return undefined;
    return { names, headings: this.#names.length === cells ? this.#headings() : names.map(bare) };
  }

  /** Names and units of `[header]`; those of `[channel units]` are of the further channels, if each of them has one. */
  #headings(): ColumnName[] {
    const headings = this.#names.map(headingOf);
    const further = this.#furtherChannels();
    if (this.#units.length !== further) return headings;
    const first = headings.length - further;
    return headings.map((heading, at) =>
      at < first ? heading : { name: this.#names[at] as string, unit: this.#units[at - first] as string },
    );
  }

  /** How many of the last channels have the same name in both lists, which no logger's own channel of speed or position has. */
  #furtherChannels(): number {
    let rest = this.#columnLine;
    let count = 0;
    for (const name of this.#names.toReversed()) {
      if (!rest.endsWith(name) || /^(?:time|heading|height)$/i.test(name)) break;
      rest = rest.slice(0, -name.length).trimEnd();
      count += 1;
    }
    return count;
  }
}

const bare = (name: string): ColumnName => ({ name, unit: '' });
const isTime = (name: string) => /^time$/i.test(name);

/** `velocity kmh` */
function headingOf(written: string): ColumnName {
  const [, name = written, last = ''] = /^(.+)\s+(\S+)$/.exec(written) ?? [];
  const unit = units[last.toLowerCase()];
  return unit === undefined ? bare(written) : { name, unit };
}

/** `File created on 05/06/2010 @ 10:33:53`: day first. */
function createdOn(text: string): number | undefined {
  const found =
    /^File created on (\d{1,2})\/(\d{1,2})\/(\d{4}) (?:@|at) (\d{1,2}):(\d{2})(?::(\d{2}))?/i.exec(text);
  if (!found) return undefined;
  const [day = 0, month = 0, year = 0, hour = 0, minute = 0, second = 0] = found
    .slice(1)
    .map((each) => Number(each ?? 0));
  const days = year >= 1980 ? dayNumber(year, month, day) : undefined;
  return days === undefined ? undefined : days * dayMs + ((hour * 60 + minute) * 60 + second) * 1000;
}
