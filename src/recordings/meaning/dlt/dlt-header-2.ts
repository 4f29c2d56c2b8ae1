import { type HeaderFields, messageKinds } from './header-fields.ts';

/**
 * Version 2 of the protocol (AUTOSAR PRS LogAndTraceProtocol R22-11): as COVESA's dlt-daemon (`dlt_protocol.h`,
 * `dlt_message_read_v2`) and dlt-viewer (`qdltmsg.cpp`) read it alike. The type of the header (HTYP2) is little-endian, all other
 * fields are big-endian; names have their length in front. dlt-daemon before 27 March 2026 (e3bc1333) wrote all fields but seconds
 * little-endian, in the order of its machine.
 */
const htyp2 = {
  content: 0x03,
  ecu: 0x04,
  names: 0x08,
  session: 0x10,
  place: 0x100,
  tags: 0x200,
  privacy: 0x400,
  segments: 0x800,
} as const;
/** Bits of HTYP2 that are not assigned. */
const unassigned = 0xffff_f000;

/** "Content Information": which of the fields that follow HTYP2, counter and length there are. */
const contents = { verbose: 0, nonVerbose: 1, control: 2 } as const;
const lengthAt = 5;
const baseSize = 7;
/** Type of message and number of arguments; time; id of the message. */
const conditional = [2 + 9, 9 + 4, 2] as const;

/** Nanoseconds have 30 bits; the highest says that the time counts from when the ECU was switched on. */
const sinceStart = 0x8000_0000;
const nanosecondBits = 0x3fff_ffff;
const billion = 1_000_000_000;
/** Big-endian by every writer. */
const secondBytes = 5;
/** No ECU runs for so many seconds: 10 years. */
const longestUptime = 315_360_000;

/** "Segmentation": what follows the type of a frame (first, consecutive, last, abort). */
const segmentSizes = [8, 4, 0, 1];

/** The length of a message of version 2 at `at`; -1 if there is none. It may be more than is available. */
export function secondLength(view: DataView, at: number, available: number, inHostOrder = false): number {
  if (available < baseSize) return -1;
  const type = view.getUint32(at, true);
  const base = conditional[type & htyp2.content];
  if (base === undefined || (type & unassigned) !== 0) return -1;
  const length = view.getUint16(at + lengthAt, inHostOrder);
  return length >= baseSize + base ? length : -1;
}

/** Reads a header of version 2; false if it is not whole, or longer than its message. */
export function readSecond(header: HeaderFields, view: DataView, at: number, available: number): boolean {
  const length = secondLength(view, at, available, header.inHostOrder);
  if (length < 0) return false;
  const fields = new Fields(view, at + baseSize, at + Math.min(length, available), header.inHostOrder);
  const type = view.getUint32(at, true);
  const content = type & htyp2.content;
  header.version = 2;
  header.length = length;
  header.littleEndian = true;
  header.verbose = content === contents.verbose;
  header.kind = -1;
  header.info = 0;
  header.argumentCount = 0;
  header.messageId = -1;
  header.uptime = -1;
  header.utcSeconds = -1;
  if (content !== contents.nonVerbose) {
    const info = fields.u8();
    header.kind = content === contents.control ? messageKinds.control : (info >> 1) & 7;
    header.info = info >> 4;
    header.argumentCount = fields.u8();
  }
  if (content !== contents.control) readTime(header, fields);
  if (content === contents.nonVerbose) header.messageId = fields.u32();
  const { names } = header;
  header.ecu = (type & htyp2.ecu) === 0 ? 0 : names.numberOf(fields.name());
  const isNamed = (type & htyp2.names) !== 0;
  header.app = isNamed ? names.numberOf(fields.name()) : 0;
  header.context = isNamed ? names.numberOf(fields.name()) : 0;
  if ((type & htyp2.session) !== 0) fields.skip(4);
  if ((type & htyp2.place) !== 0) fields.skip(fields.u8() + 4);
  if ((type & htyp2.tags) !== 0) for (let left = fields.u8(); left > 0; left -= 1) fields.skip(fields.u8());
  if ((type & htyp2.privacy) !== 0) fields.skip(1);
  header.segmented = (type & htyp2.segments) !== 0;
  if (header.segmented) {
    const size = fields.u8();
    fields.skip(segmentSizes[fields.u8()] ?? size);
  }
  header.size = fields.at - at;
  return !fields.beyond;
}

/** Whether a header of version 2 names its ECU, application and context in printable characters, each of them. */
export function isNamedSecond(view: DataView, at: number, available: number): boolean {
  const length = secondLength(view, at, available);
  if (length < 0) return false;
  const type = view.getUint32(at, true);
  if ((type & htyp2.ecu) === 0 || (type & htyp2.names) === 0) return false;
  const from = at + baseSize + (conditional[type & htyp2.content] ?? 0);
  const fields = new Fields(view, from, at + Math.min(length, available), false);
  for (let count = 0; count < 3; count += 1) if (!/^[\x21-\x7e]+$/.test(fields.name())) return false;
  return !fields.beyond;
}

function readTime(header: HeaderFields, fields: Fields): void {
  const first = fields.u32();
  let seconds = 0;
  for (let byte = 0; byte < secondBytes; byte += 1) seconds = seconds * 256 + fields.u8();
  const written = first & nanosecondBits;
  const nanoseconds = written < billion ? written : 0;
  if ((first & sinceStart) === 0) {
    header.utcSeconds = seconds;
    header.utcNanoseconds = nanoseconds;
  } else if (seconds < longestUptime) {
    header.uptime = seconds * 10_000 + Math.floor(nanoseconds / 100_000);
  }
}

/** Reads fields one after the other; those beyond the end are 0. */
class Fields {
  at: number;
  readonly #view: DataView;
  readonly #end: number;
  readonly #littleEndian: boolean;

  constructor(view: DataView, at: number, end: number, littleEndian: boolean) {
    this.#littleEndian = littleEndian;
    this.#view = view;
    this.at = at;
    this.#end = end;
  }

  get beyond(): boolean {
    return this.at > this.#end;
  }

  u8(): number {
    const at = this.#take(1);
    return at < 0 ? 0 : this.#view.getUint8(at);
  }

  u32(): number {
    const at = this.#take(4);
    return at < 0 ? 0 : this.#view.getUint32(at, this.#littleEndian);
  }

  /** Without the NUL with which some fill names up. */
  name(): string {
    const length = this.u8();
    const at = this.#take(length);
    if (at < 0) return '';
    const bytes = Buffer.from(this.#view.buffer as ArrayBuffer, this.#view.byteOffset + at, length);
    const end = bytes.indexOf(0);
    return bytes.toString('utf8', 0, end < 0 ? length : end).trim();
  }

  skip(bytes: number): void {
    this.#take(bytes);
  }

  #take(bytes: number): number {
    const at = this.at;
    this.at = at + bytes;
    return this.at <= this.#end ? at : -1;
  }
}
