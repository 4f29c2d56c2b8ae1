import type { SummaryBuilder } from '../../summary/summary-builder.ts';
import { columnName } from '../tables/column-name.ts';
import type { Row, Table } from '../tables/table.ts';
import { ascii, textOfBytes } from '../text/ascii.ts';
import type { LineReader } from '../text/line-walk.ts';
import type { PassedOver } from '../traces/passed-over.ts';
import { flatten, type JsonFields, readLine } from './json-fields.ts';

/** Fields of a file that are told apart; the values of further ones are counted as too many. */
const maxFields = 2_000;

const brace = { open: 0x7b, close: 0x7d } as const;

export interface JsonContext {
  builder: SummaryBuilder;
  passedOver: PassedOver;
  table: Table;
  /** Names of the columns so far, in their order. */
  columns: Map<string, number>;
  timeKey: string;
}

/** Reads lines of JSON objects; fields of nested objects are columns named by their path. */
export class JsonRows implements LineReader, Row {
  readonly isUnlimited = true;
  readonly #context: JsonContext;
  #cells: (string | number)[] = [];

  constructor(context: JsonContext) {
    this.#context = context;
  }

  read(bytes: Uint8Array, start: number, end: number, offset: number): boolean {
    const line = textOfBytes(bytes.subarray(start, end));
    const object = readLine(line);
    if (!object) return false;
    if (object === 'other') {
      this.#context.passedOver.count('line that is no object');
      this.#context.builder.omit('no_number', 1);
      return true;
    }
    this.#fill(object, line);
    if (!this.#context.table.row(this, end - start, offset)) {
      this.#context.passedOver.count('line without a readable time');
    }
    return true;
  }

  /**
   * Where the break between two lines was lost or damaged: an object that begins behind the end of another, or behind
   * bytes that no text has. What is read from there has to be a whole object.
   */
  restart(bytes: Uint8Array, start: number, end: number): number {
    for (let at = end - 1; at >= start; at -= 1) {
      if (bytes[at] !== brace.open) continue;
      const before = bytes[at - 1] as number;
      if (before === brace.close || before < ascii.space || bytes[at - 2] === brace.close) return at;
    }
    return -1;
  }

  number(index: number): number {
    const cell = this.#cells[index];
    return typeof cell === 'number' ? cell : Number.NaN;
  }

  text(index: number): string {
    return String(this.#cells[index] ?? '');
  }

  #fill(object: JsonFields, line: string): void {
    const { columns, table, builder, timeKey } = this.#context;
    this.#cells = [];
    const { cells, lists } = flatten(object, line, timeKey);
    builder.omit('no_number', lists);
    for (const [key, value] of cells) {
      let index = columns.get(key);
      if (index === undefined) {
        if (columns.size >= maxFields) {
          builder.omit('too_many', 1);
          continue;
        }
        index = columns.size;
        columns.set(key, index);
        table.add(columnName(key));
      }
      this.#cells[index] = value;
    }
  }
}
