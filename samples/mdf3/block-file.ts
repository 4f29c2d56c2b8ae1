/** The fields of a block, one after the other, in the order of bytes of the file. */
export class Fields {
  readonly #littleEndian: boolean;
  readonly #parts: Buffer[] = [];

  constructor(littleEndian: boolean) {
    this.#littleEndian = littleEndian;
  }

  u16(...values: number[]): this {
    for (const value of values) this.#put(2, (view) => view.setUint16(0, value, this.#littleEndian));
    return this;
  }

  /** Links are such numbers. */
  u32(...values: number[]): this {
    for (const value of values) this.#put(4, (view) => view.setUint32(0, value, this.#littleEndian));
    return this;
  }

  u64(value: bigint): this {
    return this.#put(8, (view) => view.setBigUint64(0, value, this.#littleEndian));
  }

  real(...values: number[]): this {
    for (const value of values) this.#put(8, (view) => view.setFloat64(0, value, this.#littleEndian));
    return this;
  }

  /** Padded with zeros. */
  text(text: string, bytes: number): this {
    const field = Buffer.alloc(bytes);
    field.write(text, 0, 'latin1');
    this.#parts.push(field);
    return this;
  }

  append(fields: Fields): this {
    this.#parts.push(fields.bytes());
    return this;
  }

  bytes(): Buffer {
    return Buffer.concat(this.#parts);
  }

  #put(bytes: number, write: (view: DataView) => void): this {
    const field = Buffer.alloc(bytes);
    write(new DataView(field.buffer, field.byteOffset, bytes));
    this.#parts.push(field);
    return this;
  }
}

/** Consecutive blocks of an MDF 2 or 3 file; links may be set later. */
export class BlockFile {
  readonly littleEndian: boolean;
  readonly #parts: Buffer[] = [];
  readonly #blocks = new Map<number, Buffer>();
  #size = 0;

  constructor(littleEndian: boolean) {
    this.littleEndian = littleEndian;
  }

  get size(): number {
    return this.#size;
  }

  fields(): Fields {
    return new Fields(this.littleEndian);
  }

  /** Returns the offset of the block. */
  block(id: string, fields: Fields): number {
    const content = fields.bytes();
    const size = Math.min(content.byteLength + 4, 65_535);
    const head = this.fields().text(id, 2).u16(size).bytes();
    const block = Buffer.concat([head, content]);
    this.#blocks.set(this.#size, block);
    return this.append(block);
  }

  /** 0 for an empty text. */
  text(text: string): number {
    return text === '' ? 0 : this.block('TX', this.fields().text(text, text.length + 1));
  }

  /** `at`: bytes from the start of the block. */
  setLink(block: number, at: number, target: number): void {
    const bytes = this.#blocks.get(block);
    if (bytes) new DataView(bytes.buffer, bytes.byteOffset).setUint32(at, target, this.littleEndian);
  }

  append(bytes: Buffer): number {
    const offset = this.#size;
    this.#parts.push(bytes);
    this.#size += bytes.byteLength;
    return offset;
  }

  bytes(): Uint8Array {
    return new Uint8Array(Buffer.concat(this.#parts));
  }
}
