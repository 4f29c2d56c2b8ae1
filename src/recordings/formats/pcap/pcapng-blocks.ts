/** draft-ietf-opsawg-pcapng, "Block Types". */
export const blockTypes = {
  interfaceDescription: 1,
  packet: 2,
  simplePacket: 3,
  nameResolution: 4,
  interfaceStatistics: 5,
  enhancedPacket: 6,
  decryptionSecrets: 10,
  section: 0x0a0d_0d0a,
} as const;

/** Type, length, and the length again at the end. */
export const smallestBlock = 12;
/** Type, length, byte order, version, length of the section, length. */
const smallestSection = 28;

/** Larger blocks are skipped; a packet with its options has some 256 KiB at most. */
export const maxBlock = 16 * 2 ** 20;

const byteOrder = 0x1a2b_3c4d;

/** Names of blocks that are skipped silently, or counted. */
export const blockNames: Record<number, string> = {
  7: 'IRIG time block',
  8: 'ARINC 429 block',
  9: 'systemd journal block',
  10: 'decryption secrets',
  11: 'Sysdig block',
  2989: 'custom block',
  1073744813: 'custom block',
};

/** Whether the section header at `at` is little-endian; undefined if there is none. */
export function sectionOrder(view: DataView, at: number, end: number): boolean | undefined {
  if (end - at < smallestBlock || view.getUint32(at) !== blockTypes.section) return undefined;
  if (view.getUint32(at + 8, true) === byteOrder) return true;
  return view.getUint32(at + 8) === byteOrder ? false : undefined;
}

/** End of the block at `at`, which may be beyond `end`; -1 if it is invalid. */
export function blockEnd(view: DataView, at: number, end: number, sectionIsLittle: boolean): number {
  const order = sectionOrder(view, at, end);
  const littleEndian = order ?? sectionIsLittle;
  if (end - at < smallestBlock) return -1;
  if (view.getUint32(at, littleEndian) === blockTypes.section && order === undefined) return -1;
  const length = view.getUint32(at + 4, littleEndian);
  const least = order === undefined ? smallestBlock : smallestSection;
  if (length < least || length % 4 !== 0) return -1;
  const next = at + length;
  // Both lengths agree.
  return next <= end && view.getUint32(next - 4, littleEndian) !== length ? -1 : next;
}

/** Reads the options of a block: `visit` receives code, place and length of each. */
export function readOptions(
  view: DataView,
  from: number,
  to: number,
  littleEndian: boolean,
  visit: (code: number, at: number, length: number) => void,
): void {
  let at = from;
  while (to - at >= 4) {
    const code = view.getUint16(at, littleEndian);
    const length = view.getUint16(at + 2, littleEndian);
    // opt_endofopt
    if (code === 0 || length > to - at - 4) return;
    visit(code, at + 4, length);
    at += 4 + Math.ceil(length / 4) * 4;
  }
}

/** The text of an option, up to its first zero; at most 1,024 bytes. */
export function optionText(view: DataView, at: number, length: number): string {
  const [text = ''] = Buffer.from(view.buffer, view.byteOffset + at, Math.min(length, 1_024))
    .toString('utf8')
    .split('\0');
  return text;
}
