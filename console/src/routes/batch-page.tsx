import type { BatchBody } from '../../../src/api/schemas/batch.ts';
import { ApiError } from '../api/api-error.ts';
import { getReport } from '../api/batches.ts';
import { Link } from '../components/link.tsx';
import { ErrorNotice } from '../components/notice.tsx';
import { usePlace } from '../lib/router.ts';
import { statusLooks } from '../lib/status-looks.ts';
import { type LiveBatch, useLiveBatch } from '../lib/use-live-batch.ts';
import { useQuery } from '../lib/use-query.ts';
import { useTitle } from '../lib/use-title.ts';
import { ReportView } from '../report/report-view.tsx';
import { BatchHeader } from './batch/batch-header.tsx';
import { BatchNotices } from './batch/batch-notices.tsx';
import { FilesPanel } from './batch/files-panel.tsx';
import { RunPicker } from './batch/run-picker.tsx';
import { StageStepper } from './batch/stage-stepper.tsx';
import { TimelinePanel } from './batch/timeline-panel.tsx';
import { WhyPanel } from './batch/why-panel.tsx';

export function BatchPage({ batchId }: { batchId: string }) {
  const live = useLiveBatch(batchId);
  const { batch, error } = live;
  useTitle(batch ? `${statusLooks[batch.status].label} · ${batch.vehicle_id}` : 'Batch');
  return (
    <div class="page">
      <nav aria-label="Breadcrumb" class="breadcrumb small">
        <Link href="/">Batches</Link> <span aria-hidden="true">/</span> <code>{batchId}</code>
      </nav>
      {error && (
        <ErrorNotice error={error} {...(batch && { title: 'This page is not up to date; trying again.' })} />
      )}
      {!batch && !error && <div class="panel loading">Loading the batch…</div>}
      {batch && <BatchDetails batch={batch} live={live} />}
    </div>
  );
}

function BatchDetails({ batch, live }: { batch: BatchBody; live: LiveBatch }) {
  const asked = Number(usePlace().query.get('run') ?? Number.NaN);
  const run = Number.isInteger(asked) && asked >= 1 && asked <= batch.run ? asked : undefined;
  const report = useReport(batch, run);
  return (
    <>
      <BatchHeader batch={batch} onChanged={live.reload} />
      <StageStepper batch={batch} timeline={live.timeline} />
      <BatchNotices batch={batch} connection={live.connection} shownRun={report.data?.run} />
      <div class="columns">
        <div class="column-main">
          <WhyPanel batch={batch} />
          {batch.run > 1 && <RunPicker batch={batch} shown={report.data?.run ?? run} />}
          {report.error && <ErrorNotice error={report.error} />}
          {report.data && <ReportView report={report.data} />}
          {!report.data && batch.status === 'completed' && !report.error && (
            <div class="panel loading">Loading the report…</div>
          )}
          <FilesPanel batch={batch} report={report.data} />
        </div>
        <aside class="column-side" aria-label="Timeline">
          <TimelinePanel batch={batch} timeline={live.timeline} connection={live.connection} />
        </aside>
      </div>
    </>
  );
}

/** The report that is asked for, else the newest; another run has one only if it got that far. */
function useReport(batch: BatchBody, run: number | undefined) {
  const { batch_id, status } = batch;
  const mayBeThere = status === 'completed' || batch.run > 1;
  const { data, error } = useQuery(
    mayBeThere
      ? `report ${batch_id} ${run ?? `newest of ${batch.run} ${status === 'completed'}`}`
      : undefined,
    (signal) => getReport(batch_id, run, signal),
  );
  const absent = error instanceof ApiError && (error.code === 'not_ready' || error.code === 'not_found');
  return { data, error: absent && run === undefined ? undefined : error };
}
