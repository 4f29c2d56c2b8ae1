import type { ArgusClient } from '../../client/client.ts';
import { fitting } from '../../text/display-width.ts';
import { currentLanguage, phrase, phrases } from '../language.ts';
import { printJson } from '../print-json.ts';
import { printTable } from '../print-table.ts';

interface Options {
  platform?: string | undefined;
  limit: number;
  json?: true | undefined;
}

/** Searches the knowledge base for a code or for words; without any, lists all entries. */
export async function knowledge(client: ArgusClient, words: string[], options: Options): Promise<void> {
  const { platform, limit, json } = options;
  const { entries } = await client.listKnowledge({ q: words.join(' '), platform, limit });
  if (json) printJson(entries);
  else if (entries.length === 0) process.stderr.write(`${phrase('No entry found. Try other words.')}\n`);
  else {
    const { ofKnowledge } = currentLanguage();
    printTable(
      phrases('ENTRY', 'CODE OR RULE', 'SYMPTOM', 'WHAT TO DO'),
      entries.map(({ id, error_code, rule, symptom, solution }) => [
        id,
        error_code ?? rule ?? '',
        clipped(ofKnowledge(id, symptom)),
        clipped(ofKnowledge(id, solution)),
      ]),
    );
  }
}

/** Columns of a text in a row; `--json` prints all of it. */
const clippedWidth = 70;

function clipped(text: string): string {
  const start = fitting(text, clippedWidth);
  return start === text ? text : `${fitting(text, clippedWidth - 1)}…`;
}
