import { inflateSync } from 'node:zlib';

/** Sizes of WOFF 1.0, sections 3 and 4, and of OpenType 1.9, "Table Directory". */
const woff = { signature: 0x774f4646, header: 44, entry: 20 } as const;
const sfnt = { header: 12, record: 16 } as const;

/**
 * The OpenType font inside of a WOFF 1.0 file (W3C Recommendation of 2012): the same tables, each packed with zlib.
 * @throws Error when it is not one; the files come with Argus, so that is a mistake in its installation.
 */
export function unpackWoff(file: Buffer): Buffer {
  if (file.readUInt32BE(0) !== woff.signature) throw new Error('not a WOFF 1.0 font');
  const entries = Array.from({ length: file.readUInt16BE(12) }, (_, i) => woff.header + i * woff.entry);
  const count = entries.length;
  const tables = entries.map((at) => {
    const [tag, offset, packed, length, checksum] = [0, 4, 8, 12, 16].map((by) => file.readUInt32BE(at + by));
    const bytes = file.subarray(offset ?? 0, (offset ?? 0) + (packed ?? 0));
    return {
      tag,
      checksum,
      bytes: packed === length ? bytes : inflateSync(bytes, { maxOutputLength: length }),
    };
  });
  const head = Buffer.alloc(sfnt.header + count * sfnt.record);
  file.copy(head, 0, 4, 8);
  // The search range of the directory, which old readers need: the largest power of two within the count.
  const power = Math.floor(Math.log2(count));
  head.writeUInt16BE(count, 4);
  head.writeUInt16BE(2 ** power * sfnt.record, 6);
  head.writeUInt16BE(power, 8);
  head.writeUInt16BE((count - 2 ** power) * sfnt.record, 10);
  const parts: Buffer[] = [head];
  let end = head.length;
  tables.forEach(({ tag, checksum, bytes }, i) => {
    const at = sfnt.header + i * sfnt.record;
    [tag, checksum, end, bytes.length].forEach((value, by) => {
      head.writeUInt32BE(value ?? 0, at + by * 4);
    });
    // Tables begin at multiples of four bytes.
    parts.push(bytes, Buffer.alloc(-bytes.length & 3));
    end += (bytes.length + 3) & ~3;
  });
  return Buffer.concat(parts);
}
