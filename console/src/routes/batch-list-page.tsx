import { type BatchStatus, batchStatuses, isTerminal } from '../../../src/domain/batch-status.ts';
import { type BatchFilter, listBatches } from '../api/batches.ts';
import { withQuery } from '../api/request.ts';
import { Empty } from '../components/empty.tsx';
import { Link } from '../components/link.tsx';
import { ErrorNotice } from '../components/notice.tsx';
import { PageLinks } from '../components/page-links.tsx';
import { plural } from '../lib/format.ts';
import { t } from '../lib/language.ts';
import { usePlace } from '../lib/router.ts';
import { useChoice } from '../lib/use-choice.ts';
import { useHold } from '../lib/use-hold.ts';
import { useQuery } from '../lib/use-query.ts';
import { useSteadyRows } from '../lib/use-steady-rows.ts';
import { useTitle } from '../lib/use-title.ts';
import { BatchFilterForm } from './batch-list/batch-filter-form.tsx';
import { BatchTable } from './batch-list/batch-table.tsx';
import { FirstUpload } from './batch-list/first-upload.tsx';
import { StuckBatches } from './batch-list/stuck-batches.tsx';

const pageSize = 25;
const refreshMs = 3_000;

export function BatchListPage() {
  const { query } = usePlace();
  const filter = filterOf(query, useChoice('status', batchStatuses));
  const cursor = query.get('cursor') ?? undefined;
  useTitle(t('Batches'));

  const { held, hold, leave, release } = useHold();
  const key = withQuery('batches', { ...filter, cursor });
  const { data, error, stale, reload } = useQuery(
    key,
    (signal) => listBatches({ ...filter, cursor, limit: pageSize }, signal),
    refreshMs,
  );
  const { shown, unseen } = useSteadyRows(
    stale ? 'loading' : key,
    data?.batches ?? [],
    ({ batch_id }) => batch_id,
    held,
  );
  const filtered = Object.values(filter).some((value) => value !== undefined);
  const running = shown.filter(({ status }) => !isTerminal(status)).length;

  return (
    <div class="page">
      <div class="page-head">
        <h1>{t('Batches')}</h1>
        <p class="muted list-note">
          {data && shown.length > 0 && (
            <span>
              {t('{batches} on this page', { batches: plural(shown.length, 'batch', 'batches') })}
              {running > 0 && t(', {running} running', { running })}
            </span>
          )}
          {unseen > 0 && (
            <button type="button" class="pill" onClick={release}>
              {t('Show {batches}', { batches: plural(unseen, 'new batch', 'new batches') })}
            </button>
          )}
        </p>
        <Link class="button button-main" href="/upload">
          {t('Upload a drive')}
        </Link>
      </div>
      {!filtered && cursor === undefined && <StuckBatches />}
      <BatchFilterForm filter={filter} />
      {error && (
        <ErrorNotice
          error={error}
          onRetry={reload}
          {...(data && { title: t('The list may be out of date; retrying.') })}
        />
      )}
      {!data && !error && <div class="panel loading">{t('Loading the batches…')}</div>}
      {data && shown.length === 0 && !error && (
        <NoBatches filtered={filtered} later={cursor !== undefined} onRetry={reload} />
      )}
      {data && shown.length > 0 && (
        <section
          class={stale ? 'panel panel-flush is-stale' : 'panel panel-flush'}
          aria-label={t('Batches, newest first')}
          onPointerEnter={({ pointerType }) => pointerType === 'mouse' && hold()}
          onPointerLeave={leave}
          onFocusIn={hold}
          onFocusOut={leave}
        >
          <BatchTable batches={shown} filter={filter} />
        </section>
      )}
      <PageLinks path="/" filter={{ ...filter }} cursor={cursor} next={data?.next_cursor} byTime />
    </div>
  );
}

function filterOf(query: URLSearchParams, status: BatchStatus | undefined): BatchFilter {
  return {
    vehicle_id: query.get('vehicle_id') ?? undefined,
    vin: query.get('vin') ?? undefined,
    status,
  };
}

function NoBatches({ filtered, later, onRetry }: { filtered: boolean; later: boolean; onRetry: () => void }) {
  if (!filtered && !later) return <FirstUpload />;
  return (
    <Empty sentence={filtered ? t('No batch matches this filter.') : t('There are no older batches.')}>
      <Link href="/">{t('Show all batches')}</Link>{' '}
      <button type="button" class="button-quiet" onClick={onRetry}>
        {t('Look again')}
      </button>
    </Empty>
  );
}
