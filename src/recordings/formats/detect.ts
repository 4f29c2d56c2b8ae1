import { startsWith } from '../bytes/file-head.ts';
import { readers } from './formats.ts';
import type { RecordingReader } from './recording-reader.ts';

export type Detection =
  | { reader: RecordingReader }
  /** `looksLike` completes "This looks like …"; absent if nothing is recognised. */
  | { reader: undefined; looksLike?: string };

const otherFormats: { looksLike: string; magic: number[] | string }[] = [
  { looksLike: 'a ROS bag of a version before 2.0', magic: '#ROSBAG V' },
  { looksLike: 'an MDF measurement file older than version 4', magic: 'MDF     ' },
  // Header of CANedge loggers' encrypted (MFE, MFM: type 0x11) and compressed (MFC: type 0x22) recordings.
  { looksLike: 'a CANedge recording that is encrypted or packed with heatshrink', magic: 'Generic File' },
];

/** Recognises the format by the first bytes, never by the name. */
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
