import { assertNever } from '../../domain/assert-never.ts';
import type { Batch } from '../../domain/batch.ts';
import { plural } from '../../domain/plural.ts';
import type { PendingActivity, Waiting } from '../../orchestrator/waiting.ts';

/** One sentence for the operator: what the batch is waiting for now. */
export function whySentence(
  batch: Batch,
  waiting: Waiting | undefined,
  beingRead: readonly string[] = [],
): string {
  const stage = [stageSentence(batch), ...readingSentence(beingRead)].join(' ');
  const pending = waiting?.pending_activities ?? [];
  const failing = pending.filter(({ attempt, last_error }) => attempt > 1 && last_error);
  const [worst] = failing.sort((a, b) => b.attempt - a.attempt);
  if (worst) return `${stage} ${retrySentence(worst, failing.length)}`;
  const unclaimed = pending.filter(({ state }) => state === 'scheduled');
  if (unclaimed.length > 0 && unclaimed.length === pending.length) {
    return `${stage} No worker has picked up ${list(unclaimed)} yet.`;
  }
  const started = pending.filter(({ state }) => state !== 'scheduled');
  const waitingToo = unclaimed.length > 0 ? `; ${list(unclaimed)} waits for a worker` : '';
  return pending.length > 0 ? `${stage} At work: ${list(started)}${waitingToo}.` : stage;
}

/** What keeps the workflow as such from going on. */
export function noteOn({ workflow_status, build, build_away }: Waiting): { note?: string } {
  if (workflow_status !== 'running')
    return { note: `Its workflow is ${workflow_status.replace('_', ' ')}, which the reconciler will find.` };
  if (!build_away) return {};
  return {
    note: `It stays with build ${build} of the workers, of which none runs: start one, or \`argus admin move-batches --from ${build}\` lets the current build go on with it.`,
  };
}

/** Names of files that are read at the moment; those of the vehicle, so that they are quoted. */
function readingSentence(names: readonly string[]): string[] {
  if (names.length === 0) return [];
  const named = names.slice(0, mostNamed).map((name) => `"${name}"`);
  const more = names.length > mostNamed ? ' and others' : '';
  return [`Being read: ${named.join(', ')}${more}.`];
}

const mostNamed = 3;

function stageSentence(batch: Batch): string {
  switch (batch.status) {
    case 'pending':
      return batch.total_files === 0
        ? 'It waits for its first file.'
        : `It has ${plural(batch.total_files, 'file')} and waits for more, or for the upload to be completed.`;
    case 'uploaded':
      return 'All files are uploaded; it waits for a worker to start.';
    case 'scattering':
      return `${filesRead(batch)}.`;
    case 'scattered':
      return `${filesRead(batch)}; it waits for the results to be gathered.`;
    case 'gathering':
      return 'The results are being gathered.';
    case 'gathered':
      return 'The results are gathered; it waits for the diagnosis.';
    case 'diagnosing':
      return 'The diagnosis is running.';
    case 'completed':
      return 'It waits for nothing: its report is ready.';
    case 'failed':
      return `It waits for nothing: it has failed. ${batch.failure_message ?? ''}`.trim();
    default:
      return assertNever(batch.status);
  }
}

/** Counted as reports do: a file that failed was not read. */
function filesRead({ processed_files, failed_files, total_files }: Batch): string {
  const failed = failed_files === 0 ? '' : `, ${failed_files} failed`;
  return `${processed_files - failed_files} of ${plural(total_files, 'file')} read${failed}`;
}

function retrySentence(
  { activity, attempt, last_error, next_attempt_at }: PendingActivity,
  failing: number,
): string {
  const next = next_attempt_at ? `the next try is at ${next_attempt_at}` : 'it is being tried again';
  const times = attempt === 2 ? 'once' : `${attempt - 1} times`;
  const others = failing > 1 ? ` ${failing - 1} more failed as well.` : '';
  return `${activity} has failed ${times}, last with "${last_error}"; ${next}.${others}`;
}

function list(activities: readonly PendingActivity[]): string {
  const counts = new Map<string, number>();
  for (const { activity } of activities) counts.set(activity, (counts.get(activity) ?? 0) + 1);
  return [...counts].map(([activity, count]) => (count > 1 ? `${count} × ${activity}` : activity)).join(', ');
}
