import type { BatchBody } from '../../../../src/api/schemas/batch.ts';
import type { WhyBody } from '../../../../src/api/schemas/why.ts';
import { isTerminal } from '../../../../src/domain/batch-status.ts';
import { getWhy } from '../../api/batches.ts';
import { ErrorNotice } from '../../components/notice.tsx';
import { Section } from '../../components/section.tsx';
import { LocalClock } from '../../components/times.tsx';
import { useQuery } from '../../lib/use-query.ts';

const refreshMs = 3_000;
const listed = 8;

type PendingActivity = NonNullable<WhyBody['workflow']>['pending_activities'][number];

/** What a batch that goes on is waiting for. */
export function WhyPanel({ batch: { batch_id, status } }: { batch: BatchBody }) {
  const running = !isTerminal(status);
  const { data, error } = useQuery(
    running ? `why ${batch_id} ${status}` : undefined,
    (signal) => getWhy(batch_id, signal),
    refreshMs,
  );
  if (!running) return null;
  const pending = data?.workflow?.pending_activities ?? [];
  return (
    <Section
      id="why"
      title="What is it waiting for?"
      note={data?.workflow && `${data.workflow.workflow_id}, ${data.workflow.workflow_status.toLowerCase()}`}
    >
      <p class="why-sentence">{data?.sentence ?? (error ? '' : 'Asking…')}</p>
      {error && <ErrorNotice error={error} />}
      {pending.length > 0 && (
        <ul class="pending">
          {pending.slice(0, listed).map((activity, i) => (
            <PendingItem key={`${activity.activity} ${i}`} activity={activity} />
          ))}
          {pending.length > listed && <li class="muted small">and {pending.length - listed} more</li>}
        </ul>
      )}
    </Section>
  );
}

function PendingItem({ activity: one }: { activity: PendingActivity }) {
  return (
    <li>
      <code>{one.activity}</code> <span class="muted small">{one.state}</span>
      {one.attempt > 1 && <span class="small"> attempt {one.attempt}</span>}
      {one.next_attempt_at && (
        <span class="small muted">
          , next at <LocalClock time={one.next_attempt_at} />
        </span>
      )}
      {one.last_heartbeat_at && (
        <span class="small muted">
          , last heartbeat <LocalClock time={one.last_heartbeat_at} />
        </span>
      )}
      {one.last_error && <p class="small last-error">{one.last_error}</p>}
    </li>
  );
}
