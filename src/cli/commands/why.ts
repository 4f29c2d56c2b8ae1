import { createApiClient } from '../http-client.ts';
import { printTable } from '../print-table.ts';

interface Why {
  status: string;
  waiting_for: string;
  pending_activities: {
    activity: string;
    state: string;
    attempt: number;
    last_error: string | null;
    next_attempt_at: string | null;
  }[];
}

export async function why(batchId: string, options: { server: string; json?: boolean }): Promise<void> {
  const answer = await createApiClient(options.server).get<Why>(
    `/api/v1/batches/${encodeURIComponent(batchId)}/why`,
  );
  if (options.json) {
    process.stdout.write(`${JSON.stringify(answer, null, 2)}\n`);
    return;
  }
  process.stdout.write(`${answer.status}: ${answer.waiting_for}\n`);
  if (answer.pending_activities.length === 0) return;
  printTable(
    ['ACTIVITY', 'STATE', 'ATTEMPT', 'NEXT ATTEMPT', 'LAST ERROR'],
    answer.pending_activities.map((pending) => [
      pending.activity,
      pending.state,
      String(pending.attempt),
      pending.next_attempt_at ?? '',
      pending.last_error ?? '',
    ]),
  );
}
