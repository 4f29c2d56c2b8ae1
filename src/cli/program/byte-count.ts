import { InvalidArgumentError } from '@commander-js/extra-typings';

const factors: Readonly<Record<string, number>> = { '': 1, k: 1024, m: 1024 ** 2, g: 1024 ** 3 };

/** Bytes, or with k, M or G as `curl --limit-rate` takes them: multiples of 1,024. */
export function byteCount(text: string): number {
  const [, digits, unit = ''] = /^(\d{1,9}(?:\.\d{1,3})?)([kmg]?)$/i.exec(text) ?? [];
  const bytes = Math.floor(Number(digits) * (factors[unit.toLowerCase()] ?? 1));
  if (bytes >= 1) return bytes;
  throw new InvalidArgumentError('Give bytes, as 500k or 2M.');
}
