import type { ByteSource } from '../../bytes/byte-source.ts';
import { DamageLog } from '../../bytes/damage.ts';
import { rangeSource } from '../../bytes/sources/range-source.ts';
import { readRange } from '../../bytes/sources/read-range.ts';
import { latin1, textOfBytes } from '../text/ascii.ts';
import { type ArchiveContent, type ArchiveEntry, maxEntries } from './archive-content.ts';

/** POSIX.1-1988 and later, "ustar Interchange Format". */
const blockBytes = 512;
const fields = { name: [0, 100], size: [124, 136], sum: [148, 156], prefix: [345, 500] } as const;
const typeAt = 156;
const types = { file: ['0', '\0', '7'], longName: 'L', pax: 'x', global: 'g' } as const;

/** Longer names and pax headers are not read. */
const maxExtension = 64 * 1024;
/** Bytes looked through for the next header behind damage. */
const searchBytes = 1 << 20;

interface Header {
  name: string;
  size: number;
  type: string;
}

/** The files of a tar archive; behind a damaged header it goes on with the next one. Throws `SourceError`. */
export async function readTar(source: ByteSource, signal: AbortSignal | undefined): Promise<ArchiveContent> {
  const content: ArchiveContent = { format: 'tar', entries: [], more: false, damage: new DamageLog() };
  let at = 0;
  let longName = '';
  while (at + blockBytes <= source.size) {
    const block = await readRange(source, at, at + blockBytes, signal);
    if (block.every((byte) => byte === 0)) return content;
    const header = headerOf(block);
    if (!header) {
      const next = await nextHeader(source, at + blockBytes, signal);
      content.damage.add('corrupt', at, next, 'a header of the archive is damaged');
      at = next;
      continue;
    }
    const data = at + blockBytes;
    const end = data + header.size;
    if (header.type === types.longName || header.type === types.pax) {
      longName = (await extendedName(source, header, data, signal)) || longName;
    } else {
      const entry = entryOf(source, { ...header, name: longName || header.name }, at);
      longName = '';
      if (content.entries.length >= maxEntries) return { ...content, more: true };
      if (entry) content.entries.push(entry);
    }
    at = data + Math.ceil(header.size / blockBytes) * blockBytes;
    if (end > source.size)
      content.damage.add('truncated', source.size, source.size, 'the archive ends in the middle of a file');
  }
  return content;
}

function entryOf(source: ByteSource, { name, size, type }: Header, at: number): ArchiveEntry | undefined {
  if (!(types.file as readonly string[]).includes(type) || name.endsWith('/')) return undefined;
  const data = at + blockBytes;
  const range = rangeSource(source, data, Math.min(source.size, data + size));
  return { name, size, offset: at, open: async () => ({ source: range, unpackings: [] }) };
}

function headerOf(block: Uint8Array): Header | undefined {
  const stated = octal(block, fields.sum);
  let sum = 0;
  for (const [index, byte] of block.entries())
    sum += index >= fields.sum[0] && index < fields.sum[1] ? 0x20 : byte;
  if (stated !== sum) return undefined;
  const size = sizeOf(block);
  if (!(size >= 0)) return undefined;
  const prefix = latin1(block, 257, 262) === 'ustar' ? text(block, fields.prefix) : '';
  const name = text(block, fields.name);
  return {
    name: prefix === '' ? name : `${prefix}/${name}`,
    size,
    type: String.fromCharCode(block[typeAt] as number),
  };
}

/** GNU writes sizes from 8 GiB on in binary, with the highest bit set. */
function sizeOf(block: Uint8Array): number {
  const [from, to] = fields.size;
  if (((block[from] as number) & 0x80) === 0) return octal(block, fields.size);
  return block.subarray(from + 1, to).reduce((value, byte) => value * 256 + byte, 0);
}

function octal(block: Uint8Array, field: readonly [number, number]): number {
  const digits = text(block, field).trim();
  return /^[0-7]+$/.test(digits) ? Number.parseInt(digits, 8) : Number.NaN;
}

function text(block: Uint8Array, [from, to]: readonly [number, number]): string {
  const end = block.indexOf(0, from);
  return textOfBytes(block.subarray(from, end < 0 || end > to ? to : end));
}

/** The name of the next entry: of GNU's long name, or of the record `path` of a pax header. */
async function extendedName(
  source: ByteSource,
  { size, type }: Header,
  data: number,
  signal: AbortSignal | undefined,
): Promise<string> {
  if (size > maxExtension) return '';
  const content = textOfBytes(await readRange(source, data, data + size, signal));
  return type === types.longName
    ? content.replace(/\0.*$/s, '')
    : (/^\d+ path=(.*)$/m.exec(content)?.[1] ?? '');
}

async function nextHeader(
  source: ByteSource,
  from: number,
  signal: AbortSignal | undefined,
): Promise<number> {
  for (let at = from; at < source.size; at += searchBytes) {
    const bytes = await readRange(source, at, at + searchBytes, signal);
    for (let block = 0; block + blockBytes <= bytes.byteLength; block += blockBytes) {
      const found = headerOf(bytes.subarray(block, block + blockBytes));
      if (found) return at + block;
    }
  }
  return source.size;
}
