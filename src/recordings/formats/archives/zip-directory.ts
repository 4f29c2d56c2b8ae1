import type { ByteSource } from '../../bytes/byte-source.ts';
import { readRange } from '../../bytes/sources/read-range.ts';
import type { ZipRecord } from './zip-record.ts';

/** APPNOTE.TXT 4.3.16: the end of the central directory, with a comment of up to 65,535 bytes behind it. */
const endMagic = Buffer.from('PK\x05\x06');
const endBytes = 22;
const maxTail = endBytes + 65_535;
/** 4.3.14 and 4.3.15: end of a ZIP64 directory, and where that is. */
const end64Magic = 0x06064b50;
const locatorBytes = 20;
const locatorMagic = 0x07064b50;
/** 4.3.12. */
const recordMagic = 0x02014b50;
const recordBytes = 46;
/** A directory of a million files. */
const maxDirectory = 64 * 2 ** 20;

const saturated = 0xffff_ffff;

/** The records of the central directory; undefined if there is none that can be read. */
export async function readDirectory(
  source: ByteSource,
  signal: AbortSignal | undefined,
): Promise<ZipRecord[] | undefined> {
  const tailAt = Math.max(0, source.size - maxTail);
  const tail = Buffer.from(await readRange(source, tailAt, source.size, signal));
  const end = tail.lastIndexOf(endMagic);
  if (end < 0 || end + endBytes > tail.byteLength) return undefined;
  const place = (await place64(source, tail, end, signal)) ?? {
    size: tail.readUInt32LE(end + 12),
    offset: tail.readUInt32LE(end + 16),
  };
  if (place.size > maxDirectory || place.offset + place.size > source.size) return undefined;
  const bytes = Buffer.from(await readRange(source, place.offset, place.offset + place.size, signal));
  return recordsOf(bytes);
}

async function place64(
  source: ByteSource,
  tail: Buffer,
  end: number,
  signal: AbortSignal | undefined,
): Promise<{ size: number; offset: number } | undefined> {
  const locator = end - locatorBytes;
  if (locator < 0 || tail.readUInt32LE(locator) !== locatorMagic) return undefined;
  const at = Number(tail.readBigUInt64LE(locator + 8));
  const record = Buffer.from(await readRange(source, at, at + 56, signal));
  if (record.byteLength < 56 || record.readUInt32LE(0) !== end64Magic) return undefined;
  return { size: Number(record.readBigUInt64LE(40)), offset: Number(record.readBigUInt64LE(48)) };
}

/** Undefined if a record is none. */
function recordsOf(bytes: Buffer): ZipRecord[] | undefined {
  const records: ZipRecord[] = [];
  let at = 0;
  while (at < bytes.byteLength) {
    if (at + recordBytes > bytes.byteLength || bytes.readUInt32LE(at) !== recordMagic) return undefined;
    const nameEnd = at + recordBytes + bytes.readUInt16LE(at + 28);
    const extraEnd = nameEnd + bytes.readUInt16LE(at + 30);
    if (extraEnd > bytes.byteLength) return undefined;
    records.push({
      name: bytes.subarray(at + recordBytes, nameEnd),
      flags: bytes.readUInt16LE(at + 8),
      method: bytes.readUInt16LE(at + 10),
      crc: bytes.readUInt32LE(at + 16),
      ...sizesOf(bytes, at, bytes.subarray(nameEnd, extraEnd)),
    });
    at = extraEnd + bytes.readUInt16LE(at + 32);
  }
  return records;
}

/** 4.5.3: fields that do not fit are in the ZIP64 extra field, in this order. */
function sizesOf(bytes: Buffer, at: number, extra: Buffer): { size: number; packed: number; offset: number } {
  const wide = extra64(extra);
  let next = 0;
  const field = (position: number): number => {
    const value = bytes.readUInt32LE(position);
    if (value !== saturated || next + 8 > wide.byteLength) return value;
    next += 8;
    return Number(wide.readBigUInt64LE(next - 8));
  };
  const size = field(at + 24);
  const packed = field(at + 20);
  return { size, packed, offset: field(at + 42) };
}

export function extra64(extra: Buffer): Buffer {
  let at = 0;
  while (at + 4 <= extra.byteLength) {
    const length = extra.readUInt16LE(at + 2);
    if (extra.readUInt16LE(at) === 1) return extra.subarray(at + 4, at + 4 + length);
    at += 4 + length;
  }
  return extra.subarray(0, 0);
}
