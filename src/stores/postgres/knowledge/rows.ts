import { codeKey } from '../../../domain/code-pattern.ts';
import type { KnowledgeContent } from '../../../domain/knowledge.ts';
import { searchText } from '../../../domain/search-text.ts';

/** Of an entry `k`, as `KnowledgeEntry`. */
export const entryColumns = `k.id, k.error_code, k.vehicle_platform, k.component, k.severity, k.rule, k.symptom,
  k.solution, k.source, k.version, k.shipped, k.edited, k.helped, k.wrong,
  k.created_at, k.updated_at, k.retired_at`;

/** Look-alikes are recognised by this part of an entry: its code, component and symptom. Comparing longer texts takes too long. */
const trigramLength = 300;

/** The content of an entry with what is made of it for look-ups; names are those of the columns. */
export function contentRow(content: KnowledgeContent) {
  const { error_code, vehicle_platform, component, severity, rule, symptom, solution, source } = content;
  return {
    error_code,
    code_key: error_code === null ? null : codeKey(error_code),
    vehicle_platform,
    component,
    severity,
    rule,
    symptom,
    solution,
    source,
    search_text: searchText(
      [error_code, component, symptom].filter((text) => text !== null).join(' '),
      trigramLength,
    ),
  };
}

export const contentColumns = [
  'error_code',
  'code_key',
  'vehicle_platform',
  'component',
  'severity',
  'rule',
  'symptom',
  'solution',
  'source',
  'search_text',
] as const;

/** `json_to_recordset` takes rows of `contentRow` with their ids by this. */
export const contentRecord = `(id text, ${contentColumns.map((column) => `${column} text`).join(', ')},
  version integer)`;
