/** Maximum number of marks; beyond it every second one is dropped. */
const maxMarks = 4_096;

/** Maps offsets of the decompressed file to places in the compressed one, as finely as bounded memory allows. */
export class OffsetMap {
  #unpacked: number[] = [];
  #packed: number[] = [];
  /** Minimum distance of two marks in decompressed bytes. */
  #step = 1 << 16;

  /** The bytes from `unpacked` on come from `packed` on; both ascend. */
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

  /** The last mark at or before the decompressed offset. */
  before(unpacked: number): number {
    const index = this.#unpacked.findLastIndex((mark) => mark <= unpacked);
    return this.#packed[index] ?? 0;
  }

  /** The first mark at or after the decompressed offset; undefined if there is none. */
  after(unpacked: number): number | undefined {
    const index = this.#unpacked.findIndex((mark) => mark >= unpacked);
    return this.#packed[index];
  }
}
