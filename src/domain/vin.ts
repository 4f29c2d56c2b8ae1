/** ISO 3779: 17 characters without I, O and Q. */
export function isVin(text: string): boolean {
  return /^[A-HJ-NPR-Z0-9]{17}$/.test(text);
}

/**
 * 49 CFR 565.15, tables IV and V: the value of each letter and the weight of each position; the check digit is in the
 * ninth position.
 */
const letterValues: Record<string, number> = {
  A: 1,
  B: 2,
  C: 3,
  D: 4,
  E: 5,
  F: 6,
  G: 7,
  H: 8,
  J: 1,
  K: 2,
  L: 3,
  M: 4,
  N: 5,
  P: 7,
  R: 9,
  S: 2,
  T: 3,
  U: 4,
  V: 5,
  W: 6,
  X: 7,
  Y: 8,
  Z: 9,
};
const weights = [8, 7, 6, 5, 4, 3, 2, 10, 0, 9, 8, 7, 6, 5, 4, 3, 2];
const checkPosition = 8;

/** The first character of vehicles made in North America (49 CFR 565), and in China (GB 16735). */
const hasCheckDigit = /^[1-5L]/;

/**
 * The check digit that a VIN should have if it has another; undefined if it is right, or if vehicles of that region
 * have none.
 */
export function wantedCheckDigit(vin: string): string | undefined {
  if (!isVin(vin) || !hasCheckDigit.test(vin)) return undefined;
  const sum = weights.reduce((total, weight, index) => {
    const character = vin[index] ?? '';
    return total + weight * (letterValues[character] ?? Number(character));
  }, 0);
  const digit = sum % 11 === 10 ? 'X' : `${sum % 11}`;
  return digit === vin[checkPosition] ? undefined : digit;
}
