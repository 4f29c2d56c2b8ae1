/** CRC-16/MCRF4XX bit by bit: independent of the reader's table. */
export function mavlinkCrc(bytes: Uint8Array): number {
  let crc = 0xffff;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit += 1) crc = crc & 1 ? (crc >>> 1) ^ 0x8408 : crc >>> 1;
  }
  return crc;
}

export interface FrameOptions {
  version?: 1 | 2;
  system?: number;
  component?: number;
  /** Signed frames have 13 more bytes after their checksum. */
  isSigned?: boolean;
  /** Incompatible flags in addition to that of the signature. */
  flags?: number;
}

export interface MavlinkMessage {
  id: number;
  crcExtra: number;
  payload: Uint8Array;
}

/**
 * Writes telemetry logs: a timestamp in microseconds, big-endian, then a frame of MAVLink
 * (https://mavlink.io/en/guide/serialization.html).
 */
export class TlogWriter {
  readonly #parts: Uint8Array[] = [];
  #sequence = 0;

  write(timeUs: number, message: MavlinkMessage, options: FrameOptions = {}): void {
    const stamp = Buffer.alloc(8);
    stamp.writeBigUInt64BE(BigInt(timeUs));
    this.#parts.push(stamp, this.#frame(message, options));
    this.#sequence = (this.#sequence + 1) & 0xff;
  }

  bytes(): Uint8Array {
    return new Uint8Array(Buffer.concat(this.#parts));
  }

  #frame({ id, crcExtra, payload }: MavlinkMessage, options: FrameOptions): Uint8Array {
    const { version = 2, system = 1, component = 1, isSigned = false, flags = 0 } = options;
    const content = version === 2 ? trimmed(payload) : payload;
    const head =
      version === 1
        ? [content.length, this.#sequence, system, component, id]
        : [
            content.length,
            (isSigned ? 1 : 0) | flags,
            0,
            this.#sequence,
            system,
            component,
            id & 0xff,
            (id >> 8) & 0xff,
            id >> 16,
          ];
    const summed = Buffer.concat([Uint8Array.from(head), content]);
    const crc = mavlinkCrc(Buffer.concat([summed, Uint8Array.of(crcExtra)]));
    const end = Uint8Array.of(crc & 0xff, crc >> 8);
    const magic = Uint8Array.of(version === 1 ? 0xfe : 0xfd);
    return Buffer.concat([magic, summed, end, new Uint8Array(isSigned ? 13 : 0).fill(0xa5)]);
  }
}

/** MAVLink 2 truncates trailing zeros, but never the first byte. */
function trimmed(payload: Uint8Array): Uint8Array {
  let length = payload.length;
  while (length > 1 && payload[length - 1] === 0) length -= 1;
  return payload.subarray(0, length);
}
