export const escapeByte = 0x1b;
const bracket = 0x5b;

/** Sequences that set colours on a terminal (ECMA-48, "SGR"). */
export const colours = new RegExp(`${String.fromCharCode(escapeByte)}\\[[\\d;]*m`, 'g');

/** What a line shows on a terminal that sets colours by such sequences; undefined if it has none. */
export function withoutColours(bytes: Uint8Array, start: number, end: number): Uint8Array | undefined {
  const line = bytes.subarray(start, end);
  const first = line.indexOf(escapeByte);
  if (first < 0 || line[first + 1] !== bracket) return undefined;
  const text = Buffer.from(line.buffer, line.byteOffset, line.byteLength).toString('latin1');
  return Buffer.from(text.replace(colours, ''), 'latin1');
}
