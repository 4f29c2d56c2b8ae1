import type { ByteReader } from '../../bytes/byte-reader.ts';
import type { DamageLog } from '../../bytes/damage.ts';
import type { SummaryBuilder } from '../../summary/summary-builder.ts';
import type { RowTime } from '../tables/row-time.ts';
import type { Row, Table } from '../tables/table.ts';
import { ascii, hasControls } from '../text/ascii.ts';
import type { LineReader } from '../text/line-walk.ts';
import { reportBeforeZero } from '../traces/odd-times.ts';
import type { PassedOver } from '../traces/passed-over.ts';
import { RepeatedBlocks } from '../traces/repeated-blocks.ts';
import type { CanRows } from './can-rows.ts';
import { cellNumber } from './cell-number.ts';
import { cellText, type Dialect } from './dialect.ts';
import { LineFields } from './line-fields.ts';
import { OpenQuote } from './open-quote.ts';

/** Where rows go: to a table of figures, or to the buses whose frames they are; `timeColumn` is -1 if they have no times. */
export type RowSink = { table: Table } | { frames: CanRows; time: RowTime; timeColumn: number };

export interface CsvContext {
  reader: ByteReader;
  builder: SummaryBuilder;
  damage: DamageLog;
  passedOver: PassedOver;
}

/** With fewer rows that are no frame, or a smaller share of them, a few lines were garbled, or are what a tool wrote beside frames. */
const leastWithoutFrame = 10;
const shareWithoutFrame = 0.1;

/** Reads the rows of a table; those that are none are counted by what is wrong with them. */
export class CsvRows implements LineReader, Row {
  readonly isUnlimited = true;
  readonly keepsTabs: boolean;
  readonly #dialect: Dialect;
  readonly #sink: RowSink;
  readonly #context: CsvContext;
  readonly #fields: LineFields;
  readonly #quote = new OpenQuote();
  readonly #repeated = new RepeatedBlocks();
  /** Rows of frames, and those of them that are none. */
  #rows = 0;
  readonly #withoutFrame = { count: 0, firstAt: 0 };

  constructor(dialect: Dialect, sink: RowSink, context: CsvContext) {
    this.#dialect = dialect;
    this.#sink = sink;
    this.#context = context;
    this.#fields = new LineFields(dialect.separator);
    this.keepsTabs = dialect.separator === ascii.tab;
  }

  read(bytes: Uint8Array, start: number, end: number, offset: number): boolean {
    if (offset < this.#dialect.rowsAt) return true;
    if (this.#quote.isOpen) {
      this.#continueQuote(bytes, start, end, offset);
      return true;
    }
    return this.#line(bytes, start, end, offset);
  }

  /** A damaged line break makes a row too long; where the next one began is not known. */
  restart(): number {
    return -1;
  }

  /** To be called behind the last line: a quote that is still open never was one. */
  finish(): void {
    if (this.#quote.isOpen) this.#reread();
    if (!('time' in this.#sink)) return;
    this.#reportRowsWithoutFrame();
    this.#repeated.report(this.#context.builder);
    const { beforeZero } = this.#sink.time;
    if (beforeZero > 0) reportBeforeZero(this.#context.builder, beforeZero);
  }

  number(index: number): number {
    const { bytes, starts, ends, count } = this.#fields;
    if (index < 0 || index >= count) return Number.NaN;
    return cellNumber(bytes, starts[index] as number, ends[index] as number, this.#dialect.point);
  }

  text(index: number): string {
    return index < 0 || index >= this.#fields.count ? '' : cellText(this.#fields, index);
  }

  #line(bytes: Uint8Array, start: number, end: number, offset: number): boolean {
    if (hasControls(bytes, start, end)) return false;
    if (!this.#fields.split(bytes, start, end)) {
      this.#pass('row with text behind a quote');
      return true;
    }
    if (this.#fields.isOpen) {
      if (!this.#quote.begin(bytes, start, end, offset)) this.#pass('row with a quote that does not end');
      return true;
    }
    const isRead = this.#row(end - start, offset);
    if (isRead && 'frames' in this.#sink && this.#sink.timeColumn >= 0)
      this.#repeated.line(bytes, start, end, this.#sink.time, offset);
    return isRead;
  }

  #continueQuote(bytes: Uint8Array, start: number, end: number, offset: number): void {
    if (!this.#quote.add(bytes, start, end, offset)) {
      this.#reread();
      this.read(bytes, start, end, offset);
      return;
    }
    const { bytes: joined, offset: from } = this.#quote;
    if (!this.#fields.split(joined, 0, joined.byteLength) || this.#fields.isOpen) return;
    this.#quote.end();
    this.#row(joined.byteLength, from);
  }

  /** The first line has a quote that does not end; the others are lines of their own. */
  #reread(): void {
    const [, ...rest] = this.#quote.end();
    this.#pass('row with a quote that does not end');
    for (const line of rest) this.read(line.bytes, 0, line.bytes.byteLength, line.offset);
    if (this.#quote.isOpen && rest.length > 0) this.#reread();
  }

  #row(bytes: number, offset: number): boolean {
    const { headings } = this.#dialect;
    this.#fields.trimEmpty(headings.length);
    if (this.#isHeading()) {
      this.#pass('repeated heading');
      return true;
    }
    if ('frames' in this.#sink) return this.#frame(bytes, offset, this.#sink);
    const surplus = this.#fields.count - headings.length;
    // The last line without a line break ended too early.
    if (surplus < 0 && offset + bytes >= this.#context.reader.size) return false;
    if (surplus !== 0 && this.#isRemark()) this.#pass('remark');
    else if (surplus !== 0) {
      this.#pass(
        surplus < 0 ? 'row with fewer fields than the heading' : 'row with more fields than the heading',
      );
      this.#context.builder.omit('misaligned', this.#filled());
    } else if (!this.#sink.table.row(this, bytes, offset)) this.#pass('row without a readable time');
    return true;
  }

  #frame(
    bytes: number,
    offset: number,
    { frames, time, timeColumn }: Extract<RowSink, { frames: CanRows }>,
  ): boolean {
    this.#rows += 1;
    if (timeColumn >= 0 && !time.readFromZero(this.text(timeColumn)))
      this.#pass('row without a readable time');
    else if (!frames.read(this, time, offset)) {
      if (offset + bytes >= this.#context.reader.size) return false;
      this.#pass('row that is no frame');
      if (this.#withoutFrame.count === 0) this.#withoutFrame.firstAt = offset;
      this.#withoutFrame.count += 1;
    }
    return true;
  }

  #reportRowsWithoutFrame(): void {
    const { count, firstAt } = this.#withoutFrame;
    if (count < leastWithoutFrame || count < shareWithoutFrame * this.#rows) return;
    const what = `the first of ${count} rows is no frame, such as one with fewer bytes than its length`;
    this.#context.damage.add('corrupt', firstAt, firstAt, what);
  }

  #filled(): number {
    const { starts, ends, count } = this.#fields;
    let filled = 0;
    for (let index = 0; index < count; index += 1) if (starts[index] !== ends[index]) filled += 1;
    return filled;
  }

  /** `# Pit Lane Entry`: TrackAddict writes what happened between the rows. */
  #isRemark(): boolean {
    return this.#fields.bytes[this.#fields.starts[0] as number] === ascii.numberSign;
  }

  #isHeading(): boolean {
    const { headingCells } = this.#dialect;
    const { count, starts, ends } = this.#fields;
    const first = headingCells[0] as string;
    // Most rows differ in the length of the first cell or in the cell itself.
    if (count !== headingCells.length || (ends[0] as number) - (starts[0] as number) < first.length)
      return false;
    return headingCells.every((cell, index) => this.text(index) === cell);
  }

  #pass(kind: string): void {
    this.#context.passedOver.count(kind);
  }
}
