import type { BatchBody } from '../../../../src/api/batches/schema.ts';
import { listBatches } from '../../api/batches.ts';
import { StatusBadge } from '../../components/badge.tsx';
import { Link } from '../../components/link.tsx';
import { Section } from '../../components/section.tsx';
import { LocalTime } from '../../components/times.tsx';
import { rich, t } from '../../lib/language.ts';
import { useQuery } from '../../lib/use-query.ts';

/** Longer than a stage of a usual batch takes, and than a vehicle is away between two tries. */
const unmovedMinutes = 60;
const refreshMs = 60_000;
const most = 10;

/** Batches that are not over and have not moved for long, with why and what to do; nothing if there are none. */
export function StuckBatches() {
  const { data } = useQuery(
    'stuck batches',
    (signal) => listBatches({ unmoved_minutes: unmovedMinutes, limit: most }, signal),
    refreshMs,
  );
  if (!data || data.batches.length === 0) return null;
  return (
    <Section
      id="stuck"
      title={t('Stuck batches')}
      note={
        data.next_cursor === null
          ? t('not moved for an hour')
          : t('the newest {most}, not moved for an hour', { most })
      }
    >
      <ul class="stuck-list">
        {data.batches.map((batch) => (
          <li key={batch.batch_id}>
            <Link href={`/batches/${batch.batch_id}`}>
              <bdi>{batch.vehicle_id}</bdi>
            </Link>{' '}
            <StatusBadge status={batch.status} />{' '}
            <span class="small muted">
              {rich('since {time}', { time: <LocalTime time={batch.updated_at} /> })}
            </span>
            <p class="small">{adviceOn(batch)}</p>
          </li>
        ))}
      </ul>
    </Section>
  );
}

function adviceOn({ status, total_files }: BatchBody): string {
  if (status !== 'pending')
    return t(
      'Its run makes no progress: its page says what it waits for, and the system page which servers answer.',
    );
  const open =
    total_files === 0
      ? t('No file has come.')
      : t('Its upload was not completed, and nothing has come since.');
  return t('{open} See whether the vehicle is online; complete the batch with what it has, or cancel it.', {
    open,
  });
}
