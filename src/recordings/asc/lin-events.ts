import type { TimeHalves } from '../can/time-halves.ts';
import type { TraceBuses } from '../can/trace-buses.ts';
import { isDigit } from '../text/ascii.ts';
import type { Tokens } from '../text/tokens.ts';
import { type AscNumbers, decimalOf } from './asc-numbers.ts';
import { directionOf } from './direction.ts';

/** Words of the events that tell of an error, as they begin. */
const errors: [word: string, detail: string][] = [
  ['CSErr', 'checksum error'],
  ['RcvErr', 'receive error'],
  ['TransmErr', 'no answer to a header'],
  ['SyncErr', 'synchronisation error'],
];

/** The bytes of a frame are checked, and not kept. */
const data = new Uint8Array(8);

/** The number of a LIN channel: `Li` is the first, `L4` the fourth; -1 when the word is none. */
export function linChannel(tokens: Tokens): number {
  if (tokens.length !== 2 || tokens.first !== 0x4c) return -1;
  const second = tokens.bytes[tokens.start + 1] as number;
  if (second === 0x69) return 1;
  return isDigit(second) ? second - 0x30 : -1;
}

/** Reads `2D Rx 8 01 …` and `33 CSErr …`, from the word behind the channel. Other LIN events are passed over. */
export function readLinEvent(
  tokens: Tokens,
  numbers: AscNumbers,
  channel: number,
  { high, low }: TimeHalves,
  buses: TraceBuses,
  offset: number,
): boolean {
  if (!tokens.next()) return false;
  const id = numbers.number(tokens);
  if (id < 0 || !tokens.next()) return true;
  if (directionOf(tokens) === undefined) {
    const word = tokens.first === 0 ? '' : wordOf(tokens);
    const error = errors.find(([start]) => word.startsWith(start));
    const frame = `of frame 0x${id.toString(16).toUpperCase().padStart(2, '0')}`;
    if (error) buses.lin(channel).error(high, low, `${error[1]} ${frame}`, offset);
    return true;
  }
  const length = tokens.next() ? decimalOf(tokens) : -1;
  if (id > 63 || length < 0 || length > 8) return false;
  if (!numbers.readBytes(tokens, length, data)) return false;
  buses.lin(channel).frame(high, low, id, length, offset);
  return true;
}

function wordOf({ bytes, start, length }: Tokens): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset + start, Math.min(length, 20)).toString('latin1');
}
