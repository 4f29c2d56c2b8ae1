/** ISO 15765-2:2016, 9.6.1: kinds of N_PCI, the upper four bits of the first byte. */
export const frameType = { single: 0, first: 1, consecutive: 2, flowControl: 3 } as const;

/** Where the payload of a single or first frame begins, counted from the N_PCI byte, and the length of the message. */
export interface Header {
  payload: number;
  messageLength: number;
}

/**
 * ISO 15765-2:2016, 9.6.2: a single frame; undefined if the bytes are not one. The escape (a length of 0, the true
 * one in the next byte) is only for frames of more than 8 bytes. `length` counts from the N_PCI byte, `addressBytes`
 * is what precedes it.
 */
export function singleFrame(
  data: Uint8Array,
  start: number,
  length: number,
  addressBytes = 0,
): Header | undefined {
  const short = (data[start] as number) & 0x0f;
  if (short !== 0) {
    return short < length && short <= 7 - addressBytes ? { payload: 1, messageLength: short } : undefined;
  }
  if (length + addressBytes <= 8) return undefined;
  const messageLength = data[start + 1] as number;
  return messageLength > 7 - addressBytes && messageLength <= length - 2
    ? { payload: 2, messageLength }
    : undefined;
}

/** 9.6.3: a first frame; the escape (a length of 0, the true one in four bytes) is only for more than 4095 bytes. */
export function firstFrame(
  data: Uint8Array,
  start: number,
  length: number,
  addressBytes = 0,
): Header | undefined {
  if (length + addressBytes < 8) return undefined;
  const short = (((data[start] as number) & 0x0f) << 8) | (data[start + 1] as number);
  if (short !== 0) {
    return short > 7 - addressBytes && short > length - 2 ? { payload: 2, messageLength: short } : undefined;
  }
  const messageLength =
    (data[start + 2] as number) * 2 ** 24 +
    (((data[start + 3] as number) << 16) | ((data[start + 4] as number) << 8) | (data[start + 5] as number));
  return messageLength > 4095 ? { payload: 6, messageLength } : undefined;
}

/** Whether the bytes can be a frame of the protocol at all. */
export function isIsoTpFrame(data: Uint8Array, start: number, length: number, addressBytes = 0): boolean {
  if (length < 1) return false;
  const first = data[start] as number;
  switch (first >> 4) {
    case frameType.single:
      return singleFrame(data, start, length, addressBytes) !== undefined;
    case frameType.first:
      return firstFrame(data, start, length, addressBytes) !== undefined;
    case frameType.consecutive:
      return length >= 2;
    case frameType.flowControl:
      return length >= 3 && (first & 0x0f) <= 2;
    default:
      return false;
  }
}
