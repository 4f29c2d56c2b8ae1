import type { TimeHalves } from '../../meaning/can/time-halves.ts';
import { isDigit } from '../text/ascii.ts';
import type { Tokens } from '../text/tokens.ts';
import { type ChannelTopics, channelTopics } from '../traces/channel-topics.ts';
import { type AscNumbers, decimalOf } from './asc-numbers.ts';
import { directionOf } from './direction.ts';
import { readWrittenFrame } from './written-frame.ts';

const { afdx, flexRay, most, serial } = channelTopics;
const bigM = 0x4d;
/** Words after the direction of `Fr RMSG`, the last of which is the length of the payload. */
const wordsToLength = 7;
/** Events of MOST25, MOST50 and MOST150 that are messages, as opposed to fragments. */
const mostMessages = ['Rx', 'Tx', 'Msg50:', 'Msg150:', 'Pkt:', 'Pkt50:', 'Pkt150:', 'PktEth:'];

/**
 * Reads events of AFDX, FlexRay, MOST and serial channels (Vector's ASC logging formats of these buses),
 * from the word last read. They are counted, but not interpreted. False if one cannot be read, undefined if it is of
 * another kind.
 */
export function readBusEvent(
  tokens: Tokens,
  numbers: AscNumbers,
  topics: ChannelTopics,
  time: TimeHalves,
  offset: number,
): boolean | undefined {
  if (tokens.is('AFDX')) return readAfdx(tokens, numbers, topics, time, offset);
  if (tokens.is('Fr')) return readFlexRay(tokens, numbers, topics, time, offset);
  const digit = (tokens.bytes[tokens.end - 1] as number) - 0x30;
  if (tokens.length === 2 && tokens.first === bigM && digit >= 0 && digit <= 9) {
    if (!tokens.next() || !mostMessages.some((word) => tokens.is(word))) return undefined;
    topics.add(most, digit, time, 0, offset);
    return true;
  }
  if (tokens.length === 4 && tokens.startsWith('COM') && isDigit(tokens.bytes[tokens.end - 1])) {
    if (!tokens.next() || directionOf(tokens) === undefined) return undefined;
    // The rate in bit/s stands between them.
    const length = tokens.next() && tokens.next() ? decimalOf(tokens) : -1;
    if (length < 0) return false;
    topics.add(serial, digit, time, length, offset);
    return true;
  }
  return undefined;
}

/** `AFDX 1 Rx 1 64 0 3f:0300…`, with virtual link, flags and bandwidth allocation gap before the frame. */
function readAfdx(
  tokens: Tokens,
  numbers: AscNumbers,
  topics: ChannelTopics,
  time: TimeHalves,
  offset: number,
): boolean | undefined {
  const channel = tokens.next() ? decimalOf(tokens) : -1;
  if (channel < 0 || !tokens.next()) return false;
  if (directionOf(tokens) === undefined) return undefined;
  const frame = readWrittenFrame(tokens, numbers);
  if (!frame) return false;
  topics.add(afdx, channel, time, frame.size, offset);
  return true;
}

/**
 * `Fr RMSG 0 0 1 1 d2 b Tx 0 304802 5 20 67c Name 14 14 00 …` with the channel in third place, `Fr EE 0 0 1 …` for an
 * error, and `Fr 1 V9 4 25 …` of old versions.
 */
function readFlexRay(
  tokens: Tokens,
  numbers: AscNumbers,
  topics: ChannelTopics,
  time: TimeHalves,
  offset: number,
): boolean | undefined {
  if (!tokens.next()) return false;
  if (isDigit(tokens.first)) {
    const channel = decimalOf(tokens);
    if (channel < 0 || !tokens.next()) return false;
    topics.add(flexRay, channel, time, 0, offset);
    return true;
  }
  const isError = tokens.is('EE');
  if (!isError && !tokens.is('RMSG')) return undefined;
  for (let skipped = 0; skipped < 3; skipped += 1) if (!tokens.next()) return false;
  const channel = decimalOf(tokens);
  if (channel < 0) return false;
  if (isError) {
    topics.error(flexRay, channel, time, tokens.rest(), offset);
    return true;
  }
  // Mask of the channels A and B, slot, cycle.
  for (let skipped = 0; skipped < 4; skipped += 1) if (!tokens.next()) return false;
  if (directionOf(tokens) === undefined) return false;
  for (let skipped = 0; skipped < wordsToLength; skipped += 1) if (!tokens.next()) return false;
  const length = numbers.number(tokens);
  if (length < 0) return false;
  topics.add(flexRay, channel, time, length, offset);
  return true;
}
