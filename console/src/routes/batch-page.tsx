import { useEffect, useMemo, useState } from 'preact/hooks';
import type { BatchBody } from '../../../src/api/batches/schema.ts';
import { getBatchReports, getReport } from '../api/batches.ts';
import { Link } from '../components/link.tsx';
import { ErrorNotice } from '../components/notice.tsx';
import { reportKey, reportsKey } from '../lib/batch-queries.ts';
import { consoleDocument } from '../lib/console-document.ts';
import { currentLanguage, t } from '../lib/language.ts';
import { OutageContext, useOutages, useOwnError } from '../lib/outage.ts';
import { type ReportChoice, reportChoiceOf } from '../lib/report-choice.ts';
import { useRevealedFragment } from '../lib/reveal.ts';
import { usePlace } from '../lib/router.ts';
import { statusLooks } from '../lib/status-looks.ts';
import { useWithout } from '../lib/use-choice.ts';
import { type LiveBatch, useLiveBatch } from '../lib/use-live-batch.ts';
import { useQuery } from '../lib/use-query.ts';
import { useTitle } from '../lib/use-title.ts';
import { ReportView } from '../report/report-view.tsx';
import { BatchHeader } from './batch/batch-header.tsx';
import { BatchNotices } from './batch/batch-notices.tsx';
import { FilesPanel } from './batch/files-panel.tsx';
import { ReportPicker } from './batch/report-picker.tsx';
import { SectionLinks } from './batch/section-links.tsx';
import { StageStepper } from './batch/stage-stepper.tsx';
import { TimelinePanel } from './batch/timeline-panel.tsx';
import { WhyPanel } from './batch/why-panel.tsx';

export function BatchPage({ batchId }: { batchId: string }) {
  const [isShown, setShown] = useState(false);
  const live = useLiveBatch(batchId, isShown);
  const { batch } = live;
  const { outage, tell } = useOutages();
  const error = live.error ?? outage;
  useTitle(batch ? `${t(statusLooks[batch.status].label)} · ${batch.vehicle_id}` : t('Batch'));
  return (
    <div class="page">
      <nav aria-label={t('Breadcrumb')} class="breadcrumb small">
        <Link href="/">{t('Batches')}</Link> <span aria-hidden="true">/</span> <code>{batchId}</code>
      </nav>
      {!batch && error && <h1>{t('This batch cannot be shown')}</h1>}
      {error && (
        <ErrorNotice
          error={error}
          onRetry={live.reload}
          {...(batch && { title: t('This page may be out of date; retrying.') })}
        />
      )}
      {!batch && !error && <div class="panel loading">{t('Loading the batch…')}</div>}
      {batch && (
        <OutageContext.Provider value={tell}>
          <BatchDetails batch={batch} live={live} isOut={error !== undefined} onShown={setShown} />
        </OutageContext.Provider>
      )}
    </div>
  );
}

interface BatchDetailsProps {
  batch: BatchBody;
  live: LiveBatch;
  /** The page says already that a server is away. */
  isOut: boolean;
  /** Told once there is nothing more to wait for: the report, why there is none, or an error. */
  onShown(isShown: true): void;
}

function BatchDetails({ batch, live, isOut, onShown }: BatchDetailsProps) {
  const { batch_id, status } = batch;
  const choices = useQuery(reportsKey(batch), (signal) => getBatchReports(batch_id, signal));
  const { query } = usePlace();
  const choice = reportChoiceOf(query, choices.data?.reports);
  useWithout('run', query.has('run') && choice !== undefined && query.get('run') !== String(choice.run));
  useWithout('compare', query.has('compare') && choice !== undefined && choice.compare === undefined);
  const report = useReport(batch_id, choice);
  const language = currentLanguage();
  const document = useMemo(
    () => report.data && consoleDocument(report.data, { compared: choice?.compare !== undefined }, language),
    [report.data, choice?.compare, language],
  );
  const choicesError = useOwnError('reports', choices.error);
  const reportError = useOwnError('report', report.error);
  // Between a run's end and its report, the page has that of the run before.
  const awaitsNewest = status === 'completed' && (choices.stale || report.stale);
  useRevealedFragment(document !== undefined);
  const awaited = status === 'completed' && !report.data && !report.error && !choices.error;
  const hasReport = document !== undefined || report.error !== undefined;
  const hasNone = choices.error !== undefined || (choices.data !== undefined && choice === undefined);
  useEffect(() => {
    if (hasReport || hasNone) onShown(true);
  }, [hasReport, hasNone, onShown]);
  return (
    <>
      <BatchHeader batch={batch} onChanged={live.reload} />
      <StageStepper batch={batch} timeline={live.timeline} />
      <BatchNotices
        batch={batch}
        isLost={live.connection === 'lost' && !isOut}
        shownRun={awaitsNewest ? undefined : report.data?.run}
      />
      <div class="columns">
        <div class="column-main">
          <WhyPanel batch={batch} />
          {choices.data && choice && (
            <ReportPicker batchId={batch_id} choices={choices.data} choice={choice} />
          )}
          {choicesError && <ErrorNotice error={choicesError} onRetry={choices.reload} />}
          {reportError && (
            <>
              <ErrorNotice error={reportError} onRetry={report.reload} />
              <p>
                <Link href={`/batches/${batch_id}`}>{t('Show the newest report without a comparison')}</Link>
              </p>
            </>
          )}
          {report.data && document && choice && (
            <div class={report.stale ? 'column-main is-stale' : 'column-main'}>
              <ReportView
                report={report.data}
                document={document}
                choice={choice}
                platform={batch.platform}
              />
            </div>
          )}
          {awaited && <div class="panel loading">{t('Loading the report…')}</div>}
          <FilesPanel batch={batch} report={report.data} />
        </div>
        <aside class="column-side" aria-label={t('Overview')}>
          {document && <SectionLinks document={document} files={batch.total_files} />}
          <TimelinePanel batch={batch} timeline={live.timeline} connection={live.connection} />
        </aside>
      </div>
    </>
  );
}

/** The requested report; there is none before the first run is over. */
function useReport(batchId: string, choice: ReportChoice | undefined) {
  return useQuery(choice && reportKey(batchId, choice), (signal) =>
    getReport(batchId, choice as ReportChoice, signal),
  );
}
