import { readFile } from 'node:fs/promises';

export const proofPage = new URL('../../docs/diagnosis.md', import.meta.url);

const begin = '<!-- made by scripts/diagnosis-proof.ts -->';
const end = '<!-- end -->';

/** The page as it is, and as it should be with these tables. */
export async function pageWith(tables: string): Promise<{ present: string; wanted: string }> {
  const present = await readFile(proofPage, 'utf8');
  const before = present.slice(0, present.indexOf(begin) + begin.length);
  return { present, wanted: `${before}\n\n${tables}\n\n${present.slice(present.indexOf(end))}` };
}
