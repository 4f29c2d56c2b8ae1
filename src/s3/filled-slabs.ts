import { type Reservation, slabBytes } from './slab-pool.ts';

/** Bytes collected in reserved memory. */
export class FilledSlabs {
  readonly #memory: Reservation;
  readonly #slabs: Buffer[] = [];
  length = 0;

  constructor(memory: Reservation) {
    this.#memory = memory;
  }

  fill(bytes: Buffer): void {
    for (let done = 0; done < bytes.length; ) {
      const at = this.length % slabBytes;
      if (at === 0) this.#slabs.push(this.#memory.slab());
      const copied = bytes.copy(this.#slabs.at(-1) as Buffer, at, done);
      done += copied;
      this.length += copied;
    }
  }

  buffers(): Buffer[] {
    return this.#slabs.map((slab, index) =>
      slab.subarray(0, Math.min(slabBytes, this.length - index * slabBytes)),
    );
  }

  release(): void {
    this.#memory.release();
  }
}
