/** A simple bzip2 writer for tests: blocks of 100 kB, codes of one length, rotations sorted by doubling prefixes. */
export function compressBzip2(bytes: Uint8Array): Uint8Array {
  const out = new BitWriter();
  for (const byte of Buffer.from('BZh1')) out.put(byte, 8);
  let combined = 0;
  // In the worst case, encoding the runs of four adds a quarter.
  for (let at = 0; at < bytes.length; at += 79_000) {
    const part = bytes.subarray(at, at + 79_000);
    const crc = crcOf(part);
    combined = (((combined << 1) | (combined >>> 31)) ^ crc) >>> 0;
    writeBlock(out, countRuns(part), crc);
  }
  out.put(0x177245, 24);
  out.put(0x385090, 24);
  out.put(combined >>> 16, 16);
  out.put(combined & 0xffff, 16);
  return out.bytes();
}

class BitWriter {
  readonly #bytes: number[] = [];
  #hold = 0;
  #count = 0;

  put(value: number, bits: number): void {
    for (let i = bits - 1; i >= 0; i -= 1) {
      this.#hold = (this.#hold << 1) | ((value >>> i) & 1);
      this.#count += 1;
      if (this.#count < 8) continue;
      this.#bytes.push(this.#hold);
      this.#hold = 0;
      this.#count = 0;
    }
  }

  bytes(): Uint8Array {
    while (this.#count > 0) this.put(0, 1);
    return Uint8Array.from(this.#bytes);
  }
}

function countRuns(bytes: Uint8Array): Uint8Array {
  const out: number[] = [];
  for (let at = 0; at < bytes.length; ) {
    const byte = bytes[at] as number;
    let run = 1;
    while (run < 259 && bytes[at + run] === byte) run += 1;
    for (let i = 0; i < Math.min(run, 4); i += 1) out.push(byte);
    if (run >= 4) out.push(run - 4);
    at += run;
  }
  return Uint8Array.from(out);
}

function writeBlock(out: BitWriter, block: Uint8Array, crc: number): void {
  const order = sortRotations(block);
  out.put(0x314159, 24);
  out.put(0x265359, 24);
  out.put(crc >>> 16, 16);
  out.put(crc & 0xffff, 16);
  out.put(0, 1);
  out.put(order.indexOf(0), 24);

  const used = [...new Set(block)].sort((a, b) => a - b);
  const has = new Set(used);
  for (let row = 0; row < 16; row += 1) out.put(Number(used.some((byte) => byte >> 4 === row)), 1);
  for (let row = 0; row < 16; row += 1) {
    if (!used.some((byte) => byte >> 4 === row)) continue;
    for (let i = 0; i < 16; i += 1) out.put(Number(has.has(row * 16 + i)), 1);
  }

  const symbols = symbolsOf(order, block, used);
  const length = Math.max(1, Math.ceil(Math.log2(used.length + 2)));
  const groups = Math.ceil(symbols.length / 50);
  out.put(2, 3);
  out.put(groups, 15);
  for (let i = 0; i < groups; i += 1) out.put(0, 1);
  for (let table = 0; table < 2; table += 1) {
    out.put(length, 5);
    for (let symbol = 0; symbol < used.length + 2; symbol += 1) out.put(0, 1);
  }
  for (const symbol of symbols) out.put(symbol, length);
}

function sortRotations(block: Uint8Array): number[] {
  const { length } = block;
  const order = Array.from({ length }, (_, index) => index);
  let rank = Array.from(block);
  for (let step = 0; ; step = step === 0 ? 1 : step * 2) {
    const second = (index: number) => (step === 0 ? 0 : (rank[(index + step) % length] as number));
    order.sort((a, b) => (rank[a] as number) - (rank[b] as number) || second(a) - second(b));
    const next = new Array<number>(length).fill(0);
    let distinct = 0;
    for (let i = 1; i < length; i += 1) {
      const [a = 0, b = 0] = [order[i - 1], order[i]];
      if (rank[a] !== rank[b] || second(a) !== second(b)) distinct += 1;
      next[b] = distinct;
    }
    rank = next;
    if (distinct === length - 1 || step * 2 >= length) return order;
  }
}

/** The last column of the sorted rotations, moved to front, its zeros as bijective base-2 numbers. */
function symbolsOf(order: number[], block: Uint8Array, used: number[]): number[] {
  const recent = [...used];
  const symbols: number[] = [];
  let zeros = 0;
  const flush = () => {
    for (; zeros > 0; zeros = (zeros - 1) >> 1) symbols.push((zeros - 1) & 1);
  };
  for (const start of order) {
    const byte = block[(start + block.length - 1) % block.length] as number;
    const position = recent.indexOf(byte);
    if (position === 0) {
      zeros += 1;
      continue;
    }
    flush();
    recent.splice(position, 1);
    recent.unshift(byte);
    symbols.push(position + 1);
  }
  flush();
  symbols.push(used.length + 1);
  return symbols;
}

function crcOf(bytes: Uint8Array): number {
  let crc = 0xffffffff;
  for (const byte of bytes) {
    crc ^= byte << 24;
    for (let i = 0; i < 8; i += 1) crc = (crc << 1) ^ (crc < 0 ? 0x04c11db7 : 0);
  }
  return ~crc >>> 0;
}
