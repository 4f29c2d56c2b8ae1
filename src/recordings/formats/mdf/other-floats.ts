/** IEEE 754-2008 binary16. */
export function float16(bits: number): number {
  const sign = bits & 0x8000 ? -1 : 1;
  const exponent = (bits >> 10) & 31;
  const fraction = bits & 1023;
  if (exponent === 0) return sign * fraction * 2 ** -24;
  if (exponent === 31) return fraction === 0 ? sign * Number.POSITIVE_INFINITY : Number.NaN;
  return sign * (1 + fraction / 1024) * 2 ** (exponent - 15);
}

/**
 * Numbers of the VAX (VAX Architecture Reference Manual, "Floating-point data types"): words of 16 bits, the most
 * significant first, each little-endian; the first bit of the fraction is not stored. An exponent of 0 is 0, or with
 * a sign no number.
 */
export function vaxF(view: DataView, at: number): number {
  return vax(view, at, { words: 2, exponentBits: 8 });
}

export function vaxD(view: DataView, at: number): number {
  return vax(view, at, { words: 4, exponentBits: 8 });
}

export function vaxG(view: DataView, at: number): number {
  return vax(view, at, { words: 4, exponentBits: 11 });
}

function vax(view: DataView, at: number, { words, exponentBits }: { words: number; exponentBits: number }) {
  const first = view.getUint16(at, true);
  const firstBits = 15 - exponentBits;
  const exponent = (first >> firstBits) & (2 ** exponentBits - 1);
  const negative = first >= 0x8000;
  if (exponent === 0) return negative ? Number.NaN : 0;
  let fraction = (first & (2 ** firstBits - 1)) / 2 ** firstBits;
  for (let word = 1; word < words; word += 1)
    fraction += view.getUint16(at + word * 2, true) / 2 ** (firstBits + word * 16);
  const value = (0.5 + fraction / 2) * 2 ** (exponent - 2 ** (exponentBits - 1));
  return negative ? -value : value;
}
