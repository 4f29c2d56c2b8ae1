import { useEffect, useState } from 'preact/hooks';
import { Link } from '../components/link.tsx';
import { ErrorNotice, Notice } from '../components/notice.tsx';
import { plural } from '../lib/format.ts';
import { rich, t } from '../lib/language.ts';
import { navigate } from '../lib/router.ts';
import { addChosen, type ChosenFile } from '../lib/upload/chosen-files.ts';
import { useBatchUpload } from '../lib/upload/use-batch-upload.ts';
import { useTitle } from '../lib/use-title.ts';
import { DropZone } from './upload/drop-zone.tsx';
import { UploadForm } from './upload/upload-form.tsx';
import { UploadList } from './upload/upload-list.tsx';

/** Uploads a drive from this browser; what has arrived survives a lost link and a closed tab. */
export function UploadPage() {
  useTitle(t('Upload'));
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
      <nav aria-label={t('Breadcrumb')} class="breadcrumb small">
        <Link href="/">{t('Batches')}</Link> <span aria-hidden="true">/</span> {t('upload')}
      </nav>
      <h1>{t('Upload a drive')}</h1>
      {kept && !upload && (
        <Notice
          tone="info"
          title={t('An upload for {vehicleId} is not finished.', { vehicleId: kept.vehicleId })}
        >
          <p>
            {rich(
              'Choose its {files} again: it goes on where it stopped, and what is stored is not sent twice. {link}',
              {
                files: plural(kept.files, 'file'),
                link: <Link href={`/batches/${kept.batchId}`}>{t('Show the batch')}</Link>,
              },
            )}
          </p>
          <p>
            <button type="button" class="button-quiet" onClick={job.forget}>
              {t('Upload another drive instead')}
            </button>
          </p>
        </Notice>
      )}
      {!upload && (
        <div class="panel upload-begin">
          <DropZone disabled={busy} onChosen={take} onError={setUnread} />
          {chosen.length > 0 && (
            <p role="status">
              {rich('{files} chosen. {button}', {
                files: plural(chosen.length, 'file'),
                button: (
                  <button type="button" class="button-quiet" disabled={busy} onClick={() => setChosen([])}>
                    {t('Choose anew')}
                  </button>
                ),
              })}
            </p>
          )}
          {empty > 0 && (
            <p class="small muted">
              {t('{files} left out: there is nothing to read in them.', {
                files: plural(empty, 'empty file'),
              })}
            </p>
          )}
          {kept ? (
            <button
              type="button"
              class="button button-main"
              disabled={busy || chosen.length === 0}
              onClick={() => void job.goOn(chosen)}
            >
              {t('Go on with the upload')}
            </button>
          ) : (
            <UploadForm files={chosen} busy={busy} onBegin={(batch) => void job.begin(batch, chosen)} />
          )}
        </div>
      )}
      {unread && <ErrorNotice error={unread} />}
      {error && <ErrorNotice error={error} />}
      {upload && kept && (
        <section class="panel" aria-label={t('Upload for {vehicleId}', { vehicleId: kept.vehicleId })}>
          <UploadList upload={upload} />
          {running && <p class="small muted">{t('Keep this page open until all files are stored.')}</p>}
          <p class="upload-buttons">
            {running && (
              <button type="button" class="button" onClick={job.stop}>
                {t('Pause')}
              </button>
            )}
            {!running && (
              <button
                type="button"
                class="button button-main"
                disabled={busy}
                onClick={() => void job.resume()}
              >
                {failed ? t('Try the failed files again') : t('Go on')}
              </button>
            )}
            {!running && failed && (
              <button type="button" class="button" disabled={busy} onClick={() => void job.completeWithout()}>
                {t('Process the batch without them')}
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
