import { detectionBytes } from '../../recordings/bytes/file-head.ts';
import { isPacked } from '../../recordings/bytes/unpack/packings.ts';
import { packedDetectionBytes } from '../../recordings/formats/dbc/unpack-database.ts';

export interface HeadLimits {
  usual: number;
  most: number;
  /** Decides from the usual bytes whether more are needed. */
  asksForMore(head: Buffer): boolean;
}

/** The first bytes of a stream, kept while it passes. */
export class HeadBytes {
  readonly #limits: HeadLimits;
  #limit: number;
  #chunks: Buffer[] = [];
  #size = 0;

  constructor(limits: HeadLimits) {
    this.#limits = limits;
    this.#limit = limits.most;
  }

  add(chunk: Buffer): void {
    if (this.#size >= this.#limit) return;
    // A copy: the stream reuses its memory.
    const kept = Buffer.from(chunk.subarray(0, this.#limit - this.#size));
    this.#chunks.push(kept);
    this.#size += kept.length;
    const { usual, most, asksForMore } = this.#limits;
    if (this.#limit === most && this.#size >= usual && !asksForMore(this.bytes())) this.#limit = usual;
  }

  bytes(): Buffer {
    return Buffer.concat(this.#chunks);
  }
}

/** As many as tell whether a file is a database of a bus; it may be compressed, as a recording may. */
export function createFileHead(): HeadBytes {
  return new HeadBytes({ usual: detectionBytes, most: packedDetectionBytes, asksForMore: isPacked });
}
