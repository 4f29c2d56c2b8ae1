import type { TimeHalves } from '../../meaning/can/time-halves.ts';
import type { Tokens } from '../text/tokens.ts';
import { type ChannelTopics, channelTopics } from '../traces/channel-topics.ts';
import { ForwardedFrames, type FrameWay } from '../traces/forwarded-frames.ts';
import { FrameBuffer, maxFrameBytes, type TracePackets } from '../traces/trace-packets.ts';
import { type AscNumbers, decimalOf } from './asc-numbers.ts';
import { type Direction, directionOf } from './direction.ts';
import { isWhole, readFrameBytes, readWrittenFrame, type WrittenFrame } from './written-frame.ts';

/** What Vector's ASC logging format of Ethernet (4.2) calls a frame that the interface forwarded. */
const forwarded = 'TxFwd';

/**
 * Reads events of Ethernet channels: `ETH 2 Tx 3c:FFFF…` with a frame from its destination address on, `ETH 2 RxEr 02
 * 00001234 3c:0000…` for an error. Frames that are not whole are counted by channel.
 */
export class EthernetEvents {
  readonly #tokens: Tokens;
  readonly #numbers: AscNumbers;
  readonly #time: TimeHalves;
  readonly #topics: ChannelTopics;
  readonly #packets: TracePackets;
  readonly #built = new FrameBuffer();
  readonly #forwarded = new ForwardedFrames();

  constructor(
    tokens: Tokens,
    numbers: AscNumbers,
    time: TimeHalves,
    topics: ChannelTopics,
    packets: TracePackets,
  ) {
    this.#tokens = tokens;
    this.#numbers = numbers;
    this.#time = time;
    this.#topics = topics;
    this.#packets = packets;
  }

  /** From `ETH`; false if the event cannot be read, undefined if it is of another kind. */
  read(offset: number): boolean | undefined {
    const tokens = this.#tokens;
    const channel = tokens.next() ? decimalOf(tokens) : -1;
    if (channel < 0 || !tokens.next()) return false;
    const isError = tokens.is('RxEr');
    const direction = directionOf(tokens);
    const isForwarded = tokens.is(forwarded);
    if (!isError && direction === undefined && !isForwarded) return undefined;
    const frame = readWrittenFrame(tokens, this.#numbers);
    if (!frame) return false;
    const { size } = frame;
    const { ethernet, ethernetRequest } = channelTopics;
    if (isError) {
      const detail = `a frame of ${size} bytes was received with an error`;
      this.#topics.error(ethernet, channel, this.#time, detail, offset);
    } else if (direction === 'TxRq') this.#topics.add(ethernetRequest, channel, this.#time, size, offset);
    else if (isWhole(frame) && size <= maxFrameBytes)
      this.#emit(frame, channel, isForwarded ? 'forwarded' : wayOf(direction), offset);
    else this.#topics.add(ethernet, channel, this.#time, size, offset);
    return true;
  }

  #emit(frame: WrittenFrame, channel: number, way: FrameWay, offset: number): void {
    const built = this.#built;
    built.reserve(frame.size);
    readFrameBytes(this.#tokens.bytes, frame, built.bytes);
    const { high, low } = this.#time;
    const { view, bytes } = built;
    const packet = { view, bytes, start: 0, end: frame.size, high, low, offset };
    if (this.#forwarded.isCopy(packet, channel, way))
      this.#topics.add(channelTopics.ethernetForwarded, channel, this.#time, frame.size, offset);
    else this.#packets.ethernet(packet);
  }
}

function wayOf(direction: Direction | undefined): FrameWay {
  return direction === 'Tx' ? 'sent' : 'received';
}
