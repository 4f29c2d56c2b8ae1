/**
 * NMEA 2000: how many of the largest values of a field are indicators: the largest is "not available", the one below "out
 * of range", the third reserved. Cassidy, "NMEA 2000 Explained" (1999), as CANboat applies it to every width.
 */
function indicators(bits: number): number {
  if (bits >= 8) return 3;
  if (bits >= 4) return 2;
  return bits >= 2 ? 1 : 0;
}

/** The first raw value of a field of so many bits (two's complement if `signed`) that is no figure. */
export function firstIndicator(bits: number, signed: boolean): number {
  return 2 ** (signed ? bits - 1 : bits) - indicators(bits);
}

/** The raw value of whole bytes, least significant first; undefined when it is an indicator. */
export function nmeaValue(data: Uint8Array, at: number, bytes: number, signed: boolean): number | undefined {
  let raw = 0;
  for (let i = bytes - 1; i >= 0; i -= 1) raw = raw * 256 + (data[at + i] as number);
  const bits = bytes * 8;
  if (signed && raw >= 2 ** (bits - 1)) return raw - 2 ** bits;
  return raw >= firstIndicator(bits, signed) ? undefined : raw;
}
