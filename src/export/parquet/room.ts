/** Values for which a column has room at first; it doubles. Tables with thousands of columns may have few rows. */
export const leastRoom = 16;

/** The same bytes with room for more. */
export function withRoom(bytes: Uint8Array<ArrayBuffer>, needed: number): Uint8Array<ArrayBuffer> {
  if (needed <= bytes.byteLength) return bytes;
  const larger = new Uint8Array(Math.max(2 * bytes.byteLength, needed));
  larger.set(bytes);
  return larger;
}
