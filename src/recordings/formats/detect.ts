import { readers } from './formats.ts';
import type { OtherFormat } from './other-format.ts';
import { otherFormats } from './other-formats.ts';
import type { RecordingReader } from './recording-reader.ts';

/** `other`: what it is, if it is recognised though not read. */
export type Detection = { reader: RecordingReader } | { reader: undefined; other?: OtherFormat };

/** Recognises the format by the first bytes, never by the name. */
export function detectFormat(head: Uint8Array): Detection {
  const reader = readers.find((each) => each.detects(head));
  if (reader) return { reader };
  const other = otherFormats.find(({ detects }) => detects(head));
  return other ? { reader: undefined, other } : { reader: undefined };
}

/** The sentences of the verdict `unknown_format`, or of `encrypted`. */
export function describeUnknown({ other }: { other?: OtherFormat }): string {
  if (!other) return 'The first bytes are those of no recording format that Argus knows.';
  const { looksLike, why = 'this version cannot read yet', advice } = other;
  return `This looks like ${looksLike}, which ${why}. ${advice}`;
}
