/** Types of Apache Thrift's compact protocol. */
const thrift = { true: 1, false: 2, byte: 3, double: 7, binary: 8, list: 9, set: 10, struct: 12 } as const;
/** `FileMetaData.row_groups`, `RowGroup.columns`, `ColumnChunk.crypto_metadata` of `parquet.thrift`. */
const rowGroups = 4;
const columns = 1;
const cryptoMetadata = 8;
/** `ColumnCryptoMetaData`: encrypted with the key of the footer, which has no fields. */
const withFooterKey = [0x1c, 0x00, 0x00];
const tailBytes = 8;

/** A file in which the columns of these numbers are marked as encrypted, as in "Plaintext Footer Mode". */
export function encryptColumns(file: Uint8Array, numbers: readonly number[]): Uint8Array {
  const bytes = Buffer.from(file);
  const size = bytes.readUInt32LE(bytes.length - tailBytes);
  const from = bytes.length - tailBytes - size;
  const copier = new FooterCopier(bytes, from, new Set(numbers));
  copier.struct([]);
  const length = Buffer.alloc(4);
  length.writeUInt32LE(copier.written.length);
  return Buffer.concat([bytes.subarray(0, from), Buffer.from(copier.written), length, Buffer.from('PAR1')]);
}

/** Copies a structure of the compact protocol, and adds a field to the column chunks that are marked. */
class FooterCopier {
  readonly written: number[] = [];
  readonly #bytes: Buffer;
  readonly #marked: ReadonlySet<number>;
  #at: number;

  constructor(bytes: Buffer, at: number, marked: ReadonlySet<number>) {
    this.#bytes = bytes;
    this.#at = at;
    this.#marked = marked;
  }

  /** `path`: the numbers of fields and of elements of lists that lead to it. */
  struct(path: readonly number[]): void {
    const [groups, , list, column = -1] = path;
    const isChunk = path.length === 4 && groups === rowGroups && list === columns;
    for (let id = 0; ; ) {
      const head = this.#bytes[this.#at] as number;
      if (head === 0) {
        if (isChunk && this.#marked.has(column))
          this.written.push(((cryptoMetadata - id) << 4) | thrift.struct, ...withFooterKey);
        this.#copy(1);
        return;
      }
      this.#copy(1);
      id += head >> 4;
      this.#value(head & 15, [...path, id]);
    }
  }

  #value(type: number, path: readonly number[]): void {
    if (type === thrift.true || type === thrift.false) return;
    if (type === thrift.byte) this.#copy(1);
    else if (type === thrift.double) this.#copy(8);
    else if (type === thrift.binary) this.#copy(this.#varint());
    else if (type === thrift.struct) this.struct(path);
    else if (type === thrift.list || type === thrift.set) this.#list(path);
    else this.#varint();
  }

  #list(path: readonly number[]): void {
    const head = this.#bytes[this.#at] as number;
    this.#copy(1);
    const count = head >> 4 === 15 ? this.#varint() : head >> 4;
    const type = head & 15;
    for (let index = 0; index < count; index += 1) {
      if (type === thrift.true || type === thrift.false) this.#copy(1);
      else this.#value(type, [...path, index]);
    }
  }

  #varint(): number {
    let value = 0;
    for (let shift = 0; ; shift += 7) {
      const byte = this.#bytes[this.#at] as number;
      this.#copy(1);
      value += (byte & 0x7f) * 2 ** shift;
      if (byte < 0x80) return value;
    }
  }

  #copy(count: number): void {
    this.written.push(...this.#bytes.subarray(this.#at, this.#at + count));
    this.#at += count;
  }
}
