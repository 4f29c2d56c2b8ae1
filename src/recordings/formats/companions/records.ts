import { isTimeName } from '../tables/time-units.ts';
import type { Companion } from './companion-reader.ts';
import { plainTextOf } from './plain-lines.ts';

const message =
  'This is a JSON document of records with times, which is not read as it is. Write each record on a line of its own (JSON Lines; with pandas to_json(orient="records", lines=True)), and upload that.';

/** A list of a few things with times is one of remarks or events. */
const leastRecords = 10;

/** Records with a time in one JSON document, as `pandas`, `polars` and databases export tables: no companion, though it begins like one. */
export const jsonRecords: Companion = {
  kind: 'json',
  readsBeginning: true,
  detects(head) {
    const text = plainTextOf(head.map((byte) => (byte > 0x7f ? 0x3f : byte))) ?? '';
    // A list of objects, an object of lists, or an object of objects that are numbered from 0.
    if (/^\s*\[\s*\{/.test(text)) return timeKeys(text, ':\\s*["\\d]').length >= leastRecords;
    return /^\s*\{/.test(text) && timeKeys(text, ':\\s*(?:\\[\\s*["\\d]|\\{\\s*"0"\\s*:)').length > 0;
  },
  read: () => ({
    verdict: {
      code: 'unsupported',
      message,
      salvaged_messages: 0,
    },
  }),
};

/** Names of fields that hold times, by what stands behind them. */
function timeKeys(text: string, behind: string): string[] {
  const found = text.matchAll(new RegExp(`"(\\w{1,64})"\\s*${behind}`, 'g'));
  return [...found].flatMap(([, name = '']) => (isTimeName(name) ? [name] : []));
}
