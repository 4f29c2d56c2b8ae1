/**
 * CRC-16/MCRF4XX, MAVLink's checksum: reflected polynomial 0x1021, initialised with ones
 * (https://mavlink.io/en/guide/serialization.html).
 */
const table = Uint16Array.from({ length: 256 }, (_, byte) => {
  let crc = byte;
  for (let bit = 0; bit < 8; bit += 1) crc = crc & 1 ? (crc >> 1) ^ 0x8408 : crc >> 1;
  return crc;
});

export const crcStart = 0xffff;

export function crc16(bytes: Uint8Array, from: number, to: number, crc = crcStart): number {
  let sum = crc;
  for (let at = from; at < to; at += 1) {
    sum = (sum >> 8) ^ (table[(sum ^ (bytes[at] as number)) & 0xff] as number);
  }
  return sum;
}

/** Updates the checksum with one byte. */
export function crc16Byte(crc: number, byte: number): number {
  return (crc >> 8) ^ (table[(crc ^ byte) & 0xff] as number);
}
