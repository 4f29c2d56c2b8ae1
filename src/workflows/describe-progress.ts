import { type BatchStatus, batchStatuses } from '../domain/batch-status.ts';
import type { BatchProgress } from './messages.ts';

/** What the operator reads for each state that the workflow enters; other states exist in the row only. */
const titles: Record<BatchStatus, string | undefined> = {
  pending: 'Upload',
  uploaded: undefined,
  scattering: 'Scatter: parse each file',
  scattered: undefined,
  gathering: 'Gather: merge the results',
  gathered: undefined,
  diagnosing: 'Diagnose: rules and report',
  completed: 'Completed',
  failed: undefined,
};

const steps = batchStatuses.filter((status) => titles[status] !== undefined);

/** Markdown for the Temporal Web UI: where the batch stands, so that the page explains itself. */
export function describeProgress(progress: BatchProgress): string {
  const files =
    progress.totalFiles === 0
      ? 'Waiting for the vehicle to upload its files and complete the batch.'
      : `${progress.processedFiles} of ${progress.totalFiles} files processed, ${progress.failedFiles} failed.`;
  const list = steps.map((step) => `- ${markOf(step, progress.stage)}`);
  return [`**${progress.stage}**. ${files}`, '', ...list].join('\n');
}

function markOf(step: BatchStatus, stage: BatchStatus): string {
  const title = titles[step];
  const passed = stage !== 'failed' && batchStatuses.indexOf(step) < batchStatuses.indexOf(stage);
  if (passed || stage === 'completed') return `✓ ${title}`;
  return step === stage ? `**▸ ${title}**` : `${title}`;
}
