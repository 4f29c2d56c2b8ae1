/**
 * "Flag Bitset Message": 8 bytes of compatible flags, 8 of incompatible ones, three offsets of appended data. Of the
 * incompatible ones, bit 0 means that there is such data; readers must refuse a log with any other unknown flag.
 */
const flagBytes = 8;
const dataAppended = 1;
const appendedOffsets = [16, 24, 32];

/** The unknown incompatible flags, as hexadecimal bytes; '' if there are none. */
export function unknownFlags(content: Uint8Array): string {
  const flags = content.slice(flagBytes, 2 * flagBytes);
  flags[0] = (flags[0] ?? 0) & ~dataAppended;
  return flags.every((flag) => flag === 0) ? '' : Buffer.from(flags).toString('hex');
}

/** Where data was appended to a log of `size` bytes, in ascending order. `content` is that of a flag bits message. */
export function appendedAt(content: Uint8Array, size: number): number[] {
  const view = new DataView(content.buffer, content.byteOffset, content.byteLength);
  if ((view.getUint8(flagBytes) & dataAppended) === 0) return [];
  return appendedOffsets
    .map((at) => view.getUint32(at, true) + view.getUint32(at + 4, true) * 2 ** 32)
    .filter((at) => at > 0 && at < size)
    .sort((a, b) => a - b);
}
