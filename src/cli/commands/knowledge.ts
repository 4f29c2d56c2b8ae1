import type { KnowledgePageBody } from '../../api/knowledge/schema.ts';
import { createApiClient } from '../http-client.ts';
import { printTable } from '../print-table.ts';

interface Options {
  server: string;
  platform?: string;
  limit: string;
  json?: boolean;
}

/** What the knowledge base has for a code or for words; all of it without them. */
export async function knowledge(words: string[], options: Options): Promise<void> {
  const query = new URLSearchParams({ limit: options.limit });
  if (words.length > 0) query.set('q', words.join(' '));
  if (options.platform) query.set('platform', options.platform);
  const { entries } = await createApiClient(options.server).get<KnowledgePageBody>(
    `/api/v1/knowledge?${query}`,
  );
  if (options.json) process.stdout.write(`${JSON.stringify(entries, null, 2)}\n`);
  else {
    printTable(
      ['ENTRY', 'CODE OR RULE', 'SYMPTOM', 'WHAT TO DO'],
      entries.map(({ id, error_code, rule, symptom, solution }) => [
        id,
        error_code ?? rule ?? '',
        clipped(symptom),
        clipped(solution),
      ]),
    );
  }
}

/** Characters of a text in a row; `--json` gives the whole. */
const clippedLength = 70;

function clipped(text: string): string {
  return text.length <= clippedLength ? text : `${text.slice(0, clippedLength - 1)}…`;
}
