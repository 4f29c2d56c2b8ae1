import { begins, hasAt } from '../bytes/file-head.ts';
import { receiverFrameAt } from './nmea/receiver-frames.ts';
import type { OtherFormat } from './other-format.ts';

/** Records that follow each other before a stream without a magic of its own is named. */
const leastRecords = 3;
/** A recording may begin in the middle of a message. */
const longestBeginning = 1_024;

/** Size of the record at `at` in bytes; undefined if none begins there. */
type SizeOf = (view: DataView, at: number) => number | undefined;

/** Whether records follow each other from `from` on; at the end of the head two are enough. */
function isChain(head: Uint8Array, sizeOf: SizeOf, from = 0): boolean {
  const view = new DataView(head.buffer, head.byteOffset, head.byteLength);
  let at = from;
  for (let count = 0; count < leastRecords; count += 1) {
    const size = at < head.byteLength ? sizeOf(view, at) : undefined;
    if (size === undefined) return count > 1 && at >= head.byteLength;
    at += size;
  }
  return true;
}

/** Point One, FusionEngine `MessageHeader`: `.1`, reserved, CRC, version 2, type, sequence, size of what follows, source: 24 bytes. */
const fusionEngine: SizeOf = (view, at) => {
  if (at + 24 > view.byteLength || view.getUint16(at) !== 0x2e31 || view.getUint8(at + 8) > 8)
    return undefined;
  const payload = view.getUint32(at + 16, true);
  // Largest message that FusionEngine's own parser expects: 2^24 bytes.
  return payload < 2 ** 24 ? 24 + payload : undefined;
};

/** Swift Binary Protocol, "Message framing": 0x55, type, sender, length, the payload, CRC. */
const swift: SizeOf = (view, at) =>
  at + 6 <= view.byteLength && view.getUint8(at) === 0x55 ? 8 + view.getUint8(at + 5) : undefined;

/** Android, `logger_entry` (`log_read.h`): length, size of the header, process, thread, seconds, nanoseconds. */
const logcat: SizeOf = (view, at) => {
  if (at + 20 > view.byteLength) return undefined;
  const header = view.getUint16(at + 2, true);
  const isEntry = header >= 20 && header <= 32 && header % 4 === 0 && view.getUint32(at + 16, true) < 1e9;
  // Behind the header: level, tag and text; an entry has 4,068 bytes at most.
  const payload = view.getUint16(at, true);
  return isEntry && payload > 0 && payload <= 5_120 ? header + payload : undefined;
};

/** Navigation, receiver manager, monitoring, timing and sensor fusion: whatever follows. */
const beginsWithUbx = begins(
  [0xb5, 0x62, 0x01],
  [0xb5, 0x62, 0x02],
  [0xb5, 0x62, 0x0a],
  [0xb5, 0x62, 0x0d],
  [0xb5, 0x62, 0x10],
);

/** Messages of u-blox one behind the other, from wherever the first of them begins; their checksums are right. */
function isUbx(head: Uint8Array): boolean {
  if (beginsWithUbx(head)) return true;
  const ubx: SizeOf = (_, at) => {
    const frame = receiverFrameAt(head, at, head.byteLength);
    return frame?.protocol === 'UBX' ? frame.size : undefined;
  };
  const front = head.subarray(0, longestBeginning);
  for (let at = front.indexOf(0xb5); at >= 0; at = front.indexOf(0xb5, at + 1)) {
    if (isChain(head, ubx, at)) return true;
  }
  return false;
}

const toCsv = (tool: string) => `Convert it with ${tool} to CSV, and upload that.`;

/** Streams and recordings that are named by how their records follow each other, or by a magic that is not in front. */
const streams: readonly [looksLike: string, advice: string, detects: OtherFormat['detects']][] = [
  [
    'raw messages of a u-blox receiver (.ubx)',
    'Convert them to NMEA or CSV, for example with u-center, and upload that.',
    isUbx,
  ],
  [
    'a log of a Point One receiver (FusionEngine, .p1log)',
    toCsv('p1_extract of fusion-engine-client'),
    (head) => isChain(head, fusionEngine),
  ],
  [
    'messages of a Swift receiver (.sbp)',
    toCsv('sbp2json or the Swift Console'),
    (head) => isChain(head, swift),
  ],
  // `header.fbs` of Ouster's SDK: a FlatBuffer behind its size and the offset of its root.
  [
    'a recording of an Ouster lidar (.osf)',
    'Convert it with ouster-cli to a ROS bag or a PCAP, and upload that.',
    hasAt(8, 'OSF$'),
  ],
  [
    "a log of Android's logcat in binary form",
    'Read it with "logcat" into text ("logcat -v threadtime"), and upload that.',
    (head) => isChain(head, logcat),
  ],
];

export const otherStreams: readonly OtherFormat[] = streams.map(([looksLike, advice, detects]) => ({
  looksLike,
  advice,
  verdict: 'unknown_format',
  detects,
}));
