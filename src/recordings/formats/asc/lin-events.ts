import type { TimeHalves } from '../../meaning/can/time-halves.ts';
import { isDigit } from '../text/ascii.ts';
import type { Tokens } from '../text/tokens.ts';
import { type ChannelTopics, channelTopics } from '../traces/channel-topics.ts';
import type { TraceBuses } from '../traces/trace-buses.ts';
import { type AscNumbers, decimalOf } from './asc-numbers.ts';
import { directionOf } from './direction.ts';

/** First words of events that report an error. */
const errors: [word: string, detail: string][] = [
  ['CSErr', 'checksum error'],
  ['RcvErr', 'receive error'],
  ['TransmErr', 'no answer to a header'],
  ['SyncErr', 'synchronisation error'],
  ['SlaveTimeout', 'slave timeout'],
];

/** Events with a direction that are not frames. */
const signals = ['Spike', 'WakeupFrame'];

/** The bytes of the current frame. */
const data = new Uint8Array(8);

/** The number of a LIN channel: `Li` is the first, `L4` the fourth; -1 if the word names no channel. */
export function linChannel(tokens: Tokens): number {
  if (tokens.length !== 2 || tokens.first !== 0x4c) return -1;
  const second = tokens.bytes[tokens.start + 1] as number;
  if (second === 0x69) return 1;
  return isDigit(second) ? second - 0x30 : -1;
}

/**
 * Reads `2D Rx 8 01 …`, `33 CSErr …`, `33 8 RcvError: …` and `SyncError 208 …`, from the word after the channel.
 * False if one cannot be read, undefined if it is another event of the bus.
 */
export function readLinEvent(
  tokens: Tokens,
  numbers: AscNumbers,
  channel: number,
  time: TimeHalves,
  buses: TraceBuses,
  topics: ChannelTopics,
  offset: number,
): boolean | undefined {
  if (!tokens.next()) return false;
  const id = numbers.number(tokens);
  const error = errorOf(tokens);
  if (error) {
    buses.lin(channel).error(time.high, time.low, error, offset);
    return true;
  }
  if (signals.some((word) => tokens.is(word))) return undefined;
  if (!tokens.next()) return id < 0 ? undefined : false;
  if (directionOf(tokens) === undefined) return readError(tokens, id, channel, time, buses, offset);
  const length = tokens.next() ? decimalOf(tokens) : -1;
  if (id > 63 || length < 0 || length > 8 || !numbers.readBytes(tokens, length, data)) return false;
  if (id < 0) topics.add(channelTopics.namedLin, channel, time, length, offset);
  else buses.lin(channel).frame(time.high, time.low, id, length, offset, data);
  return true;
}

function readError(
  tokens: Tokens,
  id: number,
  channel: number,
  { high, low }: TimeHalves,
  buses: TraceBuses,
  offset: number,
): boolean | undefined {
  // The length of the frame may come first.
  if (isDigit(tokens.first) && !tokens.next()) return undefined;
  const error = errorOf(tokens);
  if (!error) return undefined;
  const frame = id < 0 ? '' : ` of frame 0x${id.toString(16).toUpperCase().padStart(2, '0')}`;
  buses.lin(channel).error(high, low, `${error}${frame}`, offset);
  return true;
}

function errorOf(tokens: Tokens): string | undefined {
  return errors.find(([start]) => tokens.startsWith(start))?.[1];
}
