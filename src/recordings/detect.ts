import type { RecordingFormat } from './file-summary.ts';

/** How many bytes from the start tell the format. */
export const detectionBytes = 64;

export type Detection =
  | { readable: true; format: Exclude<RecordingFormat, 'unknown'> }
  /** `looksLike` completes "This looks like …"; absent when nothing is recognised. */
  | { readable: false; looksLike?: string };

const readableFormats: { format: Exclude<RecordingFormat, 'unknown'>; magic: number[] }[] = [
  { format: 'mcap', magic: [0x89, 0x4d, 0x43, 0x41, 0x50, 0x30, 0x0d, 0x0a] },
  { format: 'ulog', magic: [0x55, 0x4c, 0x6f, 0x67, 0x01, 0x12, 0x35] },
];

const otherFormats: { looksLike: string; magic: number[] | string }[] = [
  { looksLike: 'a ROS 1 bag', magic: '#ROSBAG V' },
  { looksLike: 'a ROS 2 bag in SQLite', magic: 'SQLite format 3\0' },
  { looksLike: 'an MDF4 measurement file', magic: 'MDF     ' },
  { looksLike: 'an unfinalised MDF4 measurement file', magic: 'UnFinMF ' },
  { looksLike: 'a Vector BLF trace', magic: 'LOGG' },
  { looksLike: 'a PEAK TRC trace', magic: ';$FILEVERSION' },
  { looksLike: 'a file packed with gzip', magic: [0x1f, 0x8b] },
  { looksLike: 'a file packed with zstd', magic: [0x28, 0xb5, 0x2f, 0xfd] },
  { looksLike: 'a file packed with lz4', magic: [0x04, 0x22, 0x4d, 0x18] },
  { looksLike: 'a file packed with bzip2', magic: 'BZh' },
  { looksLike: 'a file packed with xz', magic: [0xfd, 0x37, 0x7a, 0x58, 0x5a, 0x00] },
  { looksLike: 'a ZIP archive', magic: [0x50, 0x4b, 0x03, 0x04] },
  { looksLike: 'a 7-Zip archive', magic: [0x37, 0x7a, 0xbc, 0xaf, 0x27, 0x1c] },
];

/** Tells the format by the first bytes, never by the name. */
export function detectFormat(head: Uint8Array): Detection {
  for (const { format, magic } of readableFormats)
    if (startsWith(head, magic)) return { readable: true, format };
  for (const { looksLike, magic } of otherFormats) {
    if (startsWith(head, typeof magic === 'string' ? Buffer.from(magic, 'latin1') : magic)) {
      return { readable: false, looksLike };
    }
  }
  if (isCandump(head)) return { readable: false, looksLike: 'a candump trace' };
  if (isAsc(head)) return { readable: false, looksLike: 'a Vector ASC trace' };
  return { readable: false };
}

/** The sentence of the verdict `unknown_format`. */
export function describeUnknown({ looksLike }: { looksLike?: string }): string {
  return looksLike
    ? `This looks like ${looksLike}, which this version cannot read yet.`
    : 'The first bytes are those of no recording format that Argus knows.';
}

function startsWith(head: Uint8Array, magic: ArrayLike<number>): boolean {
  for (let i = 0; i < magic.length; i += 1) if (head[i] !== magic[i]) return false;
  return true;
}

/** `(1436509052.249713) vcan0 044#2A366C2BBA` */
function isCandump(head: Uint8Array): boolean {
  return /^\(\d+\.\d+\) \S+ [0-9A-F]+#/.test(Buffer.from(head).toString('latin1'));
}

/** `date Mon Nov 24 …`, after which comes `base hex`. */
function isAsc(head: Uint8Array): boolean {
  return /^date \w{3} \w{3} /.test(Buffer.from(head).toString('latin1'));
}
