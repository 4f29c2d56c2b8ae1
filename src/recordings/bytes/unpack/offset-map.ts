/** Memory for marks; beyond it every second one is let go. */
const maxMarks = 4_096;

/** Which place of the packed file the bytes of the unpacked one come from, as finely as bounded memory allows. */
export class OffsetMap {
  #unpacked: number[] = [];
  #packed: number[] = [];
  /** Unpacked bytes between two marks, at least. */
  #step = 1 << 16;

  /** The bytes from `unpacked` on come from `packed` on; both rise. */
  note(unpacked: number, packed: number): void {
    const last = this.#unpacked.at(-1);
    if (last !== undefined && unpacked < last + this.#step) return;
    this.#unpacked.push(unpacked);
    this.#packed.push(packed);
    if (this.#unpacked.length < maxMarks) return;
    this.#unpacked = this.#unpacked.filter((_, index) => index % 2 === 0);
    this.#packed = this.#packed.filter((_, index) => index % 2 === 0);
    this.#step *= 2;
  }

  /** The last mark at or before the unpacked offset. */
  before(unpacked: number): number {
    const index = this.#unpacked.findLastIndex((mark) => mark <= unpacked);
    return this.#packed[index] ?? 0;
  }

  /** The first mark at or after the unpacked offset; undefined if there is none. */
  after(unpacked: number): number | undefined {
    const index = this.#unpacked.findIndex((mark) => mark >= unpacked);
    return this.#packed[index];
  }
}
