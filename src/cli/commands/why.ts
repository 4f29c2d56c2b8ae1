import type { ArgusClient } from '../../client/client.ts';
import { plainText } from '../../text/plain-text.ts';
import { ofCommandLine, phrase, phrases } from '../language.ts';
import { printJson } from '../print-json.ts';
import { printTable } from '../print-table.ts';

/** Failed files that are named; the page of the batch has all. */
const mostFiles = 20;

export async function why(
  client: Pick<ArgusClient, 'getWhy' | 'listFiles'>,
  batchId: string,
  { json }: { json?: true | undefined },
): Promise<void> {
  const answer = await client.getWhy(batchId);
  if (json) {
    printJson(answer);
    return;
  }
  process.stdout.write(`${answer.status}: ${ofCommandLine(answer.sentence)}\n`);
  if (answer.status === 'failed') await printFailedFiles(client, batchId);
  const pending = answer.workflow?.pending_activities ?? [];
  if (pending.length === 0) return;
  printTable(
    phrases('ACTIVITY', 'STATE', 'ATTEMPT', 'NEXT ATTEMPT', 'LAST ERROR'),
    pending.map((one) => [
      one.activity,
      one.state,
      String(one.attempt),
      one.next_attempt_at ?? '',
      one.last_error ?? '',
    ]),
  );
}

/** A failed batch has no report that would say what is wrong with its files. */
async function printFailedFiles(client: Pick<ArgusClient, 'listFiles'>, batchId: string): Promise<void> {
  const { files, next_cursor } = await client.listFiles(batchId, { state: 'failed', limit: mostFiles });
  if (files.length === 0) return;
  printTable(
    phrases('FILE', 'VERDICT', ''),
    files.map(({ name, verdict }) => [
      plainText(name),
      verdict?.code ?? '',
      plainText(ofCommandLine(verdict?.message ?? '')),
    ]),
  );
  if (next_cursor) {
    const text = 'These are the first {files}; the page of the batch in the console lists all.';
    process.stdout.write(`${phrase(text, { files: files.length })}\n`);
  }
}
