import { codeKey } from '../../../domain/code-pattern.ts';
import type { KnowledgeContent } from '../../../domain/knowledge.ts';
import { searchText } from '../../../domain/search-text.ts';

/** Columns of an entry `k`, in the form of `KnowledgeEntry`. */
export const entryColumns = `k.id, k.error_code, k.vehicle_platform, k.component, k.severity, k.rule, k.symptom,
  k.solution, k.source, k.version, k.shipped, k.edited, k.helped, k.wrong,
  k.created_at, k.updated_at, k.retired_at`;

/**
 * Similar texts are recognised by this part of an entry: its code, component and symptom. Comparing longer texts
 * takes too long.
 */
const trigramLength = 300;

/**
 * The content of an entry with the columns derived for lookups; names are those of the columns.
 * @param alsoFoundBy words beside those of the content
 */
export function contentRow(content: KnowledgeContent, alsoFoundBy: string | null = null) {
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
      [error_code, component, symptom, alsoFoundBy].filter((text) => text !== null).join(' '),
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

/** Column list with which `json_to_recordset` reads rows of `contentRow` with their ids. */
export const contentRecord = `(id text, ${contentColumns.map((column) => `${column} text`).join(', ')},
  version integer)`;
