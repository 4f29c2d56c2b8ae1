import { frameFlags } from '../../meaning/can/can-frame.ts';
import type { TimeHalves } from '../../meaning/can/time-halves.ts';
import { hexNumber, isDigit } from '../text/ascii.ts';
import type { Tokens } from '../text/tokens.ts';
import { type ChannelTopics, channelTopics } from '../traces/channel-topics.ts';
import type { TraceBuses } from '../traces/trace-buses.ts';
import { type AscNumbers, decimalOf, isExtended } from './asc-numbers.ts';
import { type Direction, directionOf } from './direction.ts';

/** Flags behind the data: as of a CAN FD event; `log2asc.c` of can-utils. */
const flagBits = { remote: 0x10, bitRateSwitch: 0x2000, errorState: 0x4000 } as const;
/** Words between the data and the flags: of CAN FD the stuff field, then the checksum. */
const wordsToFlags = { C: 1, F: 2, X: 1 } as const;
const longest = { C: 8, F: 64, X: 2048 } as const;
const format = /^(?:C[BE]|F[BE]|XL)FF$/;
type Kind = keyof typeof longest;

/**
 * Reads the events of channels of CAN XL, which has classic and CAN FD frames too: `CANXL 2 Rx FBFF 243215 176 432 Name 9
 * 12 …` with the frame format, duration, number of bits, identifier, name (may be absent), length code and length; of CAN XL
 * SDU type and SEC before them, stuff bits, header checksum, VCID and acceptance field behind them.
 */
export class XlEvents {
  readonly #tokens: Tokens;
  readonly #numbers: AscNumbers;
  readonly #time: TimeHalves;
  readonly #buses: TraceBuses;
  readonly #topics: ChannelTopics;
  readonly #data = new Uint8Array(longest.X);

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

  /** From `CANXL`; false if the event cannot be read, undefined if it is none of a frame. */
  read(offset: number): boolean | undefined {
    const tokens = this.#tokens;
    const channel = tokens.next() ? decimalOf(tokens) : -1;
    const direction = channel >= 0 && tokens.next() ? directionOf(tokens) : undefined;
    if (direction === undefined) return undefined;
    const kind = tokens.next() ? this.#kind() : undefined;
    if (kind === undefined) return undefined;
    if (!tokens.next() || !tokens.next() || !tokens.next()) return false;
    const id = this.#numbers.identifier(tokens);
    const extended = isExtended(tokens);
    const length = id < 0 ? -1 : this.#length(kind);
    if (length < 0 || !this.#numbers.readBytes(tokens, length, this.#data)) return false;
    return this.#emit({ channel, direction, kind, id, extended, length }, offset);
  }

  #kind(): Kind | undefined {
    const { bytes, start, end } = this.#tokens;
    const text = Buffer.from(bytes.subarray(start, end)).toString('latin1');
    return format.test(text) ? (text[0] as Kind) : undefined;
  }

  /** The length, behind a name that may be there; the last word read is then the one before the data. */
  #length(kind: Kind): number {
    const tokens = this.#tokens;
    if (!tokens.next()) return -1;
    const digits = kind === 'X' ? 2 : 1;
    if (tokens.length !== digits || hexNumber(tokens.bytes, tokens.start, tokens.end) < 0) tokens.next();
    // SDU type and SEC.
    if (kind === 'X' && !(tokens.next() && tokens.length === 1 && tokens.next())) return -1;
    if (hexNumber(tokens.bytes, tokens.start, tokens.end) < 0 || !tokens.next() || !isDigit(tokens.first))
      return -1;
    const length = decimalOf(tokens);
    for (let word = 0; kind === 'X' && word < 4; word += 1) tokens.next();
    return length > longest[kind] ? -1 : length;
  }

  #flags(kind: Kind): number {
    for (let word = 0; word <= wordsToFlags[kind]; word += 1) this.#tokens.next();
    return hexNumber(this.#tokens.bytes, this.#tokens.start, this.#tokens.end);
  }

  #emit(
    frame: {
      channel: number;
      direction: Direction;
      kind: Kind;
      id: number;
      extended: boolean;
      length: number;
    },
    offset: number,
  ): boolean {
    const { channel, direction, kind, id, extended, length } = frame;
    const { high, low } = this.#time;
    const flags = this.#flags(kind);
    if (flags < 0) return false;
    const bus = this.#buses.channel(channel);
    if (direction === 'TxRq')
      this.#topics.add(channelTopics.transmitRequest, channel, this.#time, length, offset);
    else if (kind === 'X') bus.xlFrame(high, low, id, length, offset);
    else {
      const bits =
        (extended ? frameFlags.extended : 0) |
        (direction === 'Tx' ? frameFlags.transmitted : 0) |
        (kind === 'C' && (flags & flagBits.remote) !== 0 ? frameFlags.remote : 0) |
        (kind === 'F' ? frameFlags.fd : 0) |
        (kind === 'F' && (flags & flagBits.bitRateSwitch) !== 0 ? frameFlags.bitRateSwitch : 0) |
        (kind === 'F' && (flags & flagBits.errorState) !== 0 ? frameFlags.errorState : 0);
      bus.can.frame(high, low, id, bits, this.#data, 0, length, offset);
    }
    return true;
  }
}
