import { ProtobufWire, wireTypes } from '../../meaning/decode/protobuf-wire.ts';

/**
 * A record of Apollo Cyber RT (`cyber/proto/record.proto`, ApolloAuto/apollo, Apache-2.0) consists of sections: type
 * (uint32), padding, size of the content (int64), content.
 */
export const sectionTypes = { header: 0, chunkHeader: 1, chunkBody: 2, index: 3, channel: 4 } as const;

export const sectionHeadBytes = 16;

/** The header has this much room behind its section's head, so that it can be written again at the end. */
export const headerRoomBytes = 2_048;

export interface Section {
  type: number;
  /** Bytes of content. */
  size: number;
}

/** The head of a section at `at`; undefined if there is none. */
export function sectionAt(view: DataView, at: number): Section | undefined {
  const type = view.getUint32(at, true);
  const high = view.getUint32(at + 12, true);
  if (type > sectionTypes.channel || high >= 2 ** 20) return undefined;
  return { type, size: high * 2 ** 32 + view.getUint32(at + 8, true) };
}

/** Tags with which the contents begin: of all fields in order, the first one. */
const firstTags: Readonly<Record<number, number>> = {
  [sectionTypes.header]: 0x08,
  [sectionTypes.chunkHeader]: 0x08,
  [sectionTypes.chunkBody]: 0x0a,
  [sectionTypes.index]: 0x0a,
  [sectionTypes.channel]: 0x0a,
};

/** The same with the first byte of the content and the padding, to find a section after damage. */
export function isSection(view: DataView, at: number, remaining: number): boolean {
  const section = sectionAt(view, at);
  if (!section || view.getUint32(at + 4, true) !== 0 || section.type === sectionTypes.header) return false;
  if (section.size < 2 || section.size > remaining - sectionHeadBytes) return false;
  return view.getUint8(at + sectionHeadBytes) === firstTags[section.type];
}

/** Field numbers of `Header`; all are varints. */
const headerFields = { majorVersion: 1, isComplete: 13, last: 15 } as const;

export interface RecordHeader {
  /** Whether the recorder closed the file. */
  isComplete: boolean;
}

/** The header in `bytes`; undefined if it is none. */
export function parseHeader(bytes: Uint8Array): RecordHeader | undefined {
  const wire = new ProtobufWire(bytes, 0, bytes.byteLength);
  let isComplete = false;
  let first = 0;
  while (wire.next()) {
    first ||= wire.field;
    if (wire.field === headerFields.isComplete) isComplete = wire.low !== 0;
    if (wire.field <= headerFields.last && wire.wireType !== wireTypes.varint) return undefined;
  }
  return wire.isBroken || first !== headerFields.majorVersion ? undefined : { isComplete };
}

/** By the header, or by the first channel or chunk if the header is damaged. */
export function beginsRecord(head: Uint8Array): boolean {
  const view = new DataView(head.buffer, head.byteOffset, head.byteLength);
  const first = sectionHeadBytes + headerRoomBytes;
  if (head.byteLength < first) return false;
  const section = sectionAt(view, 0);
  if (section?.type === sectionTypes.header && section.size <= headerRoomBytes) {
    const end = sectionHeadBytes + section.size;
    const hasRoom = head.subarray(end, first).every((byte) => byte === 0);
    if (hasRoom && parseHeader(head.subarray(sectionHeadBytes, end))) return true;
  }
  if (head.byteLength < first + sectionHeadBytes + 3) return false;
  const [name, slash] = [head[first + sectionHeadBytes], head[first + sectionHeadBytes + 2]];
  const isChannel = sectionAt(view, first)?.type === sectionTypes.channel;
  return isChannel && isSection(view, first, Number.MAX_SAFE_INTEGER) && name === 0x0a && slash === 0x2f;
}
