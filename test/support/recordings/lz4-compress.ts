/** A greedy LZ4 frame writer for tests: one block per 64 KiB, matches found by a table of 4-byte sequences. */
export function compressLz4(bytes: Uint8Array): Uint8Array {
  const parts: Uint8Array[] = [Uint8Array.of(0x04, 0x22, 0x4d, 0x18, 0x60, 0x40, 0x82)];
  for (let at = 0; at < bytes.length; at += 65_536) {
    const block = compressBlock(bytes.subarray(at, at + 65_536));
    parts.push(new Uint8Array(Uint32Array.of(block.length).buffer), block);
  }
  parts.push(new Uint8Array(4));
  return Buffer.concat(parts);
}

/** The same as a legacy frame: blocks of 8 MiB and no end mark. */
export function compressLz4Legacy(bytes: Uint8Array): Uint8Array {
  const parts: Uint8Array[] = [Uint8Array.of(0x02, 0x21, 0x4c, 0x18)];
  for (let at = 0; at < bytes.length; at += 8 << 20) {
    const block = compressBlock(bytes.subarray(at, at + (8 << 20)));
    parts.push(new Uint8Array(Uint32Array.of(block.length).buffer), block);
  }
  return Buffer.concat(parts);
}

function compressBlock(input: Uint8Array): Uint8Array {
  const out: number[] = [];
  const table = new Map<number, number>();
  const view = new DataView(input.buffer, input.byteOffset, input.byteLength);
  let anchor = 0;
  let at = 0;
  // The format requires the last five bytes to be literals and no match in the last twelve.
  while (at < input.length - 12) {
    const word = view.getUint32(at, true);
    const found = table.get(word);
    table.set(word, at);
    if (found === undefined || at - found > 65_535) {
      at += 1;
      continue;
    }
    let length = 4;
    while (at + length < input.length - 5 && input[found + length] === input[at + length]) length += 1;
    sequence(out, input.subarray(anchor, at), { distance: at - found, length });
    at += length;
    anchor = at;
  }
  sequence(out, input.subarray(anchor));
  return Uint8Array.from(out);
}

function sequence(out: number[], literals: Uint8Array, match?: { distance: number; length: number }): void {
  const extra = match ? match.length - 4 : 0;
  out.push((Math.min(literals.length, 15) << 4) | Math.min(extra, 15));
  if (literals.length >= 15) lengthBytes(out, literals.length - 15);
  for (const byte of literals) out.push(byte);
  if (!match) return;
  out.push(match.distance & 0xff, match.distance >> 8);
  if (extra >= 15) lengthBytes(out, extra - 15);
}

function lengthBytes(out: number[], rest: number): void {
  let left = rest;
  for (; left >= 255; left -= 255) out.push(255);
  out.push(left);
}
