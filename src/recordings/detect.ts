import { readers } from './formats.ts';
import { type RecordingReader, startsWith } from './recording-reader.ts';

export type Detection =
  | { reader: RecordingReader }
  /** `looksLike` completes "This looks like …"; absent when nothing is recognised. */
  | { reader: undefined; looksLike?: string };

const otherFormats: { looksLike: string; magic: number[] | string }[] = [
  { looksLike: 'a ROS bag of a version before 2.0', magic: '#ROSBAG V' },
  { looksLike: 'an MDF measurement file older than version 4', magic: 'MDF     ' },
  // Header of CANedge loggers' encrypted (MFE, MFM: type 0x11) and packed (MFC: type 0x22) recordings.
  { looksLike: 'a CANedge recording that is encrypted or packed with heatshrink', magic: 'Generic File' },
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
  const reader = readers.find((each) => each.detects(head));
  if (reader) return { reader };
  const other = otherFormats.find(({ magic }) => startsWith(head, magic));
  if (other) return { reader: undefined, looksLike: other.looksLike };
  return { reader: undefined };
}

/** The sentence of the verdict `unknown_format`. */
export function describeUnknown({ looksLike }: { looksLike?: string }): string {
  return looksLike
    ? `This looks like ${looksLike}, which this version cannot read yet.`
    : 'The first bytes are those of no recording format that Argus knows.';
}
