import type { TimeHalves } from '../../meaning/can/time-halves.ts';
import { nanoseconds } from '../../summary/nanoseconds.ts';
import type { SummaryBuilder } from '../../summary/summary-builder.ts';
import type { TopicTracker } from '../../summary/topic-tracker.ts';

type Halves = Pick<TimeHalves, 'high' | 'low'>;

/** What is counted for each channel: `<bus> <channel>`, followed by `of` if a bus has several such topics. */
export interface ChannelTopic {
  bus: string;
  of?: string;
  type: string;
  encoding: string;
}

/** Frames of buses that are counted but not interpreted, and what is counted separately from the frames of a bus. */
export const channelTopics = {
  ethernet: { bus: 'Ethernet', type: 'Ethernet', encoding: 'ethernet' },
  /** Transmit requests of Ethernet, as those of CAN below. */
  ethernetRequest: {
    bus: 'Ethernet',
    of: 'transmit requests',
    type: 'Ethernet transmit request',
    encoding: 'ethernet',
  },
  /** Copies of frames that the recorder forwarded from another channel, where they were read. */
  ethernetForwarded: {
    bus: 'Ethernet',
    of: 'forwarded frames',
    type: 'forwarded Ethernet frame',
    encoding: 'ethernet',
  },
  flexRay: { bus: 'FlexRay', type: 'FlexRay', encoding: 'flexray' },
  most: { bus: 'MOST', type: 'MOST', encoding: 'most' },
  wlan: { bus: 'WLAN', type: 'WLAN', encoding: 'wlan' },
  afdx: { bus: 'AFDX', type: 'AFDX', encoding: 'afdx' },
  arinc429: { bus: 'ARINC 429', type: 'ARINC 429', encoding: 'arinc429' },
  j1708: { bus: 'J1708', type: 'J1708', encoding: 'j1708' },
  serial: { bus: 'Serial', type: 'serial port', encoding: 'serial' },
  /** LIN frames of which only the name in a database is known. */
  namedLin: { bus: 'LIN', of: 'named frames', type: 'LIN', encoding: 'lin' },
  /** Transmit requests that were not on the bus yet: the frame itself follows. */
  transmitRequest: { bus: 'CAN', of: 'transmit requests', type: 'CAN transmit request', encoding: 'can' },
} as const satisfies Record<string, ChannelTopic>;

/** Channels counted separately for each kind of topic; further ones are counted together. */
const maxChannels = 64;

/** Counts frames by bus and channel, without a string per frame. */
export class ChannelTopics {
  readonly #builder: SummaryBuilder;
  readonly #trackers = new Map<ChannelTopic, Map<number, TopicTracker>>();

  constructor(builder: SummaryBuilder) {
    this.#builder = builder;
  }

  add(topic: ChannelTopic, channel: number, { high, low }: Halves, bytes: number, offset: number): void {
    this.#trackerOf(topic, channel).add(high, low, bytes, offset);
  }

  /** An error that the recorder saw on the channel; `detail` describes it. */
  error({ bus }: ChannelTopic, channel: number, { high, low }: Halves, detail: string, offset: number): void {
    const topic = `${bus} ${channel}`;
    this.#builder.code(
      { code: `${topic}: ${bus} error`, source: 'can', severity: 'warning', message: detail },
      { timeNs: nanoseconds(high, low), topic, offset },
    );
  }

  #trackerOf(topic: ChannelTopic, channel: number): TopicTracker {
    let trackers = this.#trackers.get(topic);
    if (!trackers) {
      trackers = new Map();
      this.#trackers.set(topic, trackers);
    }
    const known = trackers.size < maxChannels || trackers.has(channel) ? channel : Number.NaN;
    const present = trackers.get(known);
    if (present) return present;
    const { bus, of, type, encoding } = topic;
    const name = Number.isNaN(known) ? `other ${bus} channels` : `${bus} ${channel}`;
    const tracker = this.#builder.topic({ name: of ? `${name} ${of}` : name, type, encoding });
    trackers.set(known, tracker);
    return tracker;
  }
}
