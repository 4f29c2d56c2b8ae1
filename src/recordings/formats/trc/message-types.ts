import { frameFlags } from '../../meaning/can/can-frame.ts';
import type { Tokens } from '../text/tokens.ts';

const { fd, bitRateSwitch, errorState, remote, transmitted } = frameFlags;

export type MessageKind = 'frame' | 'error' | 'status' | 'counters' | 'event';

/** What a line contains, by the word in its type column. */
export interface MessageType {
  kind: MessageKind;
  /** `frameFlags` of a frame. */
  flags: number;
}

/** PEAK CAN TRC File Format, "T" of versions 2.0 and 2.1, and "Type" of the versions before. */
const types: [word: string, type: MessageType][] = [
  ['Rx', { kind: 'frame', flags: 0 }],
  ['DT', { kind: 'frame', flags: 0 }],
  ['Tx', { kind: 'frame', flags: transmitted }],
  ['FD', { kind: 'frame', flags: fd }],
  ['FB', { kind: 'frame', flags: fd | bitRateSwitch }],
  ['FE', { kind: 'frame', flags: fd | errorState }],
  ['BI', { kind: 'frame', flags: fd | bitRateSwitch | errorState }],
  ['RR', { kind: 'frame', flags: remote }],
  ['Error', { kind: 'error', flags: 0 }],
  ['ER', { kind: 'error', flags: 0 }],
  ['Warng', { kind: 'status', flags: 0 }],
  ['ST', { kind: 'status', flags: 0 }],
  ['EC', { kind: 'counters', flags: 0 }],
  ['EV', { kind: 'event', flags: 0 }],
];

/** The type that the word names; undefined if it names none. */
export function messageTypeOf(tokens: Tokens): MessageType | undefined {
  for (let index = 0; index < types.length; index += 1) {
    const [word, type] = types[index] as [string, MessageType];
    if (tokens.is(word)) return type;
  }
  return undefined;
}
