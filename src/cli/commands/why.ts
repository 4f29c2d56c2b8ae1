import type { WhyBody } from '../../api/batches/why-schema.ts';
import { createApiClient } from '../http-client.ts';
import { printTable } from '../print-table.ts';

export async function why(batchId: string, options: { server: string; json?: boolean }): Promise<void> {
  const answer = await createApiClient(options.server).get<WhyBody>(
    `/api/v1/batches/${encodeURIComponent(batchId)}/why`,
  );
  if (options.json) {
    process.stdout.write(`${JSON.stringify(answer, null, 2)}\n`);
    return;
  }
  process.stdout.write(`${answer.status}: ${answer.sentence}\n`);
  const pending = answer.workflow?.pending_activities ?? [];
  if (pending.length === 0) return;
  printTable(
    ['ACTIVITY', 'STATE', 'ATTEMPT', 'NEXT ATTEMPT', 'LAST ERROR'],
    pending.map((one) => [
      one.activity,
      one.state,
      String(one.attempt),
      one.next_attempt_at ?? '',
      one.last_error ?? '',
    ]),
  );
}
