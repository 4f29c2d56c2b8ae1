import { CsvError as ParserError, parse } from 'csv-parse/sync';
import { stringify } from 'csv-stringify/sync';

/** A record of a CSV file, with the line (from 1) on which it begins. */
export interface CsvRecord {
  line: number;
  fields: string[];
}

export class CsvError extends Error {
  override name = 'CsvError';
  readonly line: number;

  constructor(line: number, message: string) {
    super(message);
    this.line = line;
  }
}

/** Per record: several times the longest entry. The parser takes seconds for a record of many megabytes. */
const maxRecordKib = 256;

/** Per record; more than any export has columns. Empty fields do not count in `max_record_size`. */
const maxFields = 100;

/** Phrased to follow the name of what is wrong, the body. */
const sentences: Partial<Record<ParserError['code'], string>> = {
  CSV_QUOTE_NOT_CLOSED: 'has a quoted field that is not closed',
  CSV_MAX_RECORD_SIZE: `has a record longer than ${maxRecordKib} KiB`,
};

/**
 * Reads CSV (RFC 4180): commas, quotes, any line end; empty lines are skipped.
 * @throws CsvError with the line of a record that has a misplaced quotation mark or is too long, or when there are more
 *   than `maxRecords`.
 */
export function parseCsv(text: string, maxRecords: number): CsvRecord[] {
  const bytes = Buffer.from(text);
  const lineAfter = recordLines(bytes);
  const records: CsvRecord[] = [];
  let end = 0;
  try {
    parse(bytes, {
      record_delimiter: ['\r\n', '\n', '\r'],
      relax_column_count: true,
      skip_empty_lines: true,
      max_record_size: maxRecordKib * 1024,
      to: maxRecords + 1,
      cast: (value, { column }) => {
        if (Number(column) < maxFields) return value;
        throw new CsvError(lineAfter(end), `has a record of more than ${maxFields} fields`);
      },
      on_record: (fields, info) => {
        records.push({ line: lineAfter(end), fields });
        end = info.bytes;
        return null;
      },
    });
  } catch (error) {
    if (!(error instanceof ParserError)) throw error;
    throw new CsvError(lineAfter(end), sentences[error.code] ?? 'has a misplaced quotation mark');
  }
  const surplus = records[maxRecords];
  if (surplus) throw new CsvError(surplus.line, `has more than ${maxRecords} records`);
  return records;
}

const [carriageReturn, lineFeed] = [0x0d, 0x0a];

/**
 * Returns the line on which the record after an offset begins; offsets must not decrease. csv-parse counts lines itself,
 * but counts \r\n inside quotes as two.
 */
function recordLines(bytes: Buffer): (offset: number) => number {
  let at = 0;
  let line = 1;
  const isLineEnd = () => bytes[at] === carriageReturn || bytes[at] === lineFeed;
  return (offset) => {
    while (at < offset || isLineEnd()) {
      const ends = bytes[at] === lineFeed || (bytes[at] === carriageReturn && bytes[at + 1] !== lineFeed);
      if (ends) line += 1;
      at += 1;
    }
    return line;
  };
}

/** Characters that start a formula in spreadsheet programs (OWASP, CSV injection). */
const formula = /^[=+\-@\t\r]/;
const guarded = /^'+[=+\-@\t\r]/;

/**
 * One line. Text that a spreadsheet program would run as a formula gets a leading apostrophe, and so does text that
 * looks as if it had one: the library's own `escape_formulas` cannot be undone.
 */
export function csvLine(fields: readonly (string | number | null)[]): string {
  const guard = (text: string) => (formula.test(text) || guarded.test(text) ? `'${text}` : text);
  return stringify([fields.map((value) => (typeof value === 'string' ? guard(value) : value))], {
    record_delimiter: 'windows',
    quoted_match: /[\r\n]/,
  });
}

/** Removes the apostrophe that `csvLine` added. */
export function withoutGuard(text: string): string {
  return guarded.test(text) ? text.slice(1) : text;
}
