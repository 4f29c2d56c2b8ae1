import { v5 as uuidv5, v7 as uuidv7 } from 'uuid';
import type { z } from 'zod';
import { type KnowledgeContent, shippedPrefix } from '../../domain/knowledge.ts';
import { plainMessage } from '../../text/plain-message.ts';
import { CsvError, parseCsv, withoutGuard } from './csv.ts';
import { importedEntry } from './schema.ts';

export interface ImportProblem {
  /** Line of the CSV file; for JSON, the number of the entry from 1. */
  line: number;
  field: string;
  message: string;
}

export interface ReadEntry extends KnowledgeContent {
  id: string;
  version: number | null;
  line: number;
}

export interface ReadImport {
  entries: ReadEntry[];
  problems: ImportProblem[];
}

/** Maximum entries of one import. */
export const maxImported = 10_000;

const columns = Object.keys(importedEntry.shape);
/** Other columns of an export, ignored by an import. */
const ignoredColumns = [
  'shipped',
  'edited',
  'helped',
  'wrong',
  'created_at',
  'updated_at',
  'retired_at',
  'score',
];

interface Row {
  line: number;
  value: unknown;
}

/**
 * Every row yields either an entry or problems; invalid text never throws. Entries without an id get one from `importId`
 * (a UUID) and their line, so that a repeat of the import adds none twice.
 */
export function readImport(text: string, kind: 'csv' | 'json', importId = uuidv7()): ReadImport {
  const { rows, problems } = kind === 'csv' ? csvRows(text) : jsonRows(text);
  const entries: ReadEntry[] = [];
  const lines = new Map<string, number>();
  for (const { line, value } of rows) {
    const read = importedEntry.safeParse(value, { error: plainMessage });
    if (!read.success) {
      problems.push(...read.error.issues.slice(0, 3).map((issue) => ({ line, ...problemOf(issue) })));
      continue;
    }
    const { id = newId(importId, line), version = null, ...content } = read.data;
    const before = lines.get(id);
    if (before !== undefined) {
      problems.push({ line, field: 'id', message: `is the same as in line ${before}` });
    }
    lines.set(id, line);
    entries.push({ ...content, id, version, line });
  }
  return { entries, problems: problems.sort((a, b) => a.line - b.line) };
}

function newId(importId: string, line: number): string {
  return uuidv5(String(line), importId);
}

/** Ids of shipped entries: only those that exist may be imported. */
export function isReserved(id: string): boolean {
  return id.startsWith(shippedPrefix);
}

function problemOf(issue: z.core.$ZodIssue): { field: string; message: string } {
  const key = issue.code === 'unrecognized_keys' ? issue.keys[0] : undefined;
  const path = [...issue.path.map(String), ...(key === undefined ? [] : [key])].join('.') || 'entry';
  return {
    field: path.slice(0, 100),
    message: key === undefined ? issue.message : 'is not a field of an entry',
  };
}

function jsonRows(text: string): { rows: Row[]; problems: ImportProblem[] } {
  const whole = (message: string) => ({ rows: [], problems: [{ line: 1, field: 'body', message }] });
  let body: unknown;
  try {
    body = JSON.parse(text);
  } catch {
    return whole('is not valid JSON');
  }
  const list = Array.isArray(body) ? body : (body as { entries?: unknown } | null)?.entries;
  if (!Array.isArray(list)) return whole('must be an array of entries, or {"entries": [...]}');
  if (list.length > maxImported) return whole(`has more than ${maxImported} entries`);
  return { rows: list.map((value, index) => ({ line: index + 1, value: known(value) })), problems: [] };
}

function known(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).filter(([key]) => !ignoredColumns.includes(key)));
}

function csvRows(text: string): { rows: Row[]; problems: ImportProblem[] } {
  const whole = (line: number, message: string, field = 'body') => ({
    rows: [],
    problems: [{ line, field, message }],
  });
  try {
    // Spreadsheet programs write a byte order mark.
    const [head, ...records] = parseCsv(text.replace(/^\uFEFF/, ''), maxImported + 1);
    if (!head) return whole(1, 'is empty');
    const names = head.fields.map((name) => name.trim().toLowerCase());
    const odd = names.find((name) => !columns.includes(name) && !ignoredColumns.includes(name));
    if (odd !== undefined)
      return whole(head.line, `is not a column; the columns are ${columns.join(', ')}`, odd.slice(0, 100));
    const twice = names.find((name, index) => names.indexOf(name) !== index);
    if (twice !== undefined) return whole(head.line, 'appears twice', twice);
    const problems: ImportProblem[] = [];
    const rows = records.flatMap(({ line, fields }): Row[] => {
      if (fields.length === names.length) return [{ line, value: entryOf(names, fields) }];
      problems.push({ line, field: 'record', message: `has ${fields.length} fields, not ${names.length}` });
      return [];
    });
    return { rows, problems };
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    return whole(error.line, error.message);
  }
}

/** Empty fields are absent. */
function entryOf(names: readonly string[], fields: readonly string[]): Record<string, unknown> {
  return Object.fromEntries(
    names.flatMap((name, index) => {
      const text = withoutGuard(fields[index] ?? '');
      if (text === '' || ignoredColumns.includes(name)) return [];
      return [[name, name === 'version' ? Number(text) : text]];
    }),
  );
}
