/** ASAM MCD-1 XCP 1.5: first bytes of packets of a control unit. */
export const xcpPackets = { response: 0xff, error: 0xfe, event: 0xfd, service: 0xfc } as const;

const connect = 0xff;
/** Normal and user-defined mode. */
const lastMode = 1;
const shortestPacket = 8;

/** CONNECT: the command and its mode; frames of CAN may be filled up. */
export function isXcpConnect(data: Uint8Array, start: number, length: number): boolean {
  return length >= 2 && data[start] === connect && (data[start + 1] as number) <= lastMode;
}

/**
 * The positive response to CONNECT: resources, mode, the longest packets of both directions (in the byte order that bit 0
 * of the mode names), and the versions of protocol and transport layer, which are both 1.
 */
export function isXcpConnected(data: Uint8Array, start: number, length: number): boolean {
  if (length < shortestPacket || data[start] !== xcpPackets.response) return false;
  const [high, low] = ((data[start + 2] as number) & 1) === 1 ? [4, 5] : [5, 4];
  const longest = ((data[start + high] as number) << 8) | (data[start + low] as number);
  return (
    (data[start + 3] as number) >= shortestPacket &&
    longest >= shortestPacket &&
    data[start + 6] === 1 &&
    data[start + 7] === 1
  );
}
