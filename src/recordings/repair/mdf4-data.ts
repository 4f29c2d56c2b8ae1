import { ByteWriter } from '../convert/mcap/byte-writer.ts';
import type { Mdf4Output } from './mdf4-output.ts';

/** Bytes of a data block: readers hold one of each group. */
const blockBytes = 2 ** 20;
/** Held for all groups together. */
const maxHeldBytes = 32 * 2 ** 20;
/** Blocks of a list: readers hold a list in memory. */
const listed = 65_536;

/** The data of all groups on their way to the file: a block of each is held, as long as all together are small. */
export class Mdf4Data {
  readonly #output: Mdf4Output;
  readonly #series: DataSeries[] = [];
  #heldBytes = 0;

  constructor(output: Mdf4Output) {
    this.#output = output;
  }

  /** Records (`DT`) or values of variable length (`SD`) of one group or channel. */
  series(id: 'DT' | 'SD'): DataSeries {
    const series = new DataSeries(id, this.#output, (bytes) => this.#hold(bytes));
    this.#series.push(series);
    return series;
  }

  #hold(bytes: number): void {
    this.#heldBytes += bytes;
    if (this.#heldBytes > maxHeldBytes) for (const series of this.#series) series.flush();
  }
}

export class DataSeries {
  /** Bytes added so far. */
  length = 0;
  readonly #id: 'DT' | 'SD';
  readonly #output: Mdf4Output;
  readonly #hold: (bytes: number) => void;
  readonly #blocks: number[] = [];
  /** For each block, where it is in the data. */
  readonly #starts: number[] = [];
  #bytes = new ByteWriter(0);
  #end: number | undefined;

  constructor(id: 'DT' | 'SD', output: Mdf4Output, hold: (bytes: number) => void) {
    this.#id = id;
    this.#output = output;
    this.#hold = hold;
  }

  /** A whole record. */
  record(bytes: Uint8Array): void {
    this.#bytes.bytes(bytes);
    this.#added(bytes.byteLength);
  }

  /** A value after its length. Returns its offset. */
  value(bytes: Uint8Array): number {
    const offset = this.length;
    this.#bytes.u32(bytes.byteLength);
    this.#bytes.bytes(bytes);
    this.#added(4 + bytes.byteLength);
    return offset;
  }

  flush(): void {
    const { written } = this.#bytes;
    if (written.byteLength === 0) return;
    this.#starts.push(this.length - written.byteLength);
    this.#blocks.push(this.#output.block(this.#id, [], written));
    this.#bytes = new ByteWriter(0);
    this.#hold(-written.byteLength);
  }

  /** Writes what is left, and the list if there are several blocks. Returns the link to the data; 0 if there is none. */
  end(): number {
    this.#end ??= this.#list();
    return this.#end;
  }

  #added(bytes: number): void {
    this.length += bytes;
    this.#hold(bytes);
    if (this.#bytes.length >= blockBytes) this.flush();
  }

  #list(): number {
    this.flush();
    if (this.#blocks.length < 2) return this.#blocks[0] ?? 0;
    let next = 0;
    const last = Math.floor((this.#blocks.length - 1) / listed) * listed;
    for (let from = last; from >= 0; from -= listed) {
      const blocks = this.#blocks.slice(from, from + listed);
      // Flags, reserved bytes and the number of blocks, then their offsets (DL block).
      const data = Buffer.alloc(8 + 8 * blocks.length);
      data.writeUInt32LE(blocks.length, 4);
      for (const index of blocks.keys())
        data.writeBigUInt64LE(BigInt(this.#starts[from + index] as number), 8 + 8 * index);
      next = this.#output.block('DL', [next, ...blocks], data);
    }
    return next;
  }
}
