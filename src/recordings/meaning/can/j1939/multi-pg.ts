/** SAE J1939-22: a CAN FD frame of this group (PDU1) contains several groups. */
export const multiPg = 0x2500;

const headerBytes = 4;
/** Type of service of J1939 groups without assurance data; trailer format 0 has no trailer. */
const plainService = 2;

/**
 * The groups in a frame: each has a header (type of service 3 bits, trailer format 3 bits, PGN 18 bits, length 8
 * bits, most significant first) and its bytes. A type of service of 0 is padding. Groups with assurance data are
 * skipped.
 */
export function eachContainedGroup(
  data: Uint8Array,
  start: number,
  length: number,
  visit: (pgn: number, start: number, length: number) => void,
): void {
  const end = start + length;
  for (let at = start; at + headerBytes <= end; ) {
    const first = data[at] as number;
    const service = first >> 5;
    if (service === 0) return;
    const pgn = ((first & 3) << 16) | ((data[at + 1] as number) << 8) | (data[at + 2] as number);
    const bytes = data[at + 3] as number;
    const from = at + headerBytes;
    if (from + bytes > end) return;
    const trailer = (first >> 2) & 7;
    if (service === plainService && trailer === 0) visit(pgn, from, bytes);
    // The length of a trailer is defined in the standard, which is not freely available.
    else if (trailer !== 0) return;
    at = from + bytes;
  }
}
