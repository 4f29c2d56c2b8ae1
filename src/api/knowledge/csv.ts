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

/** One field, quoted or not, and what ends it (RFC 4180, 2); sticky, so that the time is linear. */
const field = /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r?\n|\r|$)/y;

/**
 * Reads CSV (RFC 4180): commas, quotes, any line end; empty lines are passed over.
 * @throws CsvError where a quote is out of place, or when there are more than `most` records.
 */
export function parseCsv(text: string, most: number): CsvRecord[] {
  const records: CsvRecord[] = [];
  let line = 1;
  let record: CsvRecord = { line, fields: [] };
  field.lastIndex = 0;
  while (field.lastIndex < text.length) {
    const match = field.exec(text);
    if (!match) throw new CsvError(line, 'A quote is out of place, or is not closed.');
    const [whole, quoted, plain = '', end = ''] = match;
    record.fields.push(quoted === undefined ? plain : quoted.replaceAll('""', '"'));
    line += lineEnds(whole);
    if (end === ',' && field.lastIndex < text.length) continue;
    // A comma at the end of the text has an empty field behind it.
    if (end === ',') record.fields.push('');
    if (record.fields.length > 1 || record.fields[0] !== '') records.push(record);
    if (records.length > most) throw new CsvError(line, `There are more than ${most} records.`);
    record = { line, fields: [] };
  }
  return records;
}

function lineEnds(text: string): number {
  return text.match(/\r\n|\r|\n/g)?.length ?? 0;
}

/** What spreadsheet programs take for the begin of a formula (OWASP, CSV injection). */
const formula = /^[=+\-@\t\r]/;

/** One line. A text that a spreadsheet program would run as a formula gets an apostrophe in front. */
export function csvLine(fields: readonly (string | number | null)[]): string {
  const written = fields.map((value) => {
    if (typeof value === 'number') return String(value);
    const text = value ?? '';
    const safe = formula.test(text) || /^'+[=+\-@\t\r]/.test(text) ? `'${text}` : text;
    return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
  });
  return `${written.join(',')}\r\n`;
}

/** Takes the apostrophe away again that `csvLine` has set. */
export function withoutGuard(text: string): string {
  return /^'+[=+\-@\t\r]/.test(text) ? text.slice(1) : text;
}
