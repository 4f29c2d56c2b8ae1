import type { ByteReader } from '../../bytes/byte-reader.ts';
import type { ParseLimits } from '../../limits.ts';
import { ProtobufWire, wireTypes } from '../../meaning/decode/protobuf-wire.ts';
import type { PassedOver } from '../traces/passed-over.ts';
import { isSection, sectionHeadBytes, sectionTypes } from './section.ts';
import { beginsMessage, messageHeadBytes, tags } from './single-message.ts';

/** Types of sections, and fields of a chunk, that a later version may add follow the known ones. */
const maxLaterType = 255;
const maxLaterField = 100;

/** `ChunkBody.messages`. */
const messagesField = 1;

const wire = new ProtobufWire();

/** Passes over sections and fields that no version known here has; what follows them shows that they are no damage. */
export class LaterContent {
  readonly #reader: ByteReader;
  readonly #limits: ParseLimits;
  readonly #passedOver: PassedOver;

  constructor(reader: ByteReader, limits: ParseLimits, passedOver: PassedOver) {
    this.#reader = reader;
    this.#limits = limits;
    this.#passedOver = passedOver;
  }

  /** False if no section of a later version is here, with another section or the end of the file behind it. */
  async passSection(): Promise<boolean> {
    const reader = this.#reader;
    const size = laterSectionBytes(reader.view, reader.start, reader.remaining);
    if (size < 0 || size > this.#limits.maxRecordBytes) return false;
    const end = sectionHeadBytes + size;
    const isLast = !(await reader.fill(end + sectionHeadBytes + 1));
    const { view, start, remaining, available } = reader;
    const next = start + end;
    const rest = remaining - end;
    const isFollowed = isLast
      ? available === end
      : isSection(view, next, rest) || laterSectionBytes(view, next, rest) >= 0;
    if (!isFollowed) return false;
    this.#passedOver.count(`section of type ${view.getUint32(start, true)}, which a later version added`);
    reader.advance(end);
    return true;
  }

  /** The same for a field of a chunk that ends at `bodyEnd` of the file: a message, or another one, is behind it. */
  async passField(bodyEnd: number): Promise<boolean> {
    const reader = this.#reader;
    const size = laterFieldBytes(reader.bytes, reader.start, reader.end);
    if (size < 0 || size > this.#limits.maxRecordBytes || reader.offset + size > bodyEnd) return false;
    await reader.fill(size + messageHeadBytes);
    const { bytes, start, end, available } = reader;
    if (size > available) return false;
    const next = start + size;
    const isFollowed =
      reader.offset + size === bodyEnd ||
      (next < end && beginsMessage(bytes, next, end)) ||
      laterFieldBytes(bytes, next, end) > 0;
    if (!isFollowed) return false;
    this.#passedOver.count('field of a chunk, which a later version added');
    reader.advance(size);
    return true;
  }
}

/** Bytes of content of a section of a later version at `at`, which ends within `remaining` bytes; -1 if there is none. */
function laterSectionBytes(view: DataView, at: number, remaining: number): number {
  const type = view.getUint32(at, true);
  if (type <= sectionTypes.channel || type > maxLaterType || view.getUint32(at + 4, true) !== 0) return -1;
  const size = view.getUint32(at + 12, true) * 2 ** 32 + view.getUint32(at + 8, true);
  return size <= remaining - sectionHeadBytes ? size : -1;
}

/** Bytes of a field at `at` that is no message, even of a damaged tag; -1 if there is none. */
function laterFieldBytes(bytes: Uint8Array, at: number, end: number): number {
  wire.open(bytes, at, end, true);
  if (!wire.next() || wire.field === messagesField || wire.field > maxLaterField) return -1;
  if (wire.wireType !== wireTypes.bytes) return wire.at - at;
  const isMessage = wire.length > 0 && bytes[wire.start] === tags.name;
  return isMessage ? -1 : wire.start + wire.length - at;
}

/** Whether the content of a chunk begins at `at`. */
export function beginsBody(bytes: Uint8Array, at: number, end: number): boolean {
  return at < end && (bytes[at] === tags.message || laterFieldBytes(bytes, at, end) > 0);
}
