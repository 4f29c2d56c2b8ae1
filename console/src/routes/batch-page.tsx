import type { BatchBody } from '../../../src/api/schemas/batch.ts';
import { getReport } from '../api/batches.ts';
import { Link } from '../components/link.tsx';
import { ErrorNotice } from '../components/notice.tsx';
import { usePlace } from '../lib/router.ts';
import { statusLooks } from '../lib/status-looks.ts';
import type { TimelineEntry } from '../lib/timeline.ts';
import { type LiveBatch, useLiveBatch } from '../lib/use-live-batch.ts';
import { useQuery } from '../lib/use-query.ts';
import { useTitle } from '../lib/use-title.ts';
import { ReportView } from '../report/report-view.tsx';
import { BatchHeader } from './batch/batch-header.tsx';
import { BatchNotices } from './batch/batch-notices.tsx';
import { FilesPanel } from './batch/files-panel.tsx';
import { RunPicker } from './batch/run-picker.tsx';
import { SectionLinks } from './batch/section-links.tsx';
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
      {!batch && error && <h1>This batch cannot be shown</h1>}
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
  const runs = reportedRuns(batch, live.timeline);
  const report = useReport(batch, runs, run);
  return (
    <>
      <BatchHeader batch={batch} onChanged={live.reload} />
      <StageStepper batch={batch} timeline={live.timeline} />
      <BatchNotices batch={batch} connection={live.connection} shownRun={report.data?.run} />
      <div class="columns">
        <div class="column-main">
          <WhyPanel batch={batch} />
          <RunPicker batch={batch} runs={runs} shown={report.data?.run ?? run} />
          {report.error && <ErrorNotice error={report.error} />}
          {report.data && <ReportView report={report.data} />}
          {!report.data && batch.status === 'completed' && !report.error && (
            <div class="panel loading">Loading the report…</div>
          )}
          <FilesPanel batch={batch} report={report.data} />
        </div>
        <aside class="column-side" aria-label="Overview">
          {report.data && <SectionLinks report={report.data} />}
          <TimelinePanel batch={batch} timeline={live.timeline} connection={live.connection} />
        </aside>
      </div>
    </>
  );
}

/** The report of the run that is asked for, else the newest. */
function useReport({ batch_id }: BatchBody, runs: number[], asked: number | undefined) {
  const run = asked ?? runs[0];
  return useQuery(run === undefined ? undefined : `report ${batch_id} ${run}`, (signal) =>
    getReport(batch_id, run, signal),
  );
}

/** The runs that were completed, the newest first. */
function reportedRuns({ status, run }: BatchBody, timeline: readonly TimelineEntry[]): number[] {
  const runs = new Set(status === 'completed' ? [run] : []);
  for (const entry of timeline.toReversed()) {
    if (entry.kind === 'status' && entry.to === 'completed') runs.add(entry.run);
  }
  return [...runs];
}
