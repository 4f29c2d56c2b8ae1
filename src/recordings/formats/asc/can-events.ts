import { frameFlags } from '../../meaning/can/can-frame.ts';
import { fdLengths } from '../../meaning/can/fd-lengths.ts';
import type { TimeHalves } from '../../meaning/can/time-halves.ts';
import { coreError } from '../../meaning/can/vector-error.ts';
import { ascii, hexNumber, isDigit, latin1 } from '../text/ascii.ts';
import type { Tokens } from '../text/tokens.ts';
import { type ChannelTopics, channelTopics } from '../traces/channel-topics.ts';
import type { TraceBuses } from '../traces/trace-buses.ts';
import { type AscNumbers, decimalOf, isExtended } from './asc-numbers.ts';
import { directionOf } from './direction.ts';
import { looksLikeFrame } from './event-text.ts';

const letters = { d: 0x64, D: 0x44, r: 0x72, R: 0x52 } as const;
/** Bits of the flags after the payload of a CAN FD event; the same as in CAN_FD_MESSAGE_64 of a BLF. */
const fdFlags = { remote: 0x10, fd: 0x1000 } as const;
/** Words after the payload: message duration, message length, flags. */
const flagsIndex = 2;

/** What programs other than Vector's write behind the data, with no event in it. */
function isComment(text: string): boolean {
  return /^(?:;|\/\/)/.test(text) && !/\d\.\d{4}/.test(text) && !looksLikeFrame(text);
}

/** Reads the events of CAN channels, from the word after the channel. False if one cannot be read. */
export class CanEvents {
  readonly #tokens: Tokens;
  readonly #numbers: AscNumbers;
  readonly #time: TimeHalves;
  readonly #buses: TraceBuses;
  readonly #topics: ChannelTopics;
  readonly #data = new Uint8Array(64);
  #flags = 0;

  constructor(
    tokens: Tokens,
    numbers: AscNumbers,
    time: TimeHalves,
    buses: TraceBuses,
    topics: ChannelTopics,
  ) {
    this.#tokens = tokens;
    this.#numbers = numbers;
    this.#time = time;
    this.#buses = buses;
    this.#topics = topics;
  }

  /** `64 Rx d 4 6C 00 00 00`, `18EBFF00x Tx r`; the word last read is the identifier. */
  classic(channel: number, offset: number): boolean {
    const tokens = this.#tokens;
    const id = this.#numbers.identifier(tokens);
    const extended = isExtended(tokens) ? frameFlags.extended : 0;
    const nameStart = tokens.start;
    const nameEnd = tokens.end;
    tokens.next();
    const direction = directionOf(tokens);
    // Scripts leave the direction out.
    if (direction !== undefined && !tokens.next()) return false;
    if (tokens.length !== 1) return false;
    const isRemote = tokens.first === letters.r || tokens.first === letters.R;
    if (!isRemote && tokens.first !== letters.d && tokens.first !== letters.D) return false;
    const length = isRemote ? this.#remoteLength() : this.#dataLength();
    if (length < 0 || !this.#readData(length)) return false;
    if (direction === 'TxRq') return this.#endsWell() && this.#request(channel, length, offset);
    this.#flags =
      (isRemote ? frameFlags.remote : 0) |
      (direction === 'Tx' ? frameFlags.transmitted : 0) |
      (length > 8 ? frameFlags.fd | frameFlags.bitRateSwitch : 0);
    if (id < 0) return this.#emitNamed(channel, nameStart, nameEnd, length, offset);
    if (!this.#endsWell()) return false;
    this.#emit(channel, id, extended, length, offset);
    return true;
  }

  /**
   * `CANFD 2 Rx 300 Name 1 0 8 8 01 …`, with the name left out or, before version 1.3 of the format, `CANFD 1 101 Tx
   * 1 0 d 8 8 F1 …`; the word last read is the channel.
   */
  fd(offset: number): boolean {
    const tokens = this.#tokens;
    const channel = decimalOf(tokens);
    if (channel < 0 || !tokens.next()) return false;
    const direction = directionOf(tokens);
    if (direction === undefined) return this.#oldFd(channel, offset);
    if (!tokens.next()) return false;
    if (tokens.is('ErrorFrame')) return this.errorFrame(channel, offset);
    const id = this.#numbers.identifier(tokens);
    const extended = isExtended(tokens) ? frameFlags.extended : 0;
    if (!tokens.next()) return false;
    const isBit = tokens.length === 1 && isDigit(tokens.first);
    if (!isBit && !tokens.next()) return false;
    const length = id < 0 ? -1 : this.#fdHead();
    if (length < 0 || !this.#readData(length)) return false;
    if (direction === 'Tx') this.#flags |= frameFlags.transmitted;
    if (!this.#readFdFlags(length)) return false;
    if (direction === 'TxRq') return this.#request(channel, length, offset);
    this.#emit(channel, id, extended, (this.#flags & frameFlags.remote) !== 0 ? 0 : length, offset);
    return true;
  }

  /** `ErrorFrame`, with the interface's description. */
  errorFrame(channel: number, offset: number): boolean {
    const text = this.#tokens.rest();
    const codes = /Flags = 0x([0-9a-f]{1,8}) CodeExt = 0x([0-9a-f]{1,8})/i.exec(text);
    const words = /^(?:not )?[a-z][a-z -]{3,40}(?=,| error\b)/i.exec(text)?.[0];
    const detail = codes
      ? coreError(Number.parseInt(codes[1] ?? '', 16), Number.parseInt(codes[2] ?? '', 16))
      : words;
    const { high, low } = this.#time;
    this.#buses.channel(channel).errorFrame(high, low, 'error frame', 0, offset, detail);
    return true;
  }

  overloadFrame(channel: number, offset: number): boolean {
    this.#buses.channel(channel).errorFrame(this.#time.high, this.#time.low, 'overload frame', 0, offset);
    return true;
  }

  #oldFd(channel: number, offset: number): boolean {
    const tokens = this.#tokens;
    const id = this.#numbers.identifier(tokens);
    const extended = isExtended(tokens) ? frameFlags.extended : 0;
    tokens.next();
    const direction = directionOf(tokens);
    if (id < 0 || direction === undefined || !tokens.next() || !this.#fdBits() || !tokens.next())
      return false;
    const isRemote = tokens.first === letters.r;
    if (tokens.length !== 1 || (!isRemote && tokens.first !== letters.d) || !tokens.next()) return false;
    if (this.#numbers.lengthCode(tokens) < 0) return false;
    const length = isRemote ? 0 : this.#nextDecimal();
    if (length < 0 || length > 64 || !this.#readData(length) || !this.#endsWell()) return false;
    if (direction === 'TxRq') return this.#request(channel, length, offset);
    if (isRemote) this.#flags = frameFlags.remote;
    if (direction === 'Tx') this.#flags |= frameFlags.transmitted;
    this.#emit(channel, id, extended, length, offset);
    return true;
  }

  /** Bit rate switch and error state indicator; the first of them is the word last read. */
  #fdBits(): boolean {
    const tokens = this.#tokens;
    const brs = decimalOf(tokens);
    if (brs < 0 || brs > 1 || !tokens.next()) return false;
    const esi = decimalOf(tokens);
    if (esi < 0 || esi > 1) return false;
    this.#flags =
      frameFlags.fd | (brs === 1 ? frameFlags.bitRateSwitch : 0) | (esi === 1 ? frameFlags.errorState : 0);
    return true;
  }

  /** The bits, the length code and the length, which is always decimal; returns the length. */
  #fdHead(): number {
    const tokens = this.#tokens;
    if (!this.#fdBits() || !tokens.next() || this.#numbers.lengthCode(tokens) < 0 || !tokens.next())
      return -1;
    const length = decimalOf(tokens);
    return length > 64 ? -1 : length;
  }

  /** The flags give the actual kind of a frame on a CAN FD channel. Files without them contain CAN FD frames only. */
  #readFdFlags(length: number): boolean {
    const tokens = this.#tokens;
    if (!this.#endsWell()) return false;
    for (let index = 0; index <= flagsIndex; index += 1) if (!tokens.next()) return true;
    const flags = hexNumber(tokens.bytes, tokens.start, tokens.end);
    if (flags < 0) return true;
    if ((flags & fdFlags.fd) === 0 && length <= 8) {
      this.#flags &= ~(frameFlags.fd | frameFlags.bitRateSwitch);
    }
    if ((flags & fdFlags.remote) !== 0) this.#flags |= frameFlags.remote;
    return true;
  }

  /** A remote frame may contain its length code. */
  /** The next word as a number; -1 if it is not one, or the line ends. */
  #nextDecimal(): number {
    return this.#tokens.next() ? decimalOf(this.#tokens) : -1;
  }

  #remoteLength(): number {
    const tokens = this.#tokens;
    if (tokens.next() && (tokens.length > 1 || this.#numbers.lengthCode(tokens) < 0)) tokens.back();
    return 0;
  }

  /**
   * SavvyCAN writes CAN FD as classic frames with their length, mdf2asc of CSS Electronics with their length code in decimal; both
   * are told by the number of words that follow.
   */
  #dataLength(): number {
    const tokens = this.#tokens;
    if (!tokens.next()) return -1;
    const length = tokens.length === 2 ? decimalOf(tokens) : -1;
    const code = decimalOf(tokens);
    if (length > 8 || code > 8) {
      const words = tokens.rest().split(/\s+/, this.#data.byteLength + 1).length;
      if (words === length && fdLengths.includes(length)) return length;
      if (words === fdLengths[code]) return words;
    }
    return Math.min(this.#numbers.lengthCode(tokens), 8);
  }

  #readData(length: number): boolean {
    return this.#numbers.readBytes(this.#tokens, length, this.#data);
  }

  /** The rest contains no time: otherwise it would be another event whose line break was damaged. */
  #endsWell(): boolean {
    return !this.#tokens.restHas(ascii.point) || isComment(this.#tokens.rest());
  }

  /** A frame that is logged by its name in the database; since version 8 its number follows `ID =`. */
  #emitNamed(channel: number, start: number, end: number, length: number, offset: number): boolean {
    const { bytes } = this.#tokens;
    const number = /(?:^|\s)ID = (\d{1,10})(x?)\b/.exec(this.#tokens.rest());
    const extended = number?.[2] === 'x' ? frameFlags.extended : 0;
    const id = Number(number?.[1]);
    if (number && id <= (extended === 0 ? 0x7ff : 0x1fff_ffff)) {
      this.#emit(channel, id, extended, length, offset);
      return true;
    }
    const name = latin1(bytes, start, end);
    if (!/^[a-z_][\w:]*$/i.test(name)) return false;
    this.#buses.channel(channel).namedFrame(this.#time.high, this.#time.low, name, length, offset);
    return true;
  }

  #request(channel: number, length: number, offset: number): boolean {
    this.#topics.add(channelTopics.transmitRequest, channel, this.#time, length, offset);
    return true;
  }

  #emit(channel: number, id: number, extended: number, length: number, offset: number): void {
    const { can } = this.#buses.channel(channel);
    can.frame(this.#time.high, this.#time.low, id, this.#flags | extended, this.#data, 0, length, offset);
  }
}
