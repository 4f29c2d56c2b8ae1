import { isNamedSecond, readSecond, secondLength } from './dlt-header-2.ts';
import { HeaderFields, messageKinds } from './header-fields.ts';

/** AUTOSAR PRS LogAndTraceProtocol R20-11, 5.2.1, "Header Type" (HTYP). */
const htyp = { extended: 0x01, bigEndian: 0x02, ecu: 0x04, session: 0x08, uptime: 0x10 } as const;

/** HTYP, message counter and length. */
export const smallestHeader = 4;
const extendedSize = 10;

/** The length of a message is a count of 16 bits. */
export const maxMessageBytes = 65_535;

/** The header of a message, of version 1 or 2. */
export class DltHeader extends HeaderFields {
  /** Reads the header at `at`; false if there is none of version 1 or 2 within `available` bytes. */
  read(view: DataView, at: number, available: number): boolean {
    if (available > 0 && versionAt(view, at) === second) return readSecond(this, view, at, available);
    if (!isHeader(view, at, available)) return false;
    const type = view.getUint8(at);
    this.version = 1;
    this.messageId = -1;
    this.segmented = false;
    this.utcSeconds = -1;
    this.length = view.getUint16(at + 2);
    this.size = headerSize(type);
    this.littleEndian = (type & htyp.bigEndian) === 0;
    let next = at + smallestHeader;
    this.ecu = 0;
    if ((type & htyp.ecu) !== 0) {
      this.ecu = view.getUint32(next);
      next += 4;
    }
    if ((type & htyp.session) !== 0) next += 4;
    this.uptime = -1;
    if ((type & htyp.uptime) !== 0) {
      this.uptime = view.getUint32(next);
      next += 4;
    }
    if ((type & htyp.extended) !== 0) this.#readExtended(view, next);
    else this.#withoutExtended();
    return true;
  }

  #readExtended(view: DataView, at: number): void {
    const type = view.getUint8(at);
    this.verbose = (type & 1) !== 0;
    this.kind = (type >> 1) & 7;
    this.info = type >> 4;
    this.argumentCount = view.getUint8(at + 1);
    this.app = view.getUint32(at + 2);
    this.context = view.getUint32(at + 6);
  }

  #withoutExtended(): void {
    this.verbose = false;
    this.kind = -1;
    this.info = 0;
    this.argumentCount = 0;
    this.app = 0;
    this.context = 0;
  }
}

function headerSize(type: number): number {
  return (
    smallestHeader +
    ((type & htyp.ecu) !== 0 ? 4 : 0) +
    ((type & htyp.session) !== 0 ? 4 : 0) +
    ((type & htyp.uptime) !== 0 ? 4 : 0) +
    ((type & htyp.extended) !== 0 ? extendedSize : 0)
  );
}

const second = 2;

/** Version number of the protocol, in HTYP: 1 in all releases before R22-11, which added 2; some writers leave it 0. */
export function versionAt(view: DataView, at: number): number {
  return view.getUint8(at) >> 5;
}

/** Whether there is a header of version 1 (or 0) with a valid length, within `available` bytes. */
function isHeader(view: DataView, at: number, available: number): boolean {
  if (available < smallestHeader || versionAt(view, at) > 1) return false;
  const size = headerSize(view.getUint8(at));
  return available >= size && view.getUint16(at + 2) >= size;
}

/** The length of the message of version 1 or 2 at `at`, which may be more than is available; -1 if there is none. */
export function messageLength(view: DataView, at: number, available: number, inHostOrder = false): number {
  if (available > 0 && versionAt(view, at) === second) return secondLength(view, at, available, inHostOrder);
  return isHeader(view, at, available) ? view.getUint16(at + 2) : -1;
}

/**
 * Whether there is one if no mark precedes the header: then it has to name its ECU, application and context in printable
 * characters.
 */
export function isNamedHeader(view: DataView, at: number, available: number): boolean {
  if (available > 0 && versionAt(view, at) === second) return isNamedSecond(view, at, available);
  if (!isHeader(view, at, available) || versionAt(view, at) !== 1) return false;
  const type = view.getUint8(at);
  if ((type & htyp.ecu) === 0 || (type & htyp.extended) === 0) return false;
  const extended = at + headerSize(type) - extendedSize;
  return (
    ((view.getUint8(extended) >> 1) & 7) <= messageKinds.control &&
    isName(view, at + smallestHeader) &&
    isName(view, extended + 2) &&
    isName(view, extended + 6)
  );
}

/** One to four printable characters, padded with NUL. */
function isName(view: DataView, at: number): boolean {
  let ended = false;
  for (let index = 0; index < 4; index += 1) {
    const byte = view.getUint8(at + index);
    if (byte === 0 && index > 0) ended = true;
    else if (ended || byte <= 0x20 || byte > 0x7e) return false;
  }
  return true;
}
