/** Identifiers of 11 bits have a slot each. */
const places = 2 ** 11;
const extendedKey = 2 ** 29;
const free = -1;
/**
 * 2^32 divided by the golden ratio: neighbouring identifiers spread (Knuth, The Art of Computer Programming 3, 6.4).
 */
const spread = 0x9e37_79b1;

/** A value for each identifier of a bus. Looked up for every frame, hence no `Map`, which takes three times as long. */
export class IdentifierTable<T> {
  readonly #standard: (T | undefined)[] = new Array(places).fill(undefined);
  #keys = new Int32Array(64).fill(free);
  #values: (T | undefined)[] = new Array(64).fill(undefined);
  #shift = 32 - 6;
  #count = 0;

  /** `id` from 0 to 2^29 − 1. */
  get(id: number, extended: boolean): T | undefined {
    if (!extended && id < places) return this.#standard[id];
    const key = extended ? id + extendedKey : id;
    return this.#values[this.#slotOf(key)];
  }

  set(id: number, extended: boolean, value: T): void {
    if (!extended && id < places) {
      this.#standard[id] = value;
      return;
    }
    if (this.#count * 2 >= this.#keys.length) this.#grow();
    const key = extended ? id + extendedKey : id;
    const slot = this.#slotOf(key);
    if (this.#keys[slot] === free) this.#count += 1;
    this.#keys[slot] = key;
    this.#values[slot] = value;
  }

  /** The slot of this key, or the free one where it would be. */
  #slotOf(key: number): number {
    const last = this.#keys.length - 1;
    let slot = Math.imul(key, spread) >>> this.#shift;
    while (this.#keys[slot] !== key && this.#keys[slot] !== free) slot = (slot + 1) & last;
    return slot;
  }

  #grow(): void {
    const [keys, values] = [this.#keys, this.#values];
    this.#keys = new Int32Array(keys.length * 2).fill(free);
    this.#values = new Array(keys.length * 2).fill(undefined);
    this.#shift -= 1;
    for (const [index, key] of keys.entries()) {
      if (key === free) continue;
      const slot = this.#slotOf(key);
      this.#keys[slot] = key;
      this.#values[slot] = values[index];
    }
  }
}
