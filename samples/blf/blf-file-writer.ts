import { deflateSync } from 'node:zlib';

export interface BlfWriterOptions {
  /** Start of the times, in milliseconds since 1970. */
  startMs?: number;
  /**
   * Uncompressed bytes of a container; objects continue in the next one. 0: no containers, objects directly in the
   * file.
   */
  containerBytes?: number;
  packed?: boolean;
  /** Times in units of 10 µs, as in old writers, instead of nanoseconds. */
  coarseTimes?: boolean;
}

/** A container in the file. */
export interface WrittenContainer {
  start: number;
  end: number;
  /** Number of frames whose object begins in it. */
  frames: number;
  /** Whether it begins with the rest of an object. */
  continues: boolean;
}

const fileHeaderSize = 144;
const objectHeaderSize = 32;
const containerHeaderSize = 32;
const containerType = 10;

/** Writes a Vector BLF (see `src/recordings/formats/blf/objects.ts` for the source of the layout). */
export class BlfFileWriter {
  readonly containers: WrittenContainer[] = [];
  readonly #options: Required<BlfWriterOptions>;
  readonly #parts: Uint8Array[] = [];
  #size = fileHeaderSize;
  #unpacked = fileHeaderSize;
  #objects = 0;
  #lastNs = 0n;
  #held: Uint8Array[] = [];
  #heldSize = 0;
  #heldFrames: number[] = [];
  #continues = false;

  constructor(options: BlfWriterOptions = {}) {
    this.#options = { startMs: 0, containerBytes: 128 * 1024, packed: true, coarseTimes: false, ...options };
  }

  /** `sinceNs` counts from the start of the file, and may be before it; `isFrame` is for `containers` only. */
  object(type: number, sinceNs: bigint, body: Uint8Array, isFrame = false): void {
    const size = objectHeaderSize + body.byteLength;
    const head = Buffer.alloc(objectHeaderSize);
    head.write('LOBJ', 0, 'latin1');
    head.writeUInt16LE(objectHeaderSize, 4);
    head.writeUInt16LE(1, 6);
    head.writeUInt32LE(size, 8);
    head.writeUInt32LE(type, 12);
    head.writeUInt32LE(this.#options.coarseTimes ? 1 : 2, 16);
    head.writeBigInt64LE(this.#options.coarseTimes ? sinceNs / 10_000n : sinceNs, 24);
    this.#objects += 1;
    this.#lastNs = sinceNs;
    if (isFrame) this.#heldFrames.push(this.#heldSize);
    const bytes = Buffer.concat([head, body, new Uint8Array(size % 4)]);
    this.#held.push(bytes);
    this.#heldSize += bytes.byteLength;
    const { containerBytes } = this.#options;
    if (containerBytes === 0) this.#flush(this.#heldSize);
    while (containerBytes > 0 && this.#heldSize >= containerBytes) this.#flush(containerBytes);
  }

  end(): Uint8Array {
    if (this.#heldSize > 0) this.#flush(this.#heldSize);
    return new Uint8Array(Buffer.concat([this.#header(), ...this.#parts]));
  }

  #flush(bytes: number): void {
    const all = Buffer.concat(this.#held);
    const content = all.subarray(0, bytes);
    const rest = all.subarray(bytes);
    const written = this.#options.containerBytes === 0 ? content : this.#container(content);
    this.containers.push({
      start: this.#size,
      end: this.#size + written.byteLength,
      frames: this.#heldFrames.filter((at) => at < bytes).length,
      continues: this.#continues,
    });
    this.#parts.push(written);
    this.#size += written.byteLength;
    this.#unpacked += containerHeaderSize + content.byteLength;
    this.#held = [rest];
    this.#heldSize = rest.byteLength;
    this.#heldFrames = this.#heldFrames.filter((at) => at >= bytes).map((at) => at - bytes);
    this.#continues = rest.byteLength > 0;
  }

  #container(content: Uint8Array): Uint8Array {
    const packed = this.#options.packed ? deflateSync(content) : content;
    const size = containerHeaderSize + packed.byteLength;
    const head = Buffer.alloc(containerHeaderSize);
    head.write('LOBJ', 0, 'latin1');
    head.writeUInt16LE(16, 4);
    head.writeUInt16LE(1, 6);
    head.writeUInt32LE(size, 8);
    head.writeUInt32LE(containerType, 12);
    head.writeUInt16LE(this.#options.packed ? 2 : 0, 16);
    head.writeUInt32LE(content.byteLength, 24);
    return Buffer.concat([head, packed, new Uint8Array(size % 4)]);
  }

  #header(): Uint8Array {
    const { startMs } = this.#options;
    const head = Buffer.alloc(fileHeaderSize);
    head.write('LOGG', 0, 'latin1');
    head.writeUInt32LE(fileHeaderSize, 4);
    head.writeUInt32LE(4_080_200, 8);
    head.writeUInt8(2, 12);
    head.writeUInt8(6, 13);
    head.writeUInt8(12, 14);
    head.writeBigUInt64LE(BigInt(this.#size), 16);
    head.writeBigUInt64LE(BigInt(this.#unpacked), 24);
    head.writeUInt32LE(this.#objects, 32);
    if (startMs > 0) {
      writeSystemTime(head, 40, startMs);
      writeSystemTime(head, 56, startMs + Number(this.#lastNs / 1_000_000n));
    }
    return head;
  }
}

function writeSystemTime(head: Buffer, at: number, ms: number): void {
  const date = new Date(ms);
  const fields = [
    date.getUTCFullYear(),
    date.getUTCMonth() + 1,
    date.getUTCDay(),
    date.getUTCDate(),
    date.getUTCHours(),
    date.getUTCMinutes(),
    date.getUTCSeconds(),
    date.getUTCMilliseconds(),
  ];
  for (const [index, field] of fields.entries()) head.writeUInt16LE(field, at + index * 2);
}
