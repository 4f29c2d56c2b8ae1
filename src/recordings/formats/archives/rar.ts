/** Whether RAR archives need a password, by their first bytes (UnRAR's technote.txt; RAR 5.0 archive format). */

/** 7 bytes of marker, then the main header and that of the first file: checksum, type, flags, size. */
export function rar4IsEncrypted(head: Uint8Array): boolean {
  if (head.length < 14) return false;
  const view = new DataView(head.buffer, head.byteOffset, head.byteLength);
  const headersEncrypted = (view.getUint16(10, true) & 0x80) !== 0;
  const first = 7 + view.getUint16(12, true);
  if (first + 5 > head.length) return headersEncrypted;
  const fileEncrypted = view.getUint8(first + 2) === 0x74 && (view.getUint16(first + 3, true) & 4) !== 0;
  return headersEncrypted || fileEncrypted;
}

const headerTypes = { file: 2, encryption: 4 };

/** "Archive encryption header", or the record "File encryption" in the extra area of the first file. */
export function rar5IsEncrypted(head: Uint8Array): boolean {
  let at = 8;
  for (;;) {
    const fields = new Fields(head, at + 4);
    const size = fields.next();
    const end = fields.at + size;
    const type = fields.next();
    const flags = fields.next();
    const extraSize = (flags & 1) !== 0 ? fields.next() : 0;
    const dataSize = (flags & 2) !== 0 ? fields.next() : 0;
    if (fields.broken) return false;
    if (type === headerTypes.encryption) return true;
    if (type === headerTypes.file)
      return end <= head.length && hasEncryption(head.subarray(end - extraSize, end));
    at = end + dataSize;
  }
}

function hasEncryption(extra: Uint8Array): boolean {
  const fields = new Fields(extra, 0);
  while (!fields.broken) {
    const size = fields.next();
    const end = fields.at + size;
    if (fields.next() === 1 && !fields.broken) return true;
    if (end <= fields.at - 1) return false;
    fields.at = end;
  }
  return false;
}

/** "Variable length integer": seven bits per byte, lowest first. */
class Fields {
  broken = false;
  at: number;
  readonly #bytes: Uint8Array;

  constructor(bytes: Uint8Array, at: number) {
    this.#bytes = bytes;
    this.at = at;
  }

  next(): number {
    let value = 0;
    for (let shift = 0; shift < 49; shift += 7) {
      const byte = this.#bytes[this.at];
      if (byte === undefined) break;
      this.at += 1;
      value += (byte & 0x7f) * 2 ** shift;
      if (byte < 0x80) return value;
    }
    this.broken = true;
    return 0;
  }
}
