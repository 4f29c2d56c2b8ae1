/** Maximum records between a record and its value; loggers write them next to each other. */
const maxWaiting = 256;
export const waitingPlaces = maxWaiting + 1;

/** Values that came before their records are held up to this size. */
const maxEarlyBytes = 16 * 2 ** 20;

/**
 * Matches records and their values if both are records of one unsorted data group. A record states the offset of its
 * value in the signal data: the sum of the previous values, each with 4 bytes of length (ASAM MDF 4.1, "VLSD channel
 * group").
 */
export abstract class WaitingValues {
  /** Offset of the next value. */
  #next = 0;
  /** Records were lost, so `#next` is unknown until a record and its value are adjacent. */
  #adrift: boolean;
  readonly #byOrder: boolean;
  /** A ring buffer. */
  readonly #lengths = new Float64Array(waitingPlaces);
  readonly #offsets = new Float64Array(waitingPlaces);
  #first = 0;
  #count = 0;
  /** Values that came before their record, by offset. */
  readonly #early = new Map<number, Uint8Array>();
  #earlyBytes = 0;

  /** `byOrder`: the offsets were never written, so a value belongs to the record before it. */
  constructor(byOrder: boolean) {
    this.#byOrder = byOrder;
    this.#adrift = byOrder;
  }

  /** The record at this place of the ring has the value of `length` bytes at `at` of the current data; both 0: it is lost. */
  protected abstract pass(place: number, at: number, length: number): void;

  /** The value at this offset if it came already. */
  protected takeEarly(offset: number): Uint8Array | undefined {
    const early = this.#early.size > 0 ? this.#early.get(offset) : undefined;
    if (early) this.#drop(offset, early);
    return early;
  }

  /** Where the next record has to be stored before `wait`. */
  protected get place(): number {
    return (this.#first + this.#count) % waitingPlaces;
  }

  protected wait(length: number, offset: number): void {
    // One place more than may wait: the new record is stored before the oldest is passed on.
    const place = this.place;
    this.#lengths[place] = length;
    this.#offsets[place] = offset;
    this.#count += 1;
    if (this.#count > maxWaiting) this.#shift(0, 0);
  }

  /** A value: `length` bytes at `at` of the current data, which is `data`. */
  arrive(data: Uint8Array, at: number, length: number): void {
    if (this.#adrift) {
      while (this.#count > 1) this.#shift(0, 0);
      if (this.#count === 1) {
        this.#next = this.#head;
        this.#adrift = this.#byOrder;
      }
    }
    const offset = this.#next;
    this.#next += 4 + length;
    while (this.#count > 0 && this.#head < offset) this.#shift(0, 0);
    if (this.#count > 0 && this.#head === offset) this.#shift(at, length);
    else if (!this.#adrift) this.#keepEarly(offset, data.slice(at, at + length));
  }

  /**
   * Where the next value is, if nothing waits; otherwise NaN. A record with this offset may be read together with it.
   */
  get nextOffset(): number {
    return this.#count === 0 && !this.#adrift && this.#early.size === 0 ? this.#next : Number.NaN;
  }

  /** Must be called with how far records and values were read together. */
  passTo(nextOffset: number): void {
    this.#next = nextOffset;
  }

  /** Records may be missing from here on. */
  lose(): void {
    this.#adrift = true;
    this.#early.clear();
    this.#earlyBytes = 0;
  }

  /** There is no more data: records that still wait are passed on without their values. */
  end(): void {
    while (this.#count > 0) this.#shift(0, 0);
  }

  /** How many bytes the next value should have; NaN if unknown. */
  get expected(): number {
    return this.#count === 1 ? (this.#lengths[this.#first] as number) : Number.NaN;
  }

  /** The offset of the record that has waited longest. */
  get #head(): number {
    return this.#count > 0 ? (this.#offsets[this.#first] as number) : Number.NaN;
  }

  #shift(at: number, length: number): void {
    this.pass(this.#first, at, length);
    this.#first = (this.#first + 1) % waitingPlaces;
    this.#count -= 1;
  }

  #keepEarly(offset: number, bytes: Uint8Array): void {
    this.#early.set(offset, bytes);
    this.#earlyBytes += bytes.byteLength;
    while (this.#early.size > maxWaiting || this.#earlyBytes > maxEarlyBytes) {
      const [oldest] = this.#early;
      if (!oldest) return;
      this.#drop(...oldest);
    }
  }

  #drop(offset: number, bytes: Uint8Array): void {
    this.#early.delete(offset);
    this.#earlyBytes -= bytes.byteLength;
  }
}
