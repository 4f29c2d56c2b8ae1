import { recordingKey } from '../recording-key.ts';
import type { SummarisedFile } from '../summarised-file.ts';
import { createBoundedMap } from './bounded-map.ts';
import { compareText } from './sighting.ts';

/** Files whose names differ only in one number, and the numbers in between that no file has. */
export interface NumberingHole {
  /** The name with `*` for the number. */
  pattern: string;
  files: number;
  /** The first missing numbers, at most `keptNumbers`, formatted as in the name. */
  missing: string[];
  missing_count: number;
  /** The file before the first missing number. */
  before: { file_id: string; file_name: string };
}

const held = 20_000;
const keptPatterns = 20;
const keptNumbers = 10;
/** With fewer files a missing number may be chance. */
const minFiles = 4;
/** If fewer than a quarter of the numbers occur, they do not count files. */
const mostSparse = 4;
/** Longer numbers are times or serial numbers, which do not count up by one. */
const numberInName = /^(.*?)(\d{1,5})(\D*)$/s;
/** `.db3` or `.mcap.zst`: a number in the extension does not count files. */
const extensions = /(\.[a-z][a-z0-9]{0,7}){0,2}$/i;

interface Numbered {
  pattern: string;
  digits: number;
  number: number;
  file_id: string;
  file_name: string;
}

export function createNumbering() {
  const files = createBoundedMap<Numbered>(held);
  return {
    add({ file_id, name }: SummarisedFile): void {
      const tail = name.slice(-200);
      const extension = extensions.exec(tail)?.[0] ?? '';
      const match = numberInName.exec(tail.slice(0, tail.length - extension.length));
      if (!match) return;
      const [, before = '', number = '', after = ''] = match;
      // The last digits of a longer number do not count files.
      if (/\d$/.test(before)) return;
      const numbered = {
        pattern: `${before}*${after}${extension}`,
        digits: number.startsWith('0') ? number.length : 0,
        number: Number(number),
        file_id,
        file_name: name,
      };
      files.put(
        `${name}\u0000${file_id}`,
        () => numbered,
        () => undefined,
      );
    },
    /** Those with the most missing numbers first. */
    finish(): NumberingHole[] {
      const all = files.values();
      const taken = new Set(all.map(({ number }) => number));
      return [...Map.groupBy(all, ({ pattern }) => pattern).values()]
        .flatMap((group) => holeIn(group, taken) ?? [])
        .sort((a, b) => b.missing_count - a.missing_count || compareText(a.pattern, b.pattern))
        .slice(0, keptPatterns);
    },
  };
}

/**
 * A number that occurs in a differently named file was assigned to that file: one counter may number several kinds of
 * files.
 */
function holeIn(group: Numbered[], taken: ReadonlySet<number>): NumberingHole | undefined {
  if (group.length < minFiles) return undefined;
  const sorted = group.toSorted(
    (a, b) => a.number - b.number || compareText(recordingKey(a), recordingKey(b)),
  );
  const numbers = group.map(({ number }) => number);
  const range = Math.max(...numbers) - Math.min(...numbers) + 1;
  if (range > mostSparse * group.length) return undefined;
  const digits = Math.max(...group.map((one) => one.digits));
  const missing: string[] = [];
  let count = 0;
  let before: Numbered | undefined;
  sorted.forEach((one, i) => {
    const next = sorted[i + 1];
    for (let number = one.number + 1; next && number < next.number; number += 1) {
      if (taken.has(number)) continue;
      before ??= one;
      count += 1;
      if (missing.length < keptNumbers) missing.push(`${number}`.padStart(digits, '0'));
    }
  });
  if (!before) return undefined;
  return {
    pattern: before.pattern,
    files: group.length,
    missing,
    missing_count: count,
    before: { file_id: before.file_id, file_name: before.file_name },
  };
}
