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

/** What stands in front of the rows: the sections before `[data]`. */
export class VboHeader {
  /** Milliseconds since 1970 when the file was made, on the logger's clock taken as UTC; undefined if it does not say. */
  createdMs: number | undefined;
  /** In the order of the columns; empty before `[column names]`. */
  columns: string[] = [];
  readonly #names: string[] = [];
  #section = '';

  /** A line of the header; true once the rows begin. */
  read(text: string): boolean {
    const [, section] = /^\[([\w ]{1,40})\]$/.exec(text) ?? [];
    if (section !== undefined) {
      this.#section = section.toLowerCase();
      return this.#section === 'data';
    }
    this.createdMs ??= createdOn(text);
    if (this.#section === 'header' && this.#names.length < maxColumns) this.#names.push(text);
    if (this.#section === 'column names' && this.columns.length === 0)
      this.columns = text.split(/\s+/).slice(0, maxColumns);
    return false;
  }

  /** Names and units: those of `[header]` where it names as many columns. */
  get headings(): ColumnName[] {
    if (this.#names.length !== this.columns.length) return this.columns.map((name) => ({ name, unit: '' }));
    return this.#names.map((written) => {
      const [, name = written, last = ''] = /^(.+)\s+(\S+)$/.exec(written) ?? [];
      const unit = units[last.toLowerCase()];
      return unit === undefined ? { name: written, unit: '' } : { name, unit };
    });
  }
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
