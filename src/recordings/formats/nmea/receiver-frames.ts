/** A message of a receiver in bytes, as it stands between sentences where both are sent on one line. */
interface ReceiverFrame {
  /** Completes "there are messages in …". */
  protocol: 'UBX' | 'RTCM 3' | 'SBF';
  /** In bytes; it may be more than are available, since only then it is certain. */
  size: number;
}

/**
 * The frame that begins at `at`, with a right checksum; if it ends behind `end`, one that may be there. Sources: u-blox interface
 * description, "UBX Frame Structure"; RTCM 10403.3, 4; Septentrio SBF reference guide, "SBF Block Header".
 */
export function receiverFrameAt(bytes: Uint8Array, at: number, end: number): ReceiverFrame | undefined {
  const [first, second = 0] = [bytes[at], at + 1 < end ? bytes[at + 1] : undefined];
  if (first === 0xb5 && second === 0x62) return frame('UBX', bytes, at, end, ubxSize, hasUbxChecksum);
  if (first === 0xd3 && second < 4) return frame('RTCM 3', bytes, at, end, rtcmSize, hasRtcmChecksum);
  if (first === 0x24 && second === 0x40) return frame('SBF', bytes, at, end, sbfSize, hasSbfChecksum);
  return undefined;
}

/** Bytes from which the size of a frame is known. */
const sizedFrom = 8;

function frame(
  protocol: ReceiverFrame['protocol'],
  bytes: Uint8Array,
  at: number,
  end: number,
  sizeOf: (bytes: Uint8Array, at: number) => number,
  isSound: (bytes: Uint8Array, at: number, size: number) => boolean,
): ReceiverFrame | undefined {
  if (end - at < sizedFrom) return { protocol, size: sizedFrom };
  const size = sizeOf(bytes, at);
  if (size < sizedFrom) return undefined;
  return at + size > end || isSound(bytes, at, size) ? { protocol, size } : undefined;
}

/** Two marks, class, number, length, payload, two bytes of a checksum. */
function ubxSize(bytes: Uint8Array, at: number): number {
  return 8 + word(bytes, at + 4);
}

/** Fletcher's, of RFC 1145, over all but the marks. */
function hasUbxChecksum(bytes: Uint8Array, at: number, size: number): boolean {
  let [a, b] = [0, 0];
  for (let i = at + 2; i < at + size - 2; i += 1) {
    a = (a + (bytes[i] as number)) & 0xff;
    b = (b + a) & 0xff;
  }
  return bytes[at + size - 2] === a && bytes[at + size - 1] === b;
}

/** The preamble, six bits of zero and ten of the length, the message, three bytes of a checksum; an empty message has two more. */
function rtcmSize(bytes: Uint8Array, at: number): number {
  return 6 + (((bytes[at + 1] as number) << 8) | (bytes[at + 2] as number));
}

/** CRC-24Q (Qualcomm), over all before it: with it the rest is 0. */
function hasRtcmChecksum(bytes: Uint8Array, at: number, size: number): boolean {
  return remainder(bytes, at, at + size, 24, 0x864cfb) === 0;
}

/** Two marks, checksum, number, length, and the rest of the block, in fours of bytes. */
function sbfSize(bytes: Uint8Array, at: number): number {
  const size = word(bytes, at + 6);
  return size % 4 === 0 ? size : -1;
}

/** CRC-16 (CCITT, begun with 0) from the number on. */
function hasSbfChecksum(bytes: Uint8Array, at: number, size: number): boolean {
  return remainder(bytes, at + 4, at + size, 16, 0x1021) === word(bytes, at + 2);
}

function remainder(bytes: Uint8Array, from: number, to: number, width: number, polynomial: number): number {
  const top = 2 ** (width - 1);
  const mask = 2 ** width - 1;
  let rest = 0;
  for (let at = from; at < to; at += 1) {
    rest ^= (bytes[at] as number) << (width - 8);
    for (let bit = 0; bit < 8; bit += 1)
      rest = ((rest & top) !== 0 ? (rest << 1) ^ polynomial : rest << 1) & mask;
  }
  return rest;
}

function word(bytes: Uint8Array, at: number): number {
  return (bytes[at] as number) | ((bytes[at + 1] as number) << 8);
}

/** Bytes in which no frame begins, such as the head of a file without those that stand between its sentences. */
export function withoutFrames(bytes: Uint8Array): Uint8Array {
  const kept: Uint8Array[] = [];
  let from = 0;
  let at = 0;
  while (at < bytes.length) {
    const found = mayBegin(bytes[at]) ? receiverFrameAt(bytes, at, bytes.length) : undefined;
    if (!found) {
      at += 1;
      continue;
    }
    kept.push(bytes.subarray(from, at));
    at = Math.min(bytes.length, at + found.size);
    from = at;
  }
  return from === 0 ? bytes : Buffer.concat([...kept, bytes.subarray(from)]);
}

function mayBegin(byte: number | undefined): boolean {
  return byte === 0xb5 || byte === 0xd3 || byte === 0x24;
}
