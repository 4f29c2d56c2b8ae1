import type { Block, ReportDocument } from './document.ts';

/** Targets of links within the document. */
export function anchorsOf({ sections }: Pick<ReportDocument, 'sections'>): Set<string> {
  const anchors = sections.flatMap(({ blocks }) => blocks.flatMap(anchorsIn));
  return new Set(anchors.filter((anchor) => anchor !== undefined));
}

function anchorsIn(block: Block): (string | undefined)[] {
  if (block.kind === 'table') return block.rows.map(({ anchor }) => anchor);
  return block.kind === 'findings' ? block.findings.map(({ anchor }) => anchor) : [];
}
