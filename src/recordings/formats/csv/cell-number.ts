import { ascii, textOfBytes } from '../text/ascii.ts';

const signs = { plus: 0x2b, comma: ascii.comma, e: 0x65, E: 0x45 } as const;
/** Digits of which every number is exact in a double. */
const exactDigits = 15;
const powers = Array.from({ length: exactDigits + 1 }, (_, power) => 10 ** power);

/**
 * The number from `start` to `end` with `point` as its decimal sign, NaN if it is none; correctly rounded. Most cells
 * of a table are read here, so that only the rare long ones become strings.
 */
export function cellNumber(bytes: Uint8Array, start: number, end: number, point: number): number {
  const negative = bytes[start] === ascii.hyphen;
  const first = negative || bytes[start] === signs.plus ? start + 1 : start;
  const whole = digitsEnd(bytes, first, end);
  const hasPoint = whole < end && bytes[whole] === point;
  const last = hasPoint ? digitsEnd(bytes, whole + 1, end) : whole;
  const places = hasPoint ? last - whole - 1 : 0;
  const digits = whole - first + places;
  if (digits === 0) return Number.NaN;
  if (last < end) return maySlow(bytes[last], point) ? slowNumber(bytes, start, end, point) : Number.NaN;
  if (digits > exactDigits) return slowNumber(bytes, start, end, point);
  let mantissa = 0;
  for (let at = first; at < last; at += 1) {
    if (at !== whole) mantissa = mantissa * 10 + ((bytes[at] as number) - ascii.zero);
  }
  const value = mantissa / (powers[places] as number);
  return negative ? -value : value;
}

function digitsEnd(bytes: Uint8Array, start: number, end: number): number {
  let at = start;
  while (at < end && (bytes[at] as number) >= ascii.zero && (bytes[at] as number) <= ascii.nine) at += 1;
  return at;
}

/** An exponent, or what may separate thousands: the other sign, an apostrophe, or the first byte of a no-break space. */
function maySlow(byte: number | undefined, point: number): boolean {
  if (byte === signs.e || byte === signs.E || byte === 0x27 || (byte ?? 0) > 0x7f) return true;
  return byte === (point === signs.comma ? ascii.point : signs.comma);
}

const grouped = {
  comma: /^[+-]?[1-9]\d{0,2}(?:(?:\.\d{3})+|(?:['’\u00a0\u202f]\d{3})+)(?:,\d*)?$/,
  point: /^[+-]?[1-9]\d{0,2}(?:(?:,\d{3})+|(?:['’\u00a0\u202f]\d{3})+)(?:\.\d*)?$/,
};

function slowNumber(bytes: Uint8Array, start: number, end: number, point: number): number {
  if (end - start > 400) return Number.NaN;
  const text = textOfBytes(bytes.subarray(start, end));
  if (point === signs.comma && grouped.comma.test(text))
    return Number(text.replace(/[.'’\u00a0\u202f]/g, '').replace(',', '.'));
  if (point !== signs.comma && grouped.point.test(text))
    return Number(text.replace(/[,'’\u00a0\u202f]/g, ''));
  const plain = point === signs.comma ? text.replace(',', '.') : text;
  return /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i.test(plain) ? Number(plain) : Number.NaN;
}
