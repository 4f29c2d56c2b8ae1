/** Longest code of a bzip2 Huffman table, in bits. */
export const maxCodeLength = 20;
/** Codes up to this length are found by one table lookup. */
export const fastBits = 10;

/** One Huffman table of a block: canonical codes, given by their lengths. */
export interface HuffmanTable {
  /** By the next `fastBits` bits: symbol · 32 + length, or 0 where the code is longer. */
  fast: Uint16Array;
  /** By length: the first value of `maxCodeLength` bits that is no code of this length or shorter. */
  limit: Int32Array;
  /** By length: the first code of it, and the position of its symbol in `symbols`. */
  firstCode: Int32Array;
  firstIndex: Int32Array;
  symbols: Uint16Array;
}

/** Undefined if the lengths require more codes than exist. */
export function buildHuffmanTable(lengths: Uint8Array): HuffmanTable | undefined {
  const counts = new Int32Array(maxCodeLength + 1);
  for (const length of lengths) counts[length] = (counts[length] as number) + 1;
  const table: HuffmanTable = {
    fast: new Uint16Array(1 << fastBits),
    limit: new Int32Array(maxCodeLength + 1),
    firstCode: new Int32Array(maxCodeLength + 1),
    firstIndex: new Int32Array(maxCodeLength + 1),
    symbols: new Uint16Array(lengths.length),
  };
  let code = 0;
  let index = 0;
  for (let length = 1; length <= maxCodeLength; length += 1) {
    table.firstCode[length] = code;
    table.firstIndex[length] = index;
    for (let symbol = 0; symbol < lengths.length; symbol += 1) {
      if (lengths[symbol] !== length) continue;
      table.symbols[index] = symbol;
      if (length <= fastBits) {
        const from = code << (fastBits - length);
        table.fast.fill((symbol << 5) | length, from, from + (1 << (fastBits - length)));
      }
      index += 1;
      code += 1;
    }
    if (code > 1 << length) return undefined;
    table.limit[length] = code << (maxCodeLength - length);
    code <<= 1;
  }
  return table;
}
