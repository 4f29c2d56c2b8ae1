import { ascii, latin1, textOfBytes } from '../text/ascii.ts';

/** NMEA 0183 allows 82 characters; receivers with many satellites and corrections write longer ones. */
const longestSentence = 1_000;
const maxFields = 64;
const longestTime = 40;
const timeBytes = new Set(Buffer.from('0123456789 \t.,:;-/+TZ[]()|'));
const begins = new Set<number>([ascii.dollar, ascii.exclamation, ascii.backslash]);

/** Talker and type of a sentence (`GN`, `RMC`), or of a manufacturer (`P`, `UBX`), and its fields. */
export interface Sentence {
  address: string;
  type: string;
  fields: string[];
}

/**
 * NMEA 0183: two characters for the talker, three for the type; `P`, the manufacturer and what it likes. CANboat's `n2kd` puts the
 * address of the sender on NMEA 2000, in hexadecimal, in the place of the talker.
 */
const address = /^(?:[A-Z]{2}[A-Z\d]{3}|[A-Z\d]{2}[A-Z][A-Z\d]{2}|P[A-Z\d]{3,20})$/;

/**
 * The sentence from `start` to `end`, with a TAG block in front or without; undefined if it is none or its checksum is
 * wrong.
 */
export function readSentence(bytes: Uint8Array, start: number, end: number): Sentence | undefined {
  const at = behindTags(bytes, behindTime(bytes, start, end), end);
  if (bytes[at] !== ascii.dollar && bytes[at] !== ascii.exclamation) return undefined;
  if (end - at > longestSentence) return undefined;
  // Not beyond the sentence: the window has thousands of others.
  const found = bytes.subarray(at, end).lastIndexOf(ascii.asterisk);
  const star = at + found;
  const bodyEnd = found < 0 ? end : star;
  if (bodyEnd !== end && !hasChecksum(bytes, at + 1, star, end)) return undefined;
  const [name = '', ...fields] = textOfBytes(bytes.subarray(at + 1, bodyEnd)).split(',', maxFields);
  if (!address.test(name)) return undefined;
  return { address: name, type: name.startsWith('P') ? name : name.slice(2), fields };
}

/** Digits and what stands between them, as programs put a time in front of each sentence; it is passed over. */
function behindTime(bytes: Uint8Array, start: number, end: number): number {
  const last = Math.min(end, start + longestTime);
  let at = start;
  while (at < last && timeBytes.has(bytes[at] as number)) at += 1;
  return begins.has(bytes[at] as number) ? at : start;
}

/** NMEA 0183 version 4, "TAG block": between backslashes. */
function behindTags(bytes: Uint8Array, start: number, end: number): number {
  if (bytes[start] !== ascii.backslash) return start;
  const close = bytes.subarray(start + 1, end).indexOf(ascii.backslash);
  return close < 0 ? end : start + 1 + close + 1;
}

/**
 * The exclusive or of all characters, in two hexadecimal digits. Networks of AIS receivers put fields of their own behind it (`,d-109,S2105,…`,
 * USCG NAIS), which are passed over.
 */
function hasChecksum(bytes: Uint8Array, start: number, star: number, end: number): boolean {
  let sum = 0;
  for (let at = start; at < star; at += 1) sum ^= bytes[at] as number;
  const said = latin1(bytes, star + 1, end);
  return /^[\dA-F]{2}(?:,|$)/i.test(said) && Number.parseInt(said.slice(0, 2), 16) === sum;
}
