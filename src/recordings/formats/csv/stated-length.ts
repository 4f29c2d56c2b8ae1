import { fdLengths } from '../../meaning/can/fd-lengths.ts';
import { dataBytes } from './can-data.ts';

/** Data bytes of a classic frame, whose data length code may be up to 15 (ISO 11898-1:2015, 8.4.2.4). */
const longestClassic = 8;

/** Whether `length` bytes are fewer than `said`, the length or the data length code in the row. */
export function isCutShort(length: number, said: number): boolean {
  if (!(said >= 0) || length >= said) return false;
  return length !== longestClassic || !(said < fdLengths.length);
}

/**
 * Whether the column `length` says how many bytes are in the column `data`: it is called a data length code, or half of the first
 * rows have as many. A column of another meaning (bits, the size of a packet) says nothing of them.
 */
export function statesLength(
  rows: readonly (readonly string[])[],
  names: readonly string[],
  { length, data, isBase64 }: { length: number; data: number; isBase64: boolean },
): boolean {
  if (length < 0 || data < 0) return false;
  if (/dlc|code/i.test(names[length] ?? '')) return true;
  const target = new Uint8Array(64);
  const agreeing = rows.filter((row) => {
    const said = Number(row[length] || Number.NaN);
    const there = dataBytes(row[data] ?? '', isBase64, target);
    return there === said || there === fdLengths[said];
  });
  return agreeing.length * 2 >= rows.length;
}
