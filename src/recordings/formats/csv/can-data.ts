/**
 * Writes the data bytes of a cell into `target`: pairs of hexadecimal digits, with or without blanks between them, decimal
 * numbers in brackets (arrays of NumPy), or Base64. Returns how many there are; -1 if they are none, or too many.
 */
export function dataBytes(text: string, isBase64: boolean, target: Uint8Array): number {
  const trimmed = text.trim();
  if (isBase64) {
    if (!/^[A-Za-z\d+/]*={0,2}$/.test(trimmed)) return -1;
    const bytes = Buffer.from(trimmed, 'base64');
    if (bytes.byteLength > target.length) return -1;
    target.set(bytes);
    return bytes.byteLength;
  }
  if (trimmed.startsWith('[')) return arrayBytes(trimmed, target);
  const digits = trimmed.replace(/0x/gi, '').replace(/[\s,;:._-]+/g, '');
  if (digits.length % 2 !== 0 || digits.length > target.length * 2 || !/^[\da-f]*$/i.test(digits)) return -1;
  for (let at = 0; at < digits.length; at += 2)
    target[at / 2] = Number.parseInt(digits.slice(at, at + 2), 16);
  return digits.length / 2;
}

function arrayBytes(text: string, target: Uint8Array): number {
  const inside = /^\[([\d\s]*)\]$/.exec(text)?.[1];
  const numbers = inside?.split(/\s+/).filter((part) => part !== '');
  if (!numbers || numbers.length > target.length || numbers.some((number) => Number(number) > 255)) return -1;
  target.set(numbers.map(Number));
  return numbers.length;
}
