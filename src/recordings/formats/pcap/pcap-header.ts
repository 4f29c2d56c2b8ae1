/** draft-ietf-opsawg-pcap, "File Header": times in microseconds or nanoseconds. */
const microseconds = 0xa1b2_c3d4;
const nanoseconds = 0xa1b2_3c4d;
export const fileHeaderSize = 24;

export interface PcapHeader {
  littleEndian: boolean;
  /** Nanoseconds of one unit of the fraction. */
  unit: 1 | 1_000;
  linkType: number;
  /** Bytes of a checksum after each Ethernet frame. */
  checksumBytes: number;
  version: number;
}

export function isPcap(head: Uint8Array): boolean {
  return (
    head.byteLength >= 4 && magicOf(new DataView(head.buffer, head.byteOffset, head.byteLength)) !== undefined
  );
}

/** Reads the header of a file accepted by `isPcap`, of at least 24 bytes. */
export function readPcapHeader(view: DataView, at: number): PcapHeader | undefined {
  const magic = magicOf(new DataView(view.buffer, view.byteOffset + at, fileHeaderSize));
  if (!magic) return undefined;
  const { littleEndian, unit } = magic;
  const type = view.getUint32(at + 20, littleEndian);
  return {
    littleEndian,
    unit,
    // The upper bits contain the length of a frame's checksum, in 16-bit words, if bit 26 is set.
    linkType: type & 0xffff,
    checksumBytes: (type & 0x0400_0000) === 0 ? 0 : (type >>> 28) * 2,
    version: view.getUint16(at + 4, littleEndian),
  };
}

function magicOf(view: DataView): Pick<PcapHeader, 'littleEndian' | 'unit'> | undefined {
  for (const littleEndian of [true, false]) {
    const magic = view.getUint32(0, littleEndian);
    if (magic === microseconds) return { littleEndian, unit: 1_000 };
    if (magic === nanoseconds) return { littleEndian, unit: 1 };
  }
  return undefined;
}
