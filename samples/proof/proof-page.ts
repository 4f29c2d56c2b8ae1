import { readFile } from 'node:fs/promises';

export const proofPage = new URL('../../docs/diagnosis.md', import.meta.url);

const end = '<!-- end -->';

/** The page as it is, and as it should be with these tables of `script`. */
export async function pageWith(
  script: 'diagnosis-proof' | 'cascade-proof',
  tables: string,
): Promise<{ present: string; wanted: string }> {
  const begin = `<!-- made by scripts/${script}.ts -->`;
  const present = await readFile(proofPage, 'utf8');
  const from = present.indexOf(begin) + begin.length;
  const rest = present.slice(present.indexOf(end, from));
  return { present, wanted: `${present.slice(0, from)}\n\n${tables}\n\n${rest}` };
}
