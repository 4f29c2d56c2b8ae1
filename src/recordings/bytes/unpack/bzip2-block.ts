import { buildHuffmanTable, fastBits, type HuffmanTable, maxCodeLength } from './bzip2-huffman.ts';

/** Symbols that share one Huffman table. */
const groupSize = 50;
const maxSelectors = 18_002;

/**
 * Reads the bits of a compressed stream, from the highest bit of each byte; past the end it returns zeros and sets
 * `overrun`.
 */
export class BitWindow {
  bytes: Uint8Array;
  /** Position of the next byte to load. */
  at = 0;
  hold = 0;
  /** Bits of `hold` that are not used yet. */
  count = 0;

  constructor(bytes: Uint8Array, bit = 0) {
    this.bytes = bytes;
    this.seek(bit);
  }

  get bit(): number {
    return this.at * 8 - this.count;
  }

  get overrun(): boolean {
    return this.bit > this.bytes.length * 8;
  }

  seek(bit: number): void {
    this.at = bit >>> 3;
    this.count = 0;
    this.take(bit & 7);
  }

  /** At most 24 bits. */
  take(bits: number): number {
    while (this.count < bits) {
      this.hold = (this.hold << 8) | (this.bytes[this.at] ?? 0);
      this.at += 1;
      this.count += 8;
    }
    this.count -= bits;
    return (this.hold >>> this.count) & ((1 << bits) - 1);
  }
}

/**
 * Decodes the symbols of a block (after its magic and checksum), and undoes the Burrows-Wheeler transform up to
 * `next`: each entry holds a byte, and in the bits above it the position of the following entry. False if the bits
 * cannot be a block; whether they end too early is shown by `bits.overrun`.
 */
export function readBlock(bits: BitWindow, next: Uint32Array): { length: number; first: number } | undefined {
  // In version 0.9.0 (1998) only; no later writer sets it.
  const randomised = bits.take(1);
  const origin = bits.take(24);
  const alphabet = readAlphabet(bits);
  const tableCount = bits.take(3);
  const selectorCount = bits.take(15);
  if (randomised || alphabet.length === 0 || tableCount < 2 || tableCount > 6 || selectorCount === 0) return;
  const selectors = readSelectors(bits, selectorCount, tableCount);
  const tables = selectors && readTables(bits, tableCount, alphabet.length + 2);
  if (!tables || bits.overrun) return;

  const byteCounts = new Uint32Array(256);
  const length = readSymbols(bits, { alphabet, selectors, tables, next, byteCounts });
  if (length === undefined || origin >= length) return;
  return { length, first: link(next, length, byteCounts, origin) };
}

/** The bytes that occur, as a two-level bit map. */
function readAlphabet(bits: BitWindow): Uint8Array {
  const rows = bits.take(16);
  const alphabet: number[] = [];
  for (let row = 0; row < 16; row += 1) {
    if (((rows >>> (15 - row)) & 1) === 0) continue;
    const used = bits.take(16);
    for (let i = 0; i < 16; i += 1) if ((used >>> (15 - i)) & 1) alphabet.push(row * 16 + i);
  }
  return Uint8Array.from(alphabet);
}

/** The table of each group, as positions in a move-to-front list. */
function readSelectors(bits: BitWindow, count: number, tableCount: number): Uint8Array | undefined {
  const recent = Array.from({ length: tableCount }, (_, index) => index);
  // More selectors than a block can need are read and ignored, as bzip2 1.0.8 does.
  const selectors = new Uint8Array(Math.min(count, maxSelectors));
  for (let i = 0; i < count; i += 1) {
    let position = 0;
    while (bits.take(1)) {
      position += 1;
      if (position >= tableCount) return undefined;
    }
    const [table = 0] = recent.splice(position, 1);
    recent.unshift(table);
    if (i < selectors.length) selectors[i] = table;
  }
  return selectors;
}

function readTables(bits: BitWindow, count: number, symbols: number): HuffmanTable[] | undefined {
  const tables: HuffmanTable[] = [];
  for (let i = 0; i < count; i += 1) {
    const lengths = new Uint8Array(symbols);
    let length = bits.take(5);
    for (let symbol = 0; symbol < symbols; symbol += 1) {
      for (;;) {
        if (length < 1 || length > maxCodeLength) return undefined;
        if (!bits.take(1)) break;
        length += bits.take(1) ? -1 : 1;
      }
      lengths[symbol] = length;
    }
    const table = buildHuffmanTable(lengths);
    if (!table) return undefined;
    tables.push(table);
  }
  return tables;
}

interface Symbols {
  alphabet: Uint8Array;
  selectors: Uint8Array;
  tables: HuffmanTable[];
  next: Uint32Array;
  byteCounts: Uint32Array;
}

/**
 * Symbols 0 and 1 are the digits of a run's length, the last one ends the block, the others are move-to-front
 * indices.
 */
function readSymbols(bits: BitWindow, block: Symbols): number | undefined {
  const { selectors, tables, next, byteCounts } = block;
  const recent = Uint8Array.from(block.alphabet);
  const endSymbol = recent.length + 1;
  const { bytes } = bits;
  let { at, hold, count } = bits;
  let length = 0;
  let run = 0;
  let digit = 1;
  for (const selector of selectors) {
    const { fast, limit, firstCode, firstIndex, symbols } = tables[selector] as HuffmanTable;
    for (let i = 0; i < groupSize; i += 1) {
      while (count < maxCodeLength) {
        hold = (hold << 8) | (at < bytes.length ? (bytes[at] as number) : 0);
        at += 1;
        count += 8;
      }
      const entry = fast[(hold >>> (count - fastBits)) & ((1 << fastBits) - 1)] as number;
      let symbol = entry >>> 5;
      if (entry !== 0) count -= entry & 31;
      else {
        const code = (hold >>> (count - maxCodeLength)) & ((1 << maxCodeLength) - 1);
        let bitsOfCode = fastBits + 1;
        while (bitsOfCode <= maxCodeLength && code >= (limit[bitsOfCode] as number)) bitsOfCode += 1;
        if (bitsOfCode > maxCodeLength) return undefined;
        const place = (code >>> (maxCodeLength - bitsOfCode)) - (firstCode[bitsOfCode] as number);
        symbol = symbols[(firstIndex[bitsOfCode] as number) + place] as number;
        count -= bitsOfCode;
      }
      if (symbol <= 1) {
        run += digit << symbol;
        digit <<= 1;
        if (run > next.length) return undefined;
        continue;
      }
      if (run > 0) {
        if (run > next.length - length) return undefined;
        const byte = recent[0] as number;
        next.fill(byte, length, length + run);
        byteCounts[byte] = (byteCounts[byte] as number) + run;
        length += run;
        run = 0;
        digit = 1;
      }
      if (symbol === endSymbol) {
        bits.at = at;
        bits.hold = hold;
        bits.count = count;
        return bits.overrun ? undefined : length;
      }
      if (length >= next.length) return undefined;
      const position = symbol - 1;
      const byte = recent[position] as number;
      if (position > 24) recent.copyWithin(1, 0, position);
      else for (let j = position; j > 0; j -= 1) recent[j] = recent[j - 1] as number;
      recent[0] = byte;
      byteCounts[byte] = (byteCounts[byte] as number) + 1;
      next[length++] = byte;
    }
    if (at > bytes.length + 4) break;
  }
  bits.at = at;
  bits.hold = hold;
  bits.count = count;
  return undefined;
}

/** Stores the position of the successor above each byte; returns the entry of the first byte. */
function link(next: Uint32Array, length: number, byteCounts: Uint32Array, origin: number): number {
  const starts = new Uint32Array(256);
  for (let byte = 1; byte < 256; byte += 1)
    starts[byte] = (starts[byte - 1] as number) + (byteCounts[byte - 1] as number);
  for (let i = 0; i < length; i += 1) {
    const byte = (next[i] as number) & 0xff;
    const place = starts[byte] as number;
    starts[byte] = place + 1;
    next[place] = (next[place] as number) | (i << 8);
  }
  return (next[origin] as number) >>> 8;
}
