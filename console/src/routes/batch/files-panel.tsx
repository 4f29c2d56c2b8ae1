import { useState } from 'preact/hooks';
import type { FileBody } from '../../../../src/api/batches/file-schema.ts';
import type { BatchBody } from '../../../../src/api/batches/schema.ts';
import { isTerminal } from '../../../../src/domain/batch-status.ts';
import type { FileState } from '../../../../src/domain/file-state.ts';
import type { Report } from '../../../../src/report/report-schema.ts';
import { listFiles } from '../../api/batches.ts';
import { ErrorNotice } from '../../components/notice.tsx';
import { Section } from '../../components/section.tsx';
import { formatCount } from '../../lib/format.ts';
import type { Label } from '../../lib/language.ts';
import { t } from '../../lib/language.ts';
import { useOwnError } from '../../lib/outage.ts';
import { fileStateLooks } from '../../lib/status-looks.ts';
import { useQuery } from '../../lib/use-query.ts';
import { FileTable } from './file-table.tsx';
import type { ReportedFiles } from './reported-files.ts';

const pageSize = 25;
const refreshMs = 2_000;

/** The files of the batch with their verdicts, page by page. */
export function FilesPanel({ batch, report }: { batch: BatchBody; report: Report | undefined }) {
  const { batch_id, run, status } = batch;
  const [state, setState] = useState<FileState>();
  // The cursors of the pages so far, the current one last.
  const [way, setWay] = useState<string[]>([]);
  const cursor = way.at(-1);
  const over = isTerminal(status);
  const { data, error, stale } = useQuery(
    `files ${batch_id} ${state} ${cursor} ${run} ${over}`,
    (signal) => listFiles(batch_id, { state, cursor, limit: pageSize }, signal),
    over ? undefined : refreshMs,
  );
  const ownError = useOwnError('files', error);
  const files = data?.files ?? [];
  const first = way.length * pageSize + 1;
  const next = data?.next_cursor ?? undefined;

  return (
    <Section
      id="files"
      title={t('Files')}
      note={`${formatCount(batch.total_files)}${batch.failed_files > 0 ? t(', {failed} failed', { failed: formatCount(batch.failed_files) }) : ''}`}
      // Below a report whose files were all read, nobody looks for them. The batch says so before its report has come, so
      // that what is open under the pointer does not fold when it comes.
      folds={status === 'completed' && batch.failed_files === 0}
      tools={
        <label class="inline-label">
          {t('State')}
          <select
            value={state ?? ''}
            onChange={({ currentTarget }) => {
              setState((currentTarget.value || undefined) as FileState | undefined);
              setWay([]);
            }}
          >
            <option value="">{t('Any')}</option>
            {Object.entries(fileStateLooks).map(([value, { label }]) => (
              <option key={value} value={value}>
                {t(label)}
              </option>
            ))}
          </select>
        </label>
      }
    >
      {ownError && <ErrorNotice error={ownError} />}
      {files.length > 0 ? (
        <div class={stale ? 'is-stale' : ''}>
          <FileTable files={files} reported={reportedFiles(report)} />
        </div>
      ) : (
        <p class="muted">{emptyWords(data?.files, state, over)}</p>
      )}
      {(way.length > 0 || next) && (
        <nav class="pages" aria-label={t('Pages of files')}>
          <button
            type="button"
            class="button"
            disabled={way.length === 0}
            onClick={() => setWay(way.slice(0, -1))}
          >
            {t('← Before')}
          </button>
          <span class="small muted" aria-live="polite">
            {t('{first} to {last}', {
              first: formatCount(first),
              last: formatCount(first + files.length - 1),
            })}
          </span>
          <button
            type="button"
            class="button"
            disabled={!next}
            onClick={() => next && setWay([...way, next])}
          >
            {t('Next →')}
          </button>
        </nav>
      )}
    </Section>
  );
}

/** What the report says about each file it lists. */
function reportedFiles(report: Report | undefined): ReportedFiles {
  return Map.groupBy(report?.files ?? [], ({ file_id }) => file_id);
}

const noFile: Record<FileState, Label> = {
  pending: 'No file is pending.',
  parsing: 'No file is parsing.',
  parsed: 'No file is parsed.',
  failed: 'No file is failed.',
};

function emptyWords(files: FileBody[] | undefined, state: FileState | undefined, over: boolean): string {
  if (!files) return t('Loading the files…');
  if (state) return t(noFile[state]);
  return over ? t('The batch has no files.') : t('No file has been uploaded yet.');
}
