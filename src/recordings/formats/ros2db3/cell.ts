/**
 * A row of a table as stored in a leaf page (https://www.sqlite.org/fileformat2.html#b_tree_pages and
 * #record_format). One object is reused for every cell.
 */
export class Cell {
  rowId = 0;
  /** Bytes of the whole row, and how many of them are in this page from `payloadAt`. */
  payloadBytes = 0;
  payloadAt = 0;
  localBytes = 0;
  /** Page on which the row continues; 0 if it ends here. */
  overflowPage = 0;
  columns = 0;
  /** By column: its serial type and where it begins, counted from `payloadAt`. */
  readonly types = new Float64Array(maxColumns);
  readonly starts = new Float64Array(maxColumns);

  #varint = 0;

  /** Reads the cell at `at`; false if it is invalid: the sizes of its columns must add up to that of the row. */
  read(bytes: Uint8Array, view: DataView, at: number, end: number, usable: number): boolean {
    let next = this.#readVarint(bytes, at, end);
    this.payloadBytes = this.#varint;
    next = this.#readVarint(bytes, next, end);
    this.rowId = this.#varint;
    if (next < 0 || this.payloadBytes > maxPayload) return false;
    this.payloadAt = next;
    this.localBytes = localBytesOf(this.payloadBytes, usable);
    const localEnd = next + this.localBytes;
    const spills = this.localBytes < this.payloadBytes;
    if (localEnd + (spills ? 4 : 0) > end) return false;
    this.overflowPage = spills ? view.getUint32(localEnd) : 0;
    return this.#readColumns(bytes, localEnd, spills);
  }

  /** The integer in a column that is in this page, or NaN; exact below 2^53. */
  integer(view: DataView, column: number): number {
    const at = this.payloadAt + (this.starts[column] as number);
    switch (this.types[column]) {
      case 1:
        return view.getInt8(at);
      case 2:
        return view.getInt16(at);
      case 3:
        return view.getInt8(at) * 65_536 + view.getUint16(at + 1);
      case 4:
        return view.getInt32(at);
      case 5:
        return view.getInt16(at) * 2 ** 32 + view.getUint32(at + 2);
      case 6:
        return view.getInt32(at) * 2 ** 32 + view.getUint32(at + 4);
      case 8:
        return 0;
      case 9:
        return 1;
      default:
        return Number.NaN;
    }
  }

  isInteger(column: number): boolean {
    const type = this.types[column] as number;
    return (type >= 1 && type <= 6) || type === 8 || type === 9;
  }

  isBlob(column: number): boolean {
    const type = this.types[column] as number;
    return type >= 12 && type % 2 === 0;
  }

  isText(column: number): boolean {
    const type = this.types[column] as number;
    return type >= 13 && type % 2 === 1;
  }

  sizeOf(column: number): number {
    return contentBytes(this.types[column] as number);
  }

  /**
   * A row of more columns than the types of which fit into its part of the page (hundreds; of no table of a bag) has none here: they
   * go on in its next page.
   */
  #readColumns(bytes: Uint8Array, localEnd: number, spills: boolean): boolean {
    const from = this.payloadAt;
    let at = this.#readVarint(bytes, from, localEnd);
    const headEnd = from + this.#varint;
    this.columns = 0;
    if (at < 0) return false;
    if (headEnd > localEnd) return spills && this.#varint <= this.payloadBytes;
    let start = this.#varint;
    let column = 0;
    while (at < headEnd) {
      at = this.#readVarint(bytes, at, headEnd);
      if (at < 0 || column === maxColumns) return false;
      const type = this.#varint;
      if (type === 10 || type === 11) return false;
      this.types[column] = type;
      this.starts[column] = start;
      start += contentBytes(type);
      column += 1;
    }
    this.columns = column;
    return at === headEnd && start === this.payloadBytes;
  }

  /** Sets `#varint`; returns the position after it, or -1. Beyond 2^53 only its magnitude matters. */
  #readVarint(bytes: Uint8Array, at: number, end: number): number {
    if (at < 0) return -1;
    let value = 0;
    for (let i = 0; i < 9; i += 1) {
      if (at + i >= end) return -1;
      const byte = bytes[at + i] as number;
      if (i === 8) {
        this.#varint = value * 256 + byte;
        return at + 9;
      }
      value = value * 128 + (byte & 0x7f);
      if (byte < 0x80) {
        this.#varint = value;
        return at + i + 1;
      }
    }
    return -1;
  }
}

/** `SQLITE_MAX_COLUMN`, as SQLite is built by default; the tables of a bag have up to six. */
const maxColumns = 2_000;

/** SQLITE_MAX_LENGTH can be no larger. */
const maxPayload = 2 ** 31 - 1;

/** Bytes of a row of a table that are stored in its page (file format, "Cell Payload Overflow Pages"). */
export function localBytesOf(payload: number, usable: number): number {
  const most = usable - 35;
  if (payload <= most) return payload;
  const least = Math.floor(((usable - 12) * 32) / 255) - 23;
  const fitting = least + ((payload - least) % (usable - 4));
  return fitting <= most ? fitting : least;
}

const integerBytes = [0, 1, 2, 3, 4, 6, 8, 8, 0, 0, 0, 0];

function contentBytes(type: number): number {
  return type < 12 ? (integerBytes[type] as number) : Math.floor((type - 12) / 2);
}
