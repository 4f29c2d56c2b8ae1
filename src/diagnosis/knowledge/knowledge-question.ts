import { keysOfCode } from '../../domain/code-pattern.ts';
import { searchText } from '../../domain/search-text.ts';
import type { Finding } from '../finding-schema.ts';

/** Maximum number of codes looked up in the knowledge base, over all findings; the most severe findings come first. */
const maxCodes = 60;
/** Findings without a code are looked up by their words; each of those costs more than a hundred codes. */
const maxTexts = 3;
const textLength = 200;

export interface AskedText {
  /** Index of the finding. */
  finding: number;
  folded: string;
}

/** What to look up for findings; bounded, whatever they contain. */
export function knowledgeQuestion(findings: readonly Finding[]) {
  const codes = [...new Set(findings.flatMap(({ codes = [] }) => codes))].slice(0, maxCodes);
  const texts = findings
    .map(({ title, codes = [] }, finding) => ({ finding, title, codes }))
    .filter(({ codes }) => codes.length === 0)
    .map(({ finding, title }): AskedText => ({ finding, folded: searchText(title, textLength) }))
    .filter(({ folded }) => folded !== '')
    .slice(0, maxTexts);
  return {
    codeKeys: [...new Set(codes.flatMap((code) => keysOfCode(code).map(({ key }) => key)))],
    rules: [...new Set(findings.map(({ rule }) => rule))],
    texts,
  };
}
