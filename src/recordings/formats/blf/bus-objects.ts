import type { TimeHalves } from '../../meaning/can/time-halves.ts';
import { type ChannelTopic, type ChannelTopics, channelTopics } from '../traces/channel-topics.ts';
import { macHeader } from '../traces/trace-packets.ts';

const { afdx, arinc429, ethernet, flexRay, j1708, most, serial, wlan } = channelTopics;

/** Offsets of the counted fields of an object, relative to the end of its header. */
interface Layout {
  topic: ChannelTopic;
  /** Offset of the channel, 16 bits. */
  channel: number;
  /** Bytes of fields before the data. */
  head: number;
  /** Bytes of data; absent if only their time counts. */
  length?: (view: DataView, at: number) => number;
  /** Bytes of the frame that are not included in that length, or all of them. */
  more?: number;
  /** The error that the object reports; it is then not a frame. */
  error?: string;
}

/** A control message of MOST25. */
const controlMessage = 17;
/** Flags of SERIAL_EVENT, and where its fields of either kind begin. */
const serialFlags = { single: 0x4, compact: 0x8 } as const;
const serialFields = 16;

const u8 = (field: number) => (view: DataView, at: number) => view.getUint8(at + field);
const u16 = (field: number) => (view: DataView, at: number) => view.getUint16(at + field, true);
const u32 = (field: number) => (view: DataView, at: number) => view.getUint32(at + field, true);

function serialLength(view: DataView, at: number): number {
  const flags = view.getUint32(at, true);
  if ((flags & serialFlags.single) !== 0) return 1;
  return (flags & serialFlags.compact) !== 0
    ? view.getUint8(at + serialFields)
    : view.getUint32(at + serialFields, true);
}

const badFrame = 'a frame was received with an error';

/** Objects of buses that are counted but not interpreted, by type; layouts as in `objects.ts`. */
const layouts: Record<number, Layout> = {
  // MOST_SPY, MOST_CTRL, MOST_PKT, MOST_PKT2, MOST_150_MESSAGE, MOST_150_PKT, MOST_ETHERNET_PKT, MOST_50_MESSAGE, MOST_50_PKT
  22: { topic: most, channel: 0, head: 12, more: controlMessage },
  23: { topic: most, channel: 0, head: 12, more: controlMessage },
  32: { topic: most, channel: 0, head: 32, length: u32(24) },
  33: { topic: most, channel: 0, head: 32, length: u32(24) },
  76: { topic: most, channel: 0, head: 32, length: u32(24) },
  77: { topic: most, channel: 0, head: 32, length: u32(24) },
  78: { topic: most, channel: 0, head: 48, length: u32(36) },
  84: { topic: most, channel: 0, head: 32, length: u32(24) },
  85: { topic: most, channel: 0, head: 32, length: u32(24) },
  // FLEXRAY_DATA, FLEXRAY_MESSAGE, FR_ERROR, FR_RCVMESSAGE, FR_RCVMESSAGE_EX
  29: { topic: flexRay, channel: 0, head: 12, length: u8(3) },
  41: { topic: flexRay, channel: 0, head: 32, length: u8(26) },
  47: { topic: flexRay, channel: 0, head: 8, error: 'an error was seen on the bus' },
  50: { topic: flexRay, channel: 0, head: 44, length: u16(22) },
  66: { topic: flexRay, channel: 0, head: 44, length: u16(22) },
  // J1708_MESSAGE, J1708_VIRTUAL_MSG
  55: { topic: j1708, channel: 0, head: 7, length: u8(6) },
  56: { topic: j1708, channel: 0, head: 7, length: u8(6) },
  // ETHERNET_RX_ERROR, ETHERNET_ERROR_EX, ETHERNET_ERROR_FORWARDED
  102: { topic: ethernet, channel: 2, head: 20, error: badFrame },
  122: { topic: ethernet, channel: 4, head: 32, error: badFrame },
  123: { topic: ethernet, channel: 4, head: 32, error: badFrame },
  // SERIAL_EVENT, WLAN_FRAME, AFDX_FRAME, A429_ERROR, A429_MESSAGE
  90: { topic: serial, channel: 4, head: 20, length: serialLength },
  93: { topic: wlan, channel: 0, head: 16, length: u16(10) },
  97: { topic: afdx, channel: 6, head: 40, length: u16(32), more: macHeader.bytes },
  110: { topic: arinc429, channel: 0, head: 12, error: 'an error was seen on the bus' },
  113: { topic: arinc429, channel: 4, head: 8, more: 4 },
};
const byType = Array.from({ length: 256 }, (_, type) => layouts[type]);

export function isBusObject(type: number): boolean {
  return byType[type] !== undefined;
}

/** False if an object is too short for its fields, undefined if it is of another kind. */
export function readBusObject(
  type: number,
  view: DataView,
  at: number,
  end: number,
  time: TimeHalves,
  topics: ChannelTopics,
  offset: number,
): boolean | undefined {
  const layout = byType[type];
  if (!layout) return undefined;
  if (end - at < layout.head) return false;
  const channel = view.getUint16(at + layout.channel, true);
  if (layout.error) topics.error(layout.topic, channel, time, layout.error, offset);
  else {
    const bytes = (layout.length?.(view, at) ?? 0) + (layout.more ?? 0);
    topics.add(layout.topic, channel, time, bytes, offset);
  }
  return true;
}
