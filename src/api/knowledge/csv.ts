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

/** Of one record; more than any export has columns. */
const mostFields = 100;

/** What a field without quotes is, and what ends a field (RFC 4180, 2). */
const plainField = /[^",\r\n]*/y;
const fieldEnd = /,|\r?\n|\r|$/y;

/**
 * Reads CSV (RFC 4180): commas, quotes, any line end; empty lines are passed over.
 * @throws CsvError where a quote is out of place, or when there are more than `most` records or a hundred fields.
 */
export function parseCsv(text: string, most: number): CsvRecord[] {
  const records: CsvRecord[] = [];
  let at = 0;
  let line = 1;
  let record: CsvRecord = { line, fields: [] };
  while (at < text.length) {
    const { value, next } = text[at] === '"' ? quotedField(text, at, line) : plain(text, at);
    fieldEnd.lastIndex = next;
    const end = fieldEnd.exec(text)?.[0];
    if (end === undefined) throw new CsvError(line, 'A quote is out of place.');
    record.fields.push(value);
    if (record.fields.length > mostFields)
      throw new CsvError(line, `A record has more than ${mostFields} fields.`);
    line += lineEnds(value) + lineEnds(end);
    at = next + end.length;
    if (end === ',' && at < text.length) continue;
    // A comma at the end of the text has an empty field behind it.
    if (end === ',') record.fields.push('');
    if (record.fields.length > 1 || record.fields[0] !== '') records.push(record);
    if (records.length > most) throw new CsvError(line, `There are more than ${most} records.`);
    record = { line, fields: [] };
  }
  return records;
}

interface Field {
  value: string;
  next: number;
}

function plain(text: string, at: number): Field {
  plainField.lastIndex = at;
  const value = plainField.exec(text)?.[0] ?? '';
  return { value, next: at + value.length };
}

/** Two quotes inside stand for one. */
function quotedField(text: string, at: number, line: number): Field {
  const parts: string[] = [];
  for (let from = at + 1; ; ) {
    const quote = text.indexOf('"', from);
    if (quote < 0) throw new CsvError(line, 'A quote is not closed.');
    parts.push(text.slice(from, quote));
    if (text[quote + 1] !== '"') return { value: parts.join('"'), next: quote + 1 };
    from = quote + 2;
  }
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
