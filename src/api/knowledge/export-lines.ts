import type { KnowledgeEntry } from '../../domain/knowledge.ts';
import { csvLine } from './csv.ts';

const columns = [
  'id',
  'version',
  'error_code',
  'vehicle_platform',
  'component',
  'severity',
  'rule',
  'symptom',
  'solution',
  'source',
  'helped',
  'wrong',
  'updated_at',
] as const satisfies readonly (keyof KnowledgeEntry)[];

/** Entries as the lines of a file. */
export async function* exportLines(
  entries: AsyncIterable<KnowledgeEntry>,
  format: 'csv' | 'json',
): AsyncGenerator<string> {
  if (format === 'csv') {
    yield csvLine(columns);
    for await (const entry of entries) yield csvLine(columns.map((column) => entry[column]));
    return;
  }
  let before = '{"entries":[\n';
  for await (const entry of entries) {
    yield before + JSON.stringify(Object.fromEntries(columns.map((column) => [column, entry[column]])));
    before = ',\n';
  }
  yield before.startsWith('{') ? '{"entries":[]}\n' : '\n]}\n';
}
