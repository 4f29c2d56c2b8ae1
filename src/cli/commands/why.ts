import type { ArgusClient } from '../../client/client.ts';
import { ofCommandLine, phrases } from '../language.ts';
import { printJson } from '../print-json.ts';
import { printTable } from '../print-table.ts';

export async function why(
  client: ArgusClient,
  batchId: string,
  { json }: { json?: true | undefined },
): Promise<void> {
  const answer = await client.getWhy(batchId);
  if (json) {
    printJson(answer);
    return;
  }
  process.stdout.write(`${answer.status}: ${ofCommandLine(answer.sentence)}\n`);
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
