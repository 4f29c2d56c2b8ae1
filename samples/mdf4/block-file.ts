/** Consecutive blocks of an MDF 4.1 file, at multiples of 8 bytes; links may be set later. */
export class BlockFile {
  readonly #parts: Buffer[] = [];
  readonly #blocks = new Map<number, Buffer>();
  #size = 0;

  /** `unfinished`: id_unfin_flags; 0 for a finalised file. */
  constructor(unfinished: number) {
    const id = Buffer.alloc(64);
    id.write(unfinished === 0 ? 'MDF     4.10    ' : 'UnFinMF 4.10    ', 0, 'latin1');
    id.write('Argus   ', 16, 'latin1');
    id.writeUInt16LE(410, 28);
    id.writeUInt16LE(unfinished, 60);
    this.#append(id);
  }

  get size(): number {
    return this.#size;
  }

  /** Returns the offset of the block. */
  block(id: string, links: readonly number[], data: Uint8Array): number {
    const head = Buffer.alloc(24 + links.length * 8);
    head.write(`##${id}`, 0, 'latin1');
    head.writeBigUInt64LE(BigInt(head.byteLength + data.byteLength), 8);
    head.writeBigUInt64LE(BigInt(links.length), 16);
    for (const [index, link] of links.entries()) head.writeBigUInt64LE(BigInt(link), 24 + index * 8);
    const offset = this.#size;
    this.#blocks.set(offset, head);
    this.#append(head);
    this.#append(data);
    this.#append(Buffer.alloc(-this.#size & 7));
    return offset;
  }

  text(id: 'TX' | 'MD', text: string): number {
    return text === '' ? 0 : this.block(id, [], Buffer.from(`${text}\0`));
  }

  setLink(block: number, index: number, target: number): void {
    this.#blocks.get(block)?.writeBigUInt64LE(BigInt(target), 24 + index * 8);
  }

  /** Data whose length is never written, as if a logger lost power: the file ends with it. */
  openData(data: Uint8Array): number {
    const offset = this.block('DT', [], Buffer.alloc(0));
    this.#append(data);
    return offset;
  }

  bytes(): Uint8Array {
    return new Uint8Array(Buffer.concat(this.#parts));
  }

  #append(bytes: Uint8Array): void {
    this.#parts.push(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength));
    this.#size += bytes.byteLength;
  }
}
