import { ByteReader } from '../../bytes/byte-reader.ts';
import type { ByteSource } from '../../bytes/byte-source.ts';
import type { DamageLog } from '../../bytes/damage.ts';
import { findBytes } from '../../bytes/unpack/find-bytes.ts';
import { maxEntries } from './archive-content.ts';
import { extra64 } from './zip-directory.ts';
import { localHeaderBytes, localMagic, type ZipRecord } from './zip-record.ts';

/** A central directory begins so (APPNOTE.TXT 4.3.12). */
const directoryMagic = Buffer.from('PK\x01\x02');
/** 4.4.4: sizes and checksum follow the file. */
const sizesFollow = 8;

/**
 * The records of an archive without a readable central directory, from its local headers. A file whose size follows it
 * reaches to the next header. The archive is read from front to back.
 */
export async function scanLocalHeaders(
  source: ByteSource,
  damage: DamageLog,
  signal: AbortSignal | undefined,
): Promise<ZipRecord[]> {
  const records: ZipRecord[] = [];
  const reader = new ByteReader(source, signal);
  try {
    while (records.length <= maxEntries && (await reader.fill(localHeaderBytes))) {
      if (!localMagic.equals(reader.slice(0, 4))) {
        if (directoryMagic.equals(reader.slice(0, 4))) break;
        const start = reader.offset;
        reader.advance(1);
        await findBytes(reader, localMagic);
        damage.add('corrupt', start, reader.offset, 'no file of the archive begins where one should');
        continue;
      }
      records.push(await readLocal(reader));
    }
  } finally {
    await reader.close();
  }
  damage.add('truncated', reader.size, reader.size, 'the archive ends without its directory');
  return records;
}

async function readLocal(reader: ByteReader): Promise<ZipRecord> {
  const offset = reader.offset;
  const names = reader.u16(26) + reader.u16(28);
  await reader.fill(Math.min(reader.remaining, localHeaderBytes + names));
  const nameEnd = localHeaderBytes + reader.u16(26);
  const wide = extra64(Buffer.from(reader.slice(nameEnd, localHeaderBytes + names)));
  const isWide = reader.u32(18) === 0xffff_ffff && wide.byteLength >= 16;
  const record = {
    name: reader.slice(localHeaderBytes, nameEnd).slice(),
    flags: reader.u16(6),
    method: reader.u16(8),
    crc: reader.u32(14),
    packed: isWide ? Number(wide.readBigUInt64LE(8)) : reader.u32(18),
    size: isWide ? Number(wide.readBigUInt64LE(0)) : reader.u32(22),
    offset,
  };
  reader.advance(Math.min(reader.available, localHeaderBytes + names));
  if ((record.flags & sizesFollow) === 0 || record.packed > 0) {
    await reader.skip(record.packed);
    return record;
  }
  const start = reader.offset;
  await findBytes(reader, localMagic);
  return { ...record, packed: reader.offset - start, size: undefined, crc: undefined };
}
