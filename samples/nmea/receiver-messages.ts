/** The layouts of what receivers send in bytes, beside sentences. */
const writers = {
  UBX: (payload: Uint8Array) => {
    const body = Buffer.concat([
      Buffer.from([0x01, 0x07, payload.length & 0xff, payload.length >> 8]),
      payload,
    ]);
    let [a, b] = [0, 0];
    for (const byte of body) {
      a = (a + byte) % 256;
      b = (a + b) % 256;
    }
    return Buffer.concat([Buffer.from([0xb5, 0x62]), body, Buffer.from([a, b])]);
  },
  'RTCM 3': (payload: Uint8Array) => {
    const body = Buffer.concat([Buffer.from([0xd3, payload.length >> 8, payload.length & 0xff]), payload]);
    const crc = divide(body, 24, 0x1864cfbn);
    return Buffer.concat([body, Buffer.from([crc >> 16, (crc >> 8) & 0xff, crc & 0xff])]);
  },
  SBF: (payload: Uint8Array) => {
    const padded = Buffer.concat([payload, Buffer.alloc((4 - (payload.length % 4)) % 4)]);
    const size = padded.length + 8;
    const body = Buffer.concat([Buffer.from([0xa7, 0x0f, size & 0xff, size >> 8]), padded]);
    const crc = divide(body, 16, 0x11021n);
    return Buffer.concat([Buffer.from([0x24, 0x40, crc & 0xff, crc >> 8]), body]);
  },
} as const;

type ReceiverProtocol = keyof typeof writers;
export const receiverProtocols = Object.keys(writers) as ReceiverProtocol[];

/** A message of a receiver: UBX and SBF of a position, RTCM 3 of any kind. */
export function receiverMessage(protocol: ReceiverProtocol, payload: Uint8Array): Buffer {
  return writers[protocol](payload);
}

/** The rest of a division of polynomials, as the standards define their checksums. */
function divide(bytes: Uint8Array, width: number, polynomial: bigint): number {
  let value = BigInt(`0x${Buffer.from(bytes).toString('hex')}`) << BigInt(width);
  for (let bit = bytes.length * 8 - 1; bit >= 0; bit -= 1) {
    if ((value >> BigInt(bit + width)) & 1n) value ^= polynomial << BigInt(bit);
  }
  return Number(value);
}
