/** What stands behind a backslash in a `bytes` literal of Python (Language Reference, 2.4.1). */
const escapes: Record<string, number> = {
  t: 9,
  n: 10,
  r: 13,
  a: 7,
  b: 8,
  f: 12,
  v: 11,
  '\\': 0x5c,
  "'": 0x27,
  '"': 0x22,
};

const bytesLiteral = /^(?:bytearray\()?b(['"])(.*)\1\)?$/s;
const numberList = /^(?:bytearray\(|bytes\()?[[(]([\d\s,xa-f]*)[\])]\)?$/i;

/**
 * Writes the data bytes of a cell into `target`: pairs of hexadecimal digits, with or without blanks between them, Base64,
 * or what Python shows of bytes and lists of numbers (`b'\\x01a'`, `bytearray(b'')`, `[1, 255]`, and `[1 255]` of NumPy). Returns how many there are; -1 if
 * they are none, or too many.
 */
export function dataBytes(text: string, isBase64: boolean, target: Uint8Array): number {
  const trimmed = text.trim();
  if (isBase64) {
    if (!/^[A-Za-z\d+/]*={0,2}$/.test(trimmed)) return -1;
    return copied(Buffer.from(trimmed, 'base64'), target);
  }
  const literal = bytesLiteral.exec(trimmed)?.[2];
  if (literal !== undefined) return copied(bytesOfLiteral(literal), target);
  const list = numberList.exec(trimmed)?.[1];
  if (list !== undefined) return copied(numbersOfList(list), target);
  const digits = trimmed.replace(/0x/gi, '').replace(/[\s,;:._-]+/g, '');
  if (digits.length % 2 !== 0 || digits.length > target.length * 2 || !/^[\da-f]*$/i.test(digits)) return -1;
  for (let at = 0; at < digits.length; at += 2)
    target[at / 2] = Number.parseInt(digits.slice(at, at + 2), 16);
  return digits.length / 2;
}

function copied(bytes: ArrayLike<number> | undefined, target: Uint8Array): number {
  if (!bytes || bytes.length > target.length) return -1;
  target.set(bytes);
  return bytes.length;
}

function bytesOfLiteral(text: string): number[] | undefined {
  const parts = text.match(/\\x[\da-f]{2}|\\[^x]|[\x20-\x5b\x5d-\x7e]/gi) ?? [];
  const bytes = parts.map((part) => {
    if (part.length === 1) return part.charCodeAt(0);
    return part.length === 4 ? Number.parseInt(part.slice(2), 16) : (escapes[part.slice(1)] ?? -1);
  });
  return parts.join('') === text && !bytes.includes(-1) ? bytes : undefined;
}

/** Decimal, as Python shows them, or with `0x`. */
function numbersOfList(text: string): number[] | undefined {
  const parts =
    text.trim() === ''
      ? []
      : text
          .trim()
          .replace(/,$/, '')
          .split(/[\s,]+/);
  const isByte = (part: string) => /^(?:\d{1,3}|0x[\da-f]{1,2})$/i.test(part) && Number(part) <= 255;
  return parts.every(isByte) ? parts.map(Number) : undefined;
}
