/** CRC-64 of ECMA-182, reflected, as xz has it (The .xz File Format 1.1.0, 6): two halves of 32 bits, without BigInts. */
const polynomial = { high: 0xc96c5795, low: 0xd7870f42 } as const;

const tableHigh = new Uint32Array(256);
const tableLow = new Uint32Array(256);
for (let byte = 0; byte < 256; byte += 1) {
  let high = 0;
  let low = byte;
  for (let bit = 0; bit < 8; bit += 1) {
    const carry = low & 1;
    low = ((low >>> 1) | (high << 31)) >>> 0;
    high >>>= 1;
    if (carry === 1) {
      low = (low ^ polynomial.low) >>> 0;
      high = (high ^ polynomial.high) >>> 0;
    }
  }
  tableHigh[byte] = high;
  tableLow[byte] = low;
}

/** The checksum of all bytes that were added. */
export class Crc64 {
  #high = 0xffff_ffff;
  #low = 0xffff_ffff;

  add(bytes: Uint8Array): void {
    let high = this.#high;
    let low = this.#low;
    for (let at = 0; at < bytes.length; at += 1) {
      const index = (low ^ (bytes[at] as number)) & 0xff;
      low = ((low >>> 8) | (high << 24)) ^ (tableLow[index] as number);
      high = (high >>> 8) ^ (tableHigh[index] as number);
    }
    this.#high = high >>> 0;
    this.#low = low >>> 0;
  }

  /** Little-endian, as it is stored. */
  get bytes(): Uint8Array {
    const bytes = Buffer.alloc(8);
    bytes.writeUInt32LE(~this.#low >>> 0, 0);
    bytes.writeUInt32LE(~this.#high >>> 0, 4);
    return bytes;
  }
}
