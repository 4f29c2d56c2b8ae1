import { frameFlags } from '../../meaning/can/can-frame.ts';
import { fdLengths } from '../../meaning/can/fd-lengths.ts';
import { ascii, decimalNumber, hexNumber, latin1, readHexBytes } from '../text/ascii.ts';
import { DecimalNumber } from '../text/decimal-number.ts';
import { Tokens } from '../text/tokens.ts';
import { type MessageKind, messageTypeOf } from './message-types.ts';

/** SAE J1939-21, 5.2.3: PCAN-Explorer reassembles messages of several packets. */
const longestMessage = 1785;
/** In place of the identifier in the warnings of versions before 2.0. */
const warningId = 0xffff_ffff;
const largestId = 0x1fff_ffff;
/** Bytes of a classic frame, and its largest length code. */
const longestFrame = 8;
const longestCode = 15;

const laterWord = /^(?:[A-Z]{2}|[A-Z][A-Za-z]{3,7})$/;

const letter = { N: 0x4e, O: 0x4f, B: 0x42, T: 0x54, I: 0x49, d: 0x64, R: 0x52, L: 0x4c, l: 0x6c, D: 0x44 };

/** The fields of one line; the same object is reused for each, so that frames cause no allocation. */
export class LineFields {
  readonly time = new DecimalNumber();
  kind: MessageKind = 'frame';
  channel = 1;
  id = 0;
  /** `frameFlags`. */
  flags = 0;
  readonly data = new Uint8Array(longestMessage);
  length = 0;
  /** Before version 2.0 the type of an error is in the identifier's place. */
  errorInId = false;
  /** Type of an event. */
  text = '';
  readonly #tokens = new Tokens();

  /** Reads a line that has `columns` (as in `columns.ts`, as bytes); false if it is invalid. */
  read(bytes: Uint8Array, start: number, end: number, columns: Uint8Array): boolean {
    this.#tokens.open(bytes, start, end);
    this.kind = 'frame';
    this.channel = 1;
    this.flags = 0;
    this.length = 0;
    this.errorInId = false;
    for (let index = 0; index < columns.length; index += 1) {
      const column = columns[index] as number;
      if (column === letter.D) return this.#readPayload();
      if (!this.#tokens.next() || !this.#readColumn(column)) return false;
      if (this.kind !== 'frame' && column === letter.T)
        return this.#readOther(columns[index + 1] === letter.B);
    }
    return false;
  }

  /**
   * The word in the type column if this version does not know it: two capital letters as all types since version 2.0,
   * or a longer word such as `Warng` before. Number and time precede it; '' if it is not such a line.
   */
  laterType(bytes: Uint8Array, start: number, end: number, columns: Uint8Array): string {
    const tokens = this.#tokens;
    tokens.open(bytes, start, end);
    for (const column of columns) {
      if (!tokens.next()) return '';
      if (column !== letter.T) {
        if (!this.#readColumn(column)) return '';
        continue;
      }
      const word = latin1(bytes, tokens.start, tokens.end);
      return messageTypeOf(tokens) === undefined && laterWord.test(word) ? word : '';
    }
    return '';
  }

  #readColumn(column: number): boolean {
    const tokens = this.#tokens;
    const { bytes, start, end } = tokens;
    switch (column) {
      case letter.N:
        return decimalNumber(bytes, start, bytes[end - 1] === ascii.closeParenthesis ? end - 1 : end) >= 0;
      case letter.O:
        return this.time.read(bytes, start, end);
      case letter.B:
        return this.#readBus();
      case letter.T: {
        const type = messageTypeOf(tokens);
        if (!type) return false;
        this.kind = type.kind;
        this.flags = type.flags;
        return true;
      }
      case letter.I:
        return this.#readIdentifier();
      case letter.d:
        if (tokens.is('Tx')) this.flags |= frameFlags.transmitted;
        return tokens.is('Rx') || tokens.is('Tx');
      case letter.L:
        return this.#readLength(true);
      case letter.l:
        return this.#readLength(false);
      default:
        return true;
    }
  }

  #readBus(): boolean {
    const { bytes, start, end } = this.#tokens;
    this.channel = this.#tokens.is('-') ? 1 : decimalNumber(bytes, start, end);
    return this.channel >= 0 && this.channel < 1000;
  }

  /** Four digits for 11 bits, eight for 29; other writers omit leading zeros. */
  #readIdentifier(): boolean {
    const { bytes, start, end, length } = this.#tokens;
    this.id = hexNumber(bytes, start, end);
    if (this.id === warningId) this.kind = 'status';
    if (length > 4) this.flags |= frameFlags.extended;
    return this.id >= 0 && (this.id <= (length > 4 ? largestId : 0x7ff) || this.id === warningId);
  }

  #readLength(isCode: boolean): boolean {
    const { bytes, start, end } = this.#tokens;
    const value = decimalNumber(bytes, start, end);
    const isFd = (this.flags & frameFlags.fd) !== 0;
    this.length = isCode && isFd ? (fdLengths[value] ?? -1) : value;
    return this.length >= 0 && this.length <= (isFd ? 64 : longestMessage);
  }

  #readPayload(): boolean {
    const tokens = this.#tokens;
    if ((this.flags & frameFlags.remote) !== 0) {
      this.length = 0;
      return !tokens.next();
    }
    if (this.kind === 'status') return this.#readBytes(4);
    const { end } = tokens;
    if (this.#readBytes(this.length) && !tokens.next()) return true;
    tokens.skipTo(end);
    if (this.#readLongCode()) return true;
    tokens.skipTo(end);
    if (!tokens.next()) return false;
    if (tokens.is('RTR')) {
      this.flags |= frameFlags.remote;
      this.length = 0;
      return !tokens.next();
    }
    // Version 1.0 has errors among the frames.
    if (!tokens.is('ERROR')) return false;
    this.kind = 'error';
    this.errorInId = true;
    return this.#readBytes(4);
  }

  /**
   * A classic frame whose length code is over 8 carries 8 bytes (ISO 11898-1:2015, table 5); PEAK-Converter writes as
   * many as the code means in CAN FD, or as fit into a line.
   */
  #readLongCode(): boolean {
    const tokens = this.#tokens;
    if (this.length <= longestFrame || this.length > longestCode || !this.#readBytes(longestFrame))
      return false;
    while (tokens.next()) {
      if (tokens.length !== 2 || hexNumber(tokens.bytes, tokens.start, tokens.end) < 0) return false;
    }
    return true;
  }

  #readBytes(count: number): boolean {
    const tokens = this.#tokens;
    const end = readHexBytes(tokens.bytes, tokens.end, tokens.lineEnd, count, this.data);
    if (end < 0) return false;
    tokens.skipTo(end);
    this.length = count;
    return true;
  }

  /** Lines that are not frames leave columns empty, or have a hyphen there: the bytes at their end are used. */
  #readOther(hasBus: boolean): boolean {
    const tokens = this.#tokens;
    if (hasBus && !(tokens.next() && this.#readBus())) return false;
    if (this.kind === 'event') {
      this.text = tokens.rest();
      return true;
    }
    const wanted = { error: 4, status: 4, counters: 2, frame: 0 }[this.kind];
    while (tokens.next()) {
      const isDirection = tokens.is('Rx') || tokens.is('Tx');
      if (tokens.length === 2 && !isDirection) {
        tokens.skipTo(tokens.start - 1);
        return this.#readBytes(wanted);
      }
      if (tokens.length === 4) {
        this.id = hexNumber(tokens.bytes, tokens.start, tokens.end);
        this.errorInId = true;
      } else if (tokens.length !== 1 && tokens.length !== 8 && !isDirection) {
        return false;
      }
    }
    return false;
  }
}
