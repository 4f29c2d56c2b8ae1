/** Microseconds, big-endian, before each frame: ground stations add them when they log. */
export const stampSize = 8;

const magic1 = 0xfe;
const magic2 = 0xfd;
const headSize1 = 6;
const headSize2 = 10;
const checksumSize = 2;
const signatureSize = 13;
/** Incompatible flag: a signature follows the checksum. */
const signed = 0x01;

/** The largest possible frame, with its timestamp. */
export const maxFrame = stampSize + headSize2 + 255 + checksumSize + signatureSize;

/** A frame of MAVLink 1 or 2 after its timestamp. Places are those in the bytes it was read from. */
export interface Frame {
  /** Bytes of the whole. */
  size: number;
  id: number;
  system: number;
  component: number;
  /** Unknown incompatible flags: the meaning of the payload is then unknown too. */
  unknownFlags: number;
  /** After the mark that begins the frame: the checksum starts here. */
  summedFrom: number;
  payloadAt: number;
  payloadSize: number;
  /** MAVLink 2 leaves zeros at the end of a payload out. */
  isTrimmed: boolean;
}

/** Whether a frame may begin at `at`, the place of its timestamp, as far as the bytes go. */
export function mayBeFrame(bytes: Uint8Array, at: number, end: number): boolean {
  if (at + stampSize >= end) return true;
  const magic = bytes[at + stampSize];
  return magic === magic1 || magic === magic2;
}

/** The frame whose timestamp is at `at`; undefined if there is none, or it is incomplete before `end`. */
export function frameAt(bytes: Uint8Array, at: number, end: number): Frame | undefined {
  const head = at + stampSize;
  if (head + headSize1 > end) return undefined;
  const byte = (index: number) => bytes[head + index] as number;
  const payloadSize = byte(1);
  if (byte(0) === magic1) {
    const size = stampSize + headSize1 + payloadSize + checksumSize;
    if (at + size > end) return undefined;
    const [system, component, id] = [byte(3), byte(4), byte(5)];
    const places = { summedFrom: head + 1, payloadAt: head + headSize1, payloadSize, isTrimmed: false };
    return { size, id, system, component, unknownFlags: 0, ...places };
  }
  if (byte(0) !== magic2 || head + headSize2 > end) return undefined;
  const flags = byte(2);
  const signature = flags & signed ? signatureSize : 0;
  const size = stampSize + headSize2 + payloadSize + checksumSize + signature;
  if (at + size > end) return undefined;
  return {
    size,
    id: byte(7) | (byte(8) << 8) | (byte(9) << 16),
    system: byte(5),
    component: byte(6),
    unknownFlags: flags & ~signed,
    summedFrom: head + 1,
    payloadAt: head + headSize2,
    payloadSize,
    isTrimmed: true,
  };
}

const year2000Us = Date.UTC(2000, 0, 1) * 1000;
const year2100Us = Date.UTC(2100, 0, 1) * 1000;
/** 400 days: some ground stations count from their start. */
const longestUptimeUs = 400 * 24 * 3600 * 1e6;

/** The timestamp at `at` in microseconds. */
export function stampAt(view: DataView, at: number): number {
  return view.getUint32(at) * 2 ** 32 + view.getUint32(at + 4);
}

export function isPlausibleStamp(us: number): boolean {
  return (us > 0 && us < longestUptimeUs) || (us >= year2000Us && us < year2100Us);
}
