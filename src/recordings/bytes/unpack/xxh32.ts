/** XXH32 with seed 0 (https://github.com/Cyan4973/xxHash/blob/dev/doc/xxhash_spec.md), the checksum of LZ4 frames. */

const prime1 = 0x9e3779b1;
const prime2 = 0x85ebca77;
const prime3 = 0xc2b2ae3d;
const prime4 = 0x27d4eb2f;
const prime5 = 0x165667b1;

const stripe = 16;

/** Takes the bytes incrementally. */
export class Xxh32 {
  #a = (prime1 + prime2) | 0;
  #b = prime2 | 0;
  #c = 0;
  #d = -prime1 | 0;
  #length = 0;
  readonly #rest = new Uint8Array(stripe);

  update(bytes: Uint8Array): void {
    const before = this.#length % stripe;
    this.#length += bytes.byteLength;
    let at = 0;
    if (before > 0) {
      at = Math.min(stripe - before, bytes.byteLength);
      this.#rest.set(bytes.subarray(0, at), before);
      if (before + at < stripe) return;
      this.#stripes(this.#rest, 0, stripe);
    }
    const end = at + Math.floor((bytes.byteLength - at) / stripe) * stripe;
    this.#stripes(bytes, at, end);
    this.#rest.set(bytes.subarray(end));
  }

  digest(): number {
    let hash =
      this.#length >= stripe
        ? rotate(this.#a, 1) + rotate(this.#b, 7) + rotate(this.#c, 12) + rotate(this.#d, 18)
        : prime5;
    hash = (hash + this.#length) | 0;
    const rest = this.#length % stripe;
    const view = new DataView(this.#rest.buffer);
    let at = 0;
    for (; at + 4 <= rest; at += 4) {
      hash = (hash + Math.imul(view.getUint32(at, true), prime3)) | 0;
      hash = Math.imul(rotate(hash, 17), prime4);
    }
    for (; at < rest; at += 1) {
      hash = (hash + Math.imul(view.getUint8(at), prime5)) | 0;
      hash = Math.imul(rotate(hash, 11), prime1);
    }
    hash = Math.imul(hash ^ (hash >>> 15), prime2);
    hash = Math.imul(hash ^ (hash >>> 13), prime3);
    return (hash ^ (hash >>> 16)) >>> 0;
  }

  #stripes(bytes: Uint8Array, from: number, to: number): void {
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    let a = this.#a;
    let b = this.#b;
    let c = this.#c;
    let d = this.#d;
    for (let at = from; at < to; at += stripe) {
      a = round(a, view.getUint32(at, true));
      b = round(b, view.getUint32(at + 4, true));
      c = round(c, view.getUint32(at + 8, true));
      d = round(d, view.getUint32(at + 12, true));
    }
    this.#a = a;
    this.#b = b;
    this.#c = c;
    this.#d = d;
  }
}

export function xxh32(bytes: Uint8Array): number {
  const hash = new Xxh32();
  hash.update(bytes);
  return hash.digest();
}

function round(lane: number, word: number): number {
  return Math.imul(rotate((lane + Math.imul(word, prime2)) | 0, 13), prime1);
}

function rotate(word: number, bits: number): number {
  return (word << bits) | (word >>> (32 - bits));
}
