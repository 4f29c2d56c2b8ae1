/** ISO 11898-1:2015, table 5: data bytes of a CAN FD frame by its data length code. */
export const fdLengths = [0, 1, 2, 3, 4, 5, 6, 7, 8, 12, 16, 20, 24, 32, 48, 64];

/** The data length code of a CAN FD frame of that many bytes. */
export function lengthCode(bytes: number): number {
  return fdLengths.indexOf(bytes);
}

/** Data bytes of the shortest frame that holds so many, and 8 at least. */
export function paddedLength(bytes: number): number {
  return fdLengths.find((each) => each >= Math.max(8, bytes)) ?? 64;
}
