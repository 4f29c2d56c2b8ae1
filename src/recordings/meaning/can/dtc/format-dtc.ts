const systems = ['P', 'C', 'B', 'U'];

/** SAE J2012, 4: two bytes of a trouble code as `P0301`: letter, digit 0 to 3, three hexadecimal digits. */
export function formatDtc(high: number, low: number): string {
  const digits = (((high & 0x3f) << 8) | low).toString(16).toUpperCase().padStart(4, '0');
  return `${systems[high >> 6]}${digits}`;
}

/** SAE J2012-DA, three bytes: the code and its failure type byte, `U0100-87`. */
export function formatDtcWithType(high: number, middle: number, failureType: number): string {
  return `${formatDtc(high, middle)}-${failureType.toString(16).toUpperCase().padStart(2, '0')}`;
}
