import type { ByteSource } from '../../bytes/byte-source.ts';
import { DamageLog } from '../../bytes/damage.ts';
import { startsWith } from '../../bytes/file-head.ts';
import { rangeSource } from '../../bytes/sources/range-source.ts';
import { readRange } from '../../bytes/sources/read-range.ts';
import { deflateOf } from '../../bytes/unpack/deflate.ts';
import type { Packing } from '../../bytes/unpack/packing.ts';
import { packings } from '../../bytes/unpack/packings.ts';
import { type Unpacking, unpackingSource } from '../../bytes/unpack/unpacking-source.ts';
import { textOfBytes } from '../text/ascii.ts';
import { type ArchiveContent, type ArchiveEntry, maxEntries } from './archive-content.ts';
import { readDirectory } from './zip-directory.ts';
import { localHeaderBytes, localMagic, type ZipRecord } from './zip-record.ts';
import { scanLocalHeaders } from './zip-scan.ts';

/** APPNOTE.TXT 4.4.4 and 4.4.5. */
const encryptedFlag = 1;
const methods: Record<number, string> = { 0: 'stored', 8: 'deflate', 12: 'bzip2', 93: 'zstd' };
const aesMethod = 99;

/**
 * The files of a ZIP archive from its central directory; without one, as in an archive that was cut, from the headers
 * in front of the files. Throws `SourceError`.
 */
export async function readZip(source: ByteSource, signal: AbortSignal | undefined): Promise<ArchiveContent> {
  const damage = new DamageLog();
  const records = (await readDirectory(source, signal)) ?? (await scanLocalHeaders(source, damage, signal));
  const files = records.filter(({ name }) => name.at(-1) !== 0x2f);
  const entries = files.slice(0, maxEntries).map((record) => entryOf(source, record));
  return { format: 'zip', entries, more: files.length > maxEntries, damage };
}

function entryOf(source: ByteSource, record: ZipRecord): ArchiveEntry {
  const { name, size, packed, offset } = record;
  const problem = problemOf(record);
  return {
    name: textOfBytes(name),
    size: size ?? packed,
    offset,
    ...(problem && { problem }),
    open: (signal) => openMember(source, record, signal),
  };
}

function problemOf({ flags, method }: ZipRecord): ArchiveEntry['problem'] {
  if ((flags & encryptedFlag) !== 0 || method === aesMethod) {
    return { code: 'encrypted', what: 'is protected by a password' };
  }
  return methods[method] === undefined
    ? { code: 'unsupported', what: `is packed with method ${method} of ZIP, which is not supported` }
    : undefined;
}

/** Of a file whose local header is damaged, which says where the file begins. */
const broken: Packing = {
  name: 'deflate',
  detects: () => false,
  async *unpack(reader, damaged) {
    damaged('corrupt', 0, reader.size, 'its header in the archive is damaged');
    yield* [];
  },
};

async function openMember(
  source: ByteSource,
  record: ZipRecord,
  signal: AbortSignal | undefined,
): Promise<{ source: ByteSource; unpackings: Unpacking[] }> {
  const { offset, packed, method, size, crc } = record;
  const header = await readRange(source, offset, offset + localHeaderBytes, signal);
  if (!startsWith(header, localMagic)) {
    const unpacking = unpackingSource(
      rangeSource(source, offset, Math.min(source.size, offset + packed)),
      broken,
      signal,
    );
    return { source: unpacking.source, unpackings: [unpacking] };
  }
  const view = new DataView(header.buffer);
  const names =
    header.byteLength < localHeaderBytes ? 0 : view.getUint16(26, true) + view.getUint16(28, true);
  const data = Math.min(source.size, offset + localHeaderBytes + names);
  const range = rangeSource(source, data, Math.min(source.size, data + packed));
  const name = methods[method];
  if (name === 'stored') return { source: range, unpackings: [] };
  const packing =
    name === 'deflate'
      ? deflateOf({ ...(size !== undefined && { size }), ...(crc !== undefined && { crc }) })
      : packings.find((each) => each.name === name);
  if (!packing) return { source: range, unpackings: [] };
  const unpacking = unpackingSource(range, packing, signal);
  return { source: unpacking.source, unpackings: [unpacking] };
}
