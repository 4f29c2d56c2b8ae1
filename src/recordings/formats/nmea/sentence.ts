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
  /** Seconds since 1970 when it was received, where its receiver wrote that in front of it or behind its checksum. */
  received: number | undefined;
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
  const tags = behindTime(bytes, start, end);
  const at = behindTags(bytes, tags, end);
  if (bytes[at] !== ascii.dollar && bytes[at] !== ascii.exclamation) return undefined;
  if (end - at > longestSentence) return undefined;
  // Not beyond the sentence: the window has thousands of others.
  const found = bytes.subarray(at, end).lastIndexOf(ascii.asterisk);
  const star = at + found;
  const bodyEnd = found < 0 ? end : star;
  if (bodyEnd !== end && !hasChecksum(bytes, at + 1, star, end)) return undefined;
  const [name = '', ...fields] = textOfBytes(bytes.subarray(at + 1, bodyEnd)).split(',', maxFields);
  if (!address.test(name)) return undefined;
  const received = receivedAt(bytes, { tags, at, behind: bodyEnd + checksumSize, end });
  return { address: name, type: name.startsWith('P') ? name : name.slice(2), fields, received };
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

/** `c` of the TAG block: seconds since 1970, or milliseconds (NMEA 0183 version 4). */
const tagTime = /[\\,]c:(\d{9,10})(\d{3})?[*,]/;
/** The last field behind the checksum of an AIS sentence: seconds since 1970 (USCG NAIS). */
const lastField = /,(\d{9,10})\s*$/;
/** The asterisk and two digits. */
const checksumSize = 3;

function receivedAt(
  bytes: Uint8Array,
  { tags, at, behind, end }: { tags: number; at: number; behind: number; end: number },
): number | undefined {
  const star = bytes.subarray(tags, at).lastIndexOf(ascii.asterisk);
  // A time of which a digit is damaged would be another one.
  if (star > 0 && hasChecksum(bytes, tags + 1, tags + star, at - 1)) {
    const [, seconds, ms = '0'] = tagTime.exec(latin1(bytes, tags, at)) ?? [];
    if (seconds !== undefined) return Number(seconds) + Number(ms) / 1000;
  }
  const seconds = end > behind ? lastField.exec(latin1(bytes, behind, end))?.[1] : undefined;
  return seconds === undefined ? undefined : Number(seconds);
}

/**
 * The exclusive or of all characters, in two hexadecimal digits. Networks of AIS receivers put fields of their own behind it (`,d-109,S2105,…`,
 * USCG NAIS), of which only the time is read.
 */
function hasChecksum(bytes: Uint8Array, start: number, star: number, end: number): boolean {
  let sum = 0;
  for (let at = start; at < star; at += 1) sum ^= bytes[at] as number;
  const said = latin1(bytes, star + 1, end);
  return /^[\dA-F]{2}(?:,|$)/i.test(said) && Number.parseInt(said.slice(0, 2), 16) === sum;
}
