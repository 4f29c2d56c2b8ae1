import { frameFlags } from '../can-frame.ts';

/**
 * Bits that a frame takes on the wire, from start of frame to the end of the intermission (ISO 11898-1:2015, 10.4 and
 * 10.5), in the arbitration phase and, for CAN FD with bit rate switch, in the data phase.
 */
export interface FrameBits {
  nominal: number;
  data: number;
}

/** Start of frame, identifier, RTR, IDE, r0, DLC; with 29 bits also SRR, the rest of the identifier and r1. */
const baseHeader = 1 + 11 + 1 + 1 + 1 + 4;
const extendedHeader = 1 + 11 + 1 + 1 + 18 + 1 + 2 + 4;
const crc = 15;
/** CRC delimiter, acknowledge slot and delimiter, end of frame, intermission: never stuffed. */
const tail = 1 + 2 + 7 + 3;

/** CAN FD: up to and including BRS in the arbitration phase; the rest of the header (ESI, DLC) in the data phase. */
const fdBaseHeader = 1 + 11 + 1 + 1 + 1 + 1 + 1;
const fdExtendedHeader = 1 + 11 + 1 + 1 + 18 + 1 + 1 + 1 + 1;
const fdDataHeader = 1 + 4;
/**
 * Stuff count (4) and CRC of 17 bits (21 from 17 data bytes on) with a fixed stuff bit first and after every fourth.
 */
const fdShortCrc = 4 + 17 + 6;
const fdLongCrc = 4 + 21 + 7;
const crcDelimiter = 1;
const fdTail = tail - crcDelimiter;

/**
 * A stuff bit follows five equal ones. For random bits that is one in 30 (the mean distance to five equal ones that
 * begin with the previous stuff bit); real frames have more, up to one in 4 in the worst case: floor((n − 1) / 4) of
 * n bits.
 */
export function meanStuffBits(bits: number): number {
  return bits / 30;
}

export function worstStuffBits(bits: number): number {
  return Math.floor((bits - 1) / 4);
}

/**
 * `bytes` of payload (0 for a remote frame); `stuffing` returns the stuff bits for a number of bits that are stuffed.
 */
export function frameBits(
  kind: { extended: boolean; fd: boolean; bitRateSwitch: boolean },
  bytes: number,
  stuffing: (bits: number) => number = meanStuffBits,
): FrameBits {
  if (!kind.fd) {
    const stuffed = (kind.extended ? extendedHeader : baseHeader) + 8 * bytes + crc;
    return { nominal: stuffed + stuffing(stuffed) + tail, data: 0 };
  }
  const header = kind.extended ? fdExtendedHeader : fdBaseHeader;
  const content = fdDataHeader + 8 * bytes;
  const nominal = header + stuffing(header) + fdTail;
  const data = content + stuffing(content) + (bytes > 16 ? fdLongCrc : fdShortCrc) + crcDelimiter;
  return kind.bitRateSwitch ? { nominal, data } : { nominal: nominal + data, data: 0 };
}

const longest = 64;
const kinds = frameFlags.extended | frameFlags.fd | frameFlags.bitRateSwitch;
const nominalBits = new Float64Array((kinds + 1) * (longest + 1));
const dataBits = new Float64Array((kinds + 1) * (longest + 1));
for (let kind = 0; kind <= kinds; kind += 1) {
  for (let bytes = 0; bytes <= longest; bytes += 1) {
    const bits = frameBits(
      {
        extended: (kind & frameFlags.extended) !== 0,
        fd: (kind & frameFlags.fd) !== 0,
        bitRateSwitch: (kind & frameFlags.bitRateSwitch) !== 0,
      },
      bytes,
    );
    nominalBits[kind * (longest + 1) + bytes] = bits.nominal;
    dataBits[kind * (longest + 1) + bytes] = bits.data;
  }
}

/** Index into the bits of a frame, by its flags and payload length. */
function indexOf(flags: number, length: number): number {
  const bytes = (flags & frameFlags.remote) !== 0 ? 0 : Math.min(length, longest);
  return (flags & kinds) * (longest + 1) + bytes;
}

/** Mean bits of a frame in the arbitration phase; from a table, since it is needed for every frame. */
export function nominalBitsOf(flags: number, length: number): number {
  return nominalBits[indexOf(flags, length)] as number;
}

/** Mean bits of a frame in the data phase of CAN FD; 0 for classic CAN. */
export function dataBitsOf(flags: number, length: number): number {
  return dataBits[indexOf(flags, length)] as number;
}
