const lengths = [0, 1, 2, 3, 4, 5, 6, 7, 8, 12, 16, 20, 24, 32, 48, 64];

/** ISO 11898-1:2015, table 5: the data length code of a CAN FD frame of that many bytes. */
export function lengthCode(bytes: number): number {
  return lengths.indexOf(bytes);
}
