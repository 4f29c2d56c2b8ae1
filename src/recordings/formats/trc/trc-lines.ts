import { nanoseconds } from '../../summary/nanoseconds.ts';
import type { SummaryBuilder } from '../../summary/summary-builder.ts';
import { ascii, hasControls, isBlank, isDigit, latin1, skipBlanks, textOfBytes } from '../text/ascii.ts';
import type { LineReader } from '../text/line-walk.ts';
import { errorOfCounters } from '../traces/error-counters.ts';
import { PassedOver } from '../traces/passed-over.ts';
import type { TraceBuses } from '../traces/trace-buses.ts';
import { columnsOfVersion, guessColumns } from './columns.ts';
import { LinLine } from './lin-line.ts';
import { LineFields } from './line-fields.ts';
import { errorOfStatus, errorOfType } from './status.ts';
import { TrcClock } from './trc-clock.ts';
import { readHeaderLine } from './trc-header.ts';

/**
 * How often a line is interpreted without the help of the header: enough for any real damage, and at most a second of
 * work.
 */
const maxGuesses = 50_000;
/** If another line may begin in a damaged one, it is a frame of at most 64 bytes. */
const longestFrameLine = 400;

/** Reads the lines of a PEAK TRC, of any version, by the columns that its header names. */
export class TrcLines implements LineReader {
  readonly #builder: SummaryBuilder;
  readonly #buses: TraceBuses;
  readonly #clock = new TrcClock();
  readonly #fields = new LineFields();
  readonly #lin = new LinLine();
  readonly #passedOver = new PassedOver();
  /** As bytes, so that no line allocates a string. */
  #columns: Uint8Array = Buffer.from(columnsOfVersion('1.0') ?? '');
  #guesses = 0;

  constructor(builder: SummaryBuilder, buses: TraceBuses) {
    this.#builder = builder;
    this.#buses = buses;
  }

  read(bytes: Uint8Array, start: number, end: number, offset: number): boolean {
    const at = skipBlanks(bytes, start, end);
    if (bytes[at] === ascii.semicolon) {
      if (hasControls(bytes, at, end)) return false;
      this.#readHeader(textOfBytes(bytes.subarray(at, end)));
      return true;
    }
    if (this.#fields.read(bytes, at, end, this.#columns))
      return this.#clock.tick(this.#fields.time) && this.#emit(offset);
    if (this.#lin.read(bytes, at, end)) return this.#emitLin(offset);
    if (this.#readGuessed(bytes, at, end)) return this.#clock.tick(this.#fields.time) && this.#emit(offset);
    return this.#passLater(bytes, at, end);
  }

  /** Must be called after the last line. */
  finish(): void {
    const place = { timeNs: nanoseconds(this.#clock.high, this.#clock.low), topic: '' };
    this.#passedOver.report('TRC', this.#builder, place);
  }

  /** A line of a type that a later version may have added. */
  #passLater(bytes: Uint8Array, start: number, end: number): boolean {
    if (hasControls(bytes, start, end)) return false;
    const type = this.#fields.laterType(bytes, start, end, this.#columns);
    if (type === '' || !this.#clock.tick(this.#fields.time)) return false;
    this.#passedOver.count(`type ${type}`);
    return true;
  }

  /** The number of a line: digits, followed by a time in milliseconds. */
  restart(bytes: Uint8Array, start: number, end: number): number {
    for (let at = end - 1; at > Math.max(start, end - longestFrameLine); at -= 1) {
      if (!isBlank(bytes[at]) || !isDigit(bytes[at + 1])) continue;
      let numberEnd = at;
      while (numberEnd > start && isBlank(bytes[numberEnd - 1])) numberEnd -= 1;
      if (bytes[numberEnd - 1] === ascii.closeParenthesis) numberEnd -= 1;
      let number = numberEnd;
      while (number > start && isDigit(bytes[number - 1])) number -= 1;
      if (number === numberEnd) continue;
      if (this.#lin.read(bytes, number, end) || this.#guess(bytes, number, end) !== undefined) return number;
    }
    return -1;
  }

  /** The header may name other columns than the lines have, or be lost. */
  #readGuessed(bytes: Uint8Array, start: number, end: number): boolean {
    const guessed = this.#guess(bytes, start, end);
    if (guessed === undefined) return false;
    const columns = Buffer.from(guessed);
    if (!this.#fields.read(bytes, start, end, columns)) return false;
    this.#columns = columns;
    return true;
  }

  #guess(bytes: Uint8Array, start: number, end: number): string | undefined {
    if (this.#guesses >= maxGuesses) return undefined;
    this.#guesses += 1;
    return guessColumns(latin1(bytes, start, Math.min(end, start + longestFrameLine)));
  }

  #readHeader(line: string): void {
    const { columns, startNs } = readHeaderLine(line);
    if (columns !== undefined) this.#columns = Buffer.from(columns);
    if (startNs !== undefined) this.#clock.begin(startNs);
  }

  #emit(offset: number): boolean {
    const { kind, channel, id, flags, data, length } = this.#fields;
    const { high, low } = this.#clock;
    const bus = this.#buses.channel(channel);
    switch (kind) {
      case 'frame':
        bus.can.frame(high, low, id, flags, data, 0, length, offset);
        break;
      case 'error':
        bus.errorFrame(high, low, 'error frame', 0, offset, this.#errorDetail());
        break;
      case 'status': {
        const status = new DataView(data.buffer).getUint32(0);
        const error = errorOfStatus(status);
        if (error) bus.can.error(high, low, error, offset);
        break;
      }
      case 'counters': {
        const [receive = 0, transmit = 0] = data;
        const error = errorOfCounters(receive, transmit);
        const detail = `error counters ${transmit} transmit, ${receive} receive`;
        if (error) bus.can.error(high, low, error, offset, detail);
        break;
      }
      case 'event':
        this.#logEvent(this.#fields.text, offset);
        break;
    }
    return true;
  }

  /** PLIN-View has one channel. An event with an error is not a frame. */
  #emitLin(offset: number): boolean {
    const { microseconds, id, length, error, event, data, hasData } = this.#lin;
    if (!this.#clock.tickMicroseconds(microseconds)) return false;
    const { high, low } = this.#clock;
    if (event !== '') {
      this.#logEvent(event, offset);
    } else if (error !== '') {
      const frame = `0x${id.toString(16).toUpperCase().padStart(2, '0')}`;
      this.#buses.lin(1).error(high, low, `${error} of frame ${frame}`, offset);
    } else {
      this.#buses.lin(1).frame(high, low, id, length, offset, hasData ? data : undefined);
    }
    return true;
  }

  #logEvent(text: string, offset: number): void {
    const place = { timeNs: nanoseconds(this.#clock.high, this.#clock.low), topic: '', offset };
    this.#builder.log({ severity: 'info', source: 'event', text }, place);
  }

  /** Versions before 2.0 have the type of an error as identifier, the others as first byte. */
  #errorDetail(): string | undefined {
    const { id, data, errorInId } = this.#fields;
    return errorOfType(errorInId ? id : data[0]);
  }
}
