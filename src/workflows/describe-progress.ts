import type { BatchProgress } from './messages.ts';

const steps = [
  ['pending', 'Upload'],
  ['scattering', 'Scatter: parse each file'],
  ['gathering', 'Gather: merge the results'],
  ['diagnosing', 'Diagnose: rules and report'],
  ['completed', 'Completed'],
] as const;

/** Markdown for the Temporal Web UI: where the batch stands, so that the page tells the story by itself. */
export function describeProgress(progress: BatchProgress): string {
  const files =
    progress.totalFiles === 0
      ? 'Waiting for the vehicle to upload its files and complete the batch.'
      : `${progress.processedFiles} of ${progress.totalFiles} files processed, ${progress.failedFiles} failed.`;
  const at = steps.findIndex(([stage]) => stage === progress.stage);
  const list = steps.map(([, title], index) => {
    if (at === -1) return `- ${title}`;
    return index < at || progress.stage === 'completed'
      ? `- ✓ ${title}`
      : index === at
        ? `- **▸ ${title}**`
        : `- ${title}`;
  });
  return [`**${progress.stage}**. ${files}`, '', ...list].join('\n');
}
