import type { BatchBody } from '../../../../src/api/batches/schema.ts';
import { isTerminal } from '../../../../src/domain/batch-status.ts';
import { formatDuration } from '../../../../src/text/time-format.ts';
import { ProgressBar } from '../../components/progress-bar.tsx';
import { formatBytes, formatCount, plural } from '../../lib/format.ts';
import type { Label } from '../../lib/language.ts';
import { t } from '../../lib/language.ts';
import { type Stage, type StageState, stagesOf } from '../../lib/stages.ts';
import { statusLooks } from '../../lib/status-looks.ts';
import type { TimelineEntry } from '../../lib/timeline.ts';
import { useNow } from '../../lib/use-now.ts';

const stateWords: Record<StageState, Label> = {
  done: 'done',
  active: 'at work',
  next: 'next',
  todo: 'to come',
  failed: 'failed',
};

/** The stages of the batch, with the current one. */
export function StageStepper({ batch, timeline }: { batch: BatchBody; timeline: readonly TimelineEntry[] }) {
  const now = useNow(1_000, !isTerminal(batch.status));
  return (
    <section class="stepper-room" aria-label={t('Stages')}>
      <ol class="stepper">
        {stagesOf(batch, timeline).map((stage) => (
          <li
            key={stage.name}
            class={`step step-${stage.state}`}
            data-stage={stage.name}
            aria-current={stage.state === 'active' ? 'step' : undefined}
          >
            <span class="step-mark" aria-hidden="true" />
            <div class="step-words">
              <p class="step-title">
                {titleOf(stage, batch)} <span class="visually-hidden">({t(stateWords[stage.state])})</span>
              </p>
              <p class="small muted step-note">{noteOf(stage, batch)}</p>
              <p class="small muted step-time">{lengthOf(stage, now)}</p>
            </div>
          </li>
        ))}
      </ol>
      <OverallProgress batch={batch} />
      <Announcement batch={batch} />
    </section>
  );
}

function titleOf({ name }: Stage, { status }: BatchBody): string {
  if (name === 'report') return status === 'failed' ? t('Failed') : t('Completed');
  return { upload: t('Upload'), scatter: t('Scatter'), gather: t('Gather'), diagnose: t('Diagnose') }[name];
}

function noteOf({ name, state }: Stage, batch: BatchBody): string {
  if (name === 'upload') return `${plural(batch.total_files, 'file')}, ${formatBytes(batch.total_bytes)}`;
  if (state === 'todo') return '';
  if (state === 'next') return t('about to begin');
  if (name === 'scatter') {
    const failed =
      batch.failed_files > 0 ? t(', {failed} failed', { failed: formatCount(batch.failed_files) }) : '';
    return `${filesRead(batch)}${failed}`;
  }
  if (name === 'report') return state === 'done' ? t('report ready') : '';
  if (state === 'failed') return t('failed here');
  const words = {
    gather: [t('results merged'), t('merging results')],
    diagnose: [t('rules applied'), t('applying rules')],
  };
  return words[name][state === 'done' ? 0 : 1] ?? '';
}

/** Counted as in reports: a failed file was not read. */
function filesRead({ processed_files, failed_files, total_files }: BatchBody): string {
  return t('{read} of {files} read', {
    read: formatCount(processed_files - failed_files),
    files: plural(total_files, 'file'),
  });
}

function lengthOf({ state, startedAt, endedAt }: Stage, now: number): string {
  if (!startedAt) return '';
  if (state === 'active')
    return formatDuration(Math.max(0, Math.round((now - Date.parse(startedAt)) / 1000)));
  return endedAt ? formatDuration(Math.max(0, Date.parse(endedAt) - Date.parse(startedAt)) / 1000) : '';
}

function OverallProgress({ batch }: { batch: BatchBody }) {
  const { status, processed_files, failed_files, total_files } = batch;
  const reading = status === 'uploaded' || status === 'scattering';
  const label = filesRead(batch);
  if (!reading) return null;
  return (
    <div class="overall">
      <ProgressBar label={label} value={processed_files} max={total_files} bad={failed_files} />
    </div>
  );
}

/** For screen readers: each new state, and each quarter of the files; not every file. */
function Announcement({ batch: { status, total_files, processed_files } }: { batch: BatchBody }) {
  const quarter = total_files === 0 ? 0 : Math.floor((4 * processed_files) / total_files);
  const share =
    status === 'scattering' && quarter > 0
      ? t(', {quarter} percent of the files read', { quarter: quarter * 25 })
      : '';
  return (
    <p class="visually-hidden" role="status">
      {t(statusLooks[status].label)}
      {share}
    </p>
  );
}
