/** CRC-32 (IEEE 802.3) of two concatenated pieces, from the checksums of both and the length of the second. */
export function combineCrc32(first: number, second: number, secondBytes: number): number {
  return (multiply(shiftByBytes(secondBytes), first) ^ second) >>> 0;
}

/** The polynomial, lowest power in the highest bit. */
const polynomial = 0xedb88320;

/** Product of two polynomials over GF(2), modulo that of the CRC. */
function multiply(a: number, b: number): number {
  let product = 0;
  let shifted = b;
  for (let bit = 31; bit >= 0; bit -= 1) {
    if ((a >>> bit) & 1) product ^= shifted;
    shifted = shifted & 1 ? (shifted >>> 1) ^ polynomial : shifted >>> 1;
  }
  return product >>> 0;
}

/** x^(2^n) for n from 0: the factor of a shift by that many bits. The sequence repeats after 32. */
const shifts: number[] = [1 << 30];
for (let n = 1; n < 32; n += 1) shifts.push(multiply(shifts[n - 1] as number, shifts[n - 1] as number));

/** x^(8 · bytes): the factor of a shift by that many bytes. */
function shiftByBytes(bytes: number): number {
  let power = 0x80000000;
  let left = bytes;
  for (let n = 3; left > 0; n += 1) {
    if (left % 2 === 1) power = multiply(shifts[n % 32] as number, power);
    left = Math.floor(left / 2);
  }
  return power;
}
