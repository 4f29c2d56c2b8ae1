import { crc32, deflateRawSync } from 'node:zlib';

export interface ZipFile {
  name: string;
  content: Uint8Array;
  /** Set the flag of a password; the content stays as it is. */
  isEncrypted?: boolean;
  /** Another method than `packed` stands for. */
  method?: number;
}

export interface ZipOptions {
  packed?: boolean;
  /** Sizes and checksum behind each file, as written to a stream. */
  sizesFollow?: boolean;
}

/** Writes a ZIP archive (APPNOTE.TXT 6.3.10). */
export function writeZip(
  files: readonly ZipFile[],
  { packed = true, sizesFollow = false }: ZipOptions = {},
): Uint8Array {
  const parts: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const { name, content, isEncrypted = false, method = packed ? 8 : 0 } of files) {
    const data = packed ? deflateRawSync(content) : Buffer.from(content);
    const sizes = [crc32(content), data.byteLength, content.byteLength];
    const flags = (isEncrypted ? 1 : 0) | (sizesFollow ? 8 : 0);
    const label = Buffer.from(name);
    const local = Buffer.concat([
      Buffer.from('PK\x03\x04'),
      shorts(20, flags, method, 0, 0),
      words(...(sizesFollow ? [0, 0, 0] : sizes)),
      shorts(label.byteLength, 0),
      label,
      data,
      ...(sizesFollow ? [Buffer.from('PK\x07\x08'), words(...sizes)] : []),
    ]);
    directory.push(
      Buffer.concat([
        Buffer.from('PK\x01\x02'),
        shorts(20, 20, flags, method, 0, 0),
        words(...sizes),
        shorts(label.byteLength, 0, 0, 0, 0),
        words(0, offset),
        label,
      ]),
    );
    parts.push(local);
    offset += local.byteLength;
  }
  const records = Buffer.concat(directory);
  const end = [
    Buffer.from('PK\x05\x06'),
    shorts(0, 0, files.length, files.length),
    words(records.byteLength, offset),
    shorts(0),
  ];
  return Buffer.concat([...parts, records, ...end]);
}

function shorts(...values: number[]): Buffer {
  const bytes = Buffer.alloc(values.length * 2);
  for (const [index, value] of values.entries()) bytes.writeUInt16LE(value, index * 2);
  return bytes;
}

function words(...values: number[]): Buffer {
  const bytes = Buffer.alloc(values.length * 4);
  for (const [index, value] of values.entries()) bytes.writeUInt32LE(value, index * 4);
  return bytes;
}
