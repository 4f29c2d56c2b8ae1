import { useEffect, useState } from 'preact/hooks';
import { Link } from '../components/link.tsx';
import { ErrorNotice, Notice } from '../components/notice.tsx';
import { plural } from '../lib/format.ts';
import { navigate } from '../lib/router.ts';
import { addChosen, type ChosenFile } from '../lib/upload/chosen-files.ts';
import { useBatchUpload } from '../lib/upload/use-batch-upload.ts';
import { useTitle } from '../lib/use-title.ts';
import { DropZone } from './upload/drop-zone.tsx';
import { UploadForm } from './upload/upload-form.tsx';
import { UploadList } from './upload/upload-list.tsx';

/** Uploads a drive from this browser; what has arrived survives a lost link and a closed tab. */
export function UploadPage() {
  useTitle('Upload');
  const job = useBatchUpload((batchId) => navigate(`/batches/${batchId}`));
  const [chosen, setChosen] = useState<ChosenFile[]>([]);
  const [empty, setEmpty] = useState(0);
  const [unread, setUnread] = useState<Error>();
  const { kept, upload, error, busy } = job;
  const running = upload?.running ?? false;
  useLeaveWarning(running);

  const take = (files: readonly ChosenFile[]) => {
    const next = addChosen(chosen, files);
    setChosen(next.files);
    setEmpty(next.empty);
    setUnread(undefined);
  };
  const failed = upload?.items.some(({ state }) => state === 'failed') ?? false;

  return (
    <div class="page">
      <nav aria-label="Breadcrumb" class="breadcrumb small">
        <Link href="/">Batches</Link> <span aria-hidden="true">/</span> upload
      </nav>
      <h1>Upload a drive</h1>
      {kept && !upload && (
        <Notice tone="info" title={`An upload for ${kept.vehicleId} is not finished.`}>
          <p>
            Choose its {plural(kept.files, 'file')} again: it goes on where it stopped, and what is stored is
            not sent twice. <Link href={`/batches/${kept.batchId}`}>Show the batch</Link>
          </p>
          <p>
            <button type="button" class="button-quiet" onClick={job.forget}>
              Upload another drive instead
            </button>
          </p>
        </Notice>
      )}
      {!upload && (
        <div class="panel upload-begin">
          <DropZone disabled={busy} onChosen={take} onError={setUnread} />
          {chosen.length > 0 && (
            <p role="status">
              {plural(chosen.length, 'file')} chosen.{' '}
              <button type="button" class="button-quiet" disabled={busy} onClick={() => setChosen([])}>
                Choose anew
              </button>
            </p>
          )}
          {empty > 0 && (
            <p class="small muted">
              {plural(empty, 'empty file')} left out: there is nothing to read in them.
            </p>
          )}
          {kept ? (
            <button
              type="button"
              class="button button-main"
              disabled={busy || chosen.length === 0}
              onClick={() => void job.goOn(chosen)}
            >
              Go on with the upload
            </button>
          ) : (
            <UploadForm files={chosen} busy={busy} onBegin={(batch) => void job.begin(batch, chosen)} />
          )}
        </div>
      )}
      {unread && <ErrorNotice error={unread} />}
      {error && <ErrorNotice error={error} />}
      {upload && kept && (
        <section class="panel" aria-label={`Upload for ${kept.vehicleId}`}>
          <UploadList upload={upload} />
          {running && <p class="small muted">Keep this page open until all files are stored.</p>}
          <p class="upload-buttons">
            {running && (
              <button type="button" class="button" onClick={job.stop}>
                Pause
              </button>
            )}
            {!running && (
              <button
                type="button"
                class="button button-main"
                disabled={busy}
                onClick={() => void job.resume()}
              >
                {failed ? 'Try the failed files again' : 'Go on'}
              </button>
            )}
            {!running && failed && (
              <button type="button" class="button" disabled={busy} onClick={() => void job.completeWithout()}>
                Process the batch without them
              </button>
            )}
          </p>
        </section>
      )}
    </div>
  );
}

/** The browser asks before it leaves the page. */
function useLeaveWarning(running: boolean): void {
  useEffect(() => {
    if (!running) return;
    const warn = (event: BeforeUnloadEvent) => event.preventDefault();
    addEventListener('beforeunload', warn);
    return () => removeEventListener('beforeunload', warn);
  }, [running]);
}
