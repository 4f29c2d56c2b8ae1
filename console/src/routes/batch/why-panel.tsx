import type { BatchBody } from '../../../../src/api/batches/schema.ts';
import type { WhyBody } from '../../../../src/api/batches/why-schema.ts';
import { isTerminal } from '../../../../src/domain/batch-status.ts';
import { getWhy } from '../../api/batches.ts';
import { ErrorNotice } from '../../components/notice.tsx';
import { Section } from '../../components/section.tsx';
import { LocalClock } from '../../components/times.tsx';
import { ofArgus, rich, t } from '../../lib/language.ts';
import { useOwnError } from '../../lib/outage.ts';
import { useQuery } from '../../lib/use-query.ts';

const refreshMs = 2_000;
const listed = 8;

type PendingActivity = NonNullable<WhyBody['workflow']>['pending_activities'][number];

/** What a running batch is waiting for. */
export function WhyPanel({ batch: { batch_id, status } }: { batch: BatchBody }) {
  const running = !isTerminal(status);
  const { data, error } = useQuery(
    running ? `why ${batch_id} ${status}` : undefined,
    (signal) => getWhy(batch_id, signal),
    refreshMs,
  );
  const ownError = useOwnError('why', error);
  if (!running) return null;
  const troubled = (data?.workflow?.pending_activities ?? []).filter(isTroubled);
  return (
    <Section
      id="why"
      title={t('What is it waiting for?')}
      note={data?.workflow && `${data.workflow.workflow_id}, ${data.workflow.workflow_status.toLowerCase()}`}
    >
      <p class="why-sentence">
        {ofArgus(data?.sentence ?? '') || (error ? t('Not known at the moment.') : t('Asking…'))}
      </p>
      {ownError && <ErrorNotice error={ownError} />}
      {troubled.length > 0 && (
        <ul class="pending">
          {troubled.slice(0, listed).map((activity, i) => (
            <TroubledItem key={`${activity.activity} ${i}`} activity={activity} />
          ))}
          {troubled.length > listed && (
            <li class="muted small">{t('and {troubled} more', { troubled: troubled.length - listed })}</li>
          )}
        </ul>
      )}
    </Section>
  );
}

/** The others are counted in the sentence. */
function isTroubled({ attempt, last_error }: PendingActivity): boolean {
  return attempt > 1 || last_error !== null;
}

function TroubledItem({ activity: one }: { activity: PendingActivity }) {
  return (
    <li>
      <code>{one.activity}</code> <span class="muted small">{one.state}</span>
      <span class="small">{t('attempt {attempt}', { attempt: one.attempt })}</span>
      {one.next_attempt_at && (
        <span class="small muted">
          {rich(', next at {time}', { time: <LocalClock time={one.next_attempt_at} /> })}
        </span>
      )}
      {one.last_heartbeat_at && (
        <span class="small muted">
          {rich(', last heartbeat {time}', { time: <LocalClock time={one.last_heartbeat_at} /> })}
        </span>
      )}
      {one.last_error && <p class="small last-error">{one.last_error}</p>}
    </li>
  );
}
