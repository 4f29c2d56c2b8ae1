import { formatDuration } from '../../../../src/text/time-format.ts';
import { ProgressBar } from '../../components/progress-bar.tsx';
import { formatBytes, formatCount, plural } from '../../lib/format.ts';
import { more, ofArgus, t } from '../../lib/language.ts';
import type { BatchUpload, UploadItem } from '../../lib/upload/batch-upload.ts';
import { itemsToShow } from '../../lib/upload/items-to-show.ts';
import { useNow } from '../../lib/use-now.ts';

const stateWords: Record<UploadItem['state'], string> = {
  waiting: 'Waiting',
  sending: 'Uploading',
  stored: 'Stored',
  failed: 'Failed',
};

/** How far the files are: one bar for all, and one for each. */
export function UploadList({ upload }: { upload: BatchUpload }) {
  const { items, running } = upload;
  const { files, totalFiles, bytes, totalBytes, rate, secondsLeft } = upload.totals(useNow(1_000, running));
  const failed = items.filter(({ state }) => state === 'failed').length;
  const shown = itemsToShow(items);
  return (
    <>
      <ProgressBar label={t('All files')} value={bytes} max={totalBytes} />
      <p role="status" class="small muted">
        {t('{stored} of {files} stored', { stored: formatCount(files), files: plural(totalFiles, 'file') })}
        {failed > 0 && t(', {failed} failed', { failed: formatCount(failed) })}
        {t('; {bytes} of {all}', { bytes: formatBytes(bytes), all: formatBytes(totalBytes) })}
        {running && rate !== undefined && `; ${formatBytes(rate)}/s`}
        {running && secondsLeft !== undefined && t(', {time} left', { time: formatDuration(secondsLeft) })}
      </p>
      <ul class="upload-items">
        {shown.map((item) => (
          <UploadRow key={item.path} item={item} />
        ))}
      </ul>
      {shown.length < items.length && (
        <p class="small muted">{t('and {files}', { files: more(items.length - shown.length, 'file') })}</p>
      )}
    </>
  );
}

function UploadRow({ item: { path, size, state, sent, problem } }: { item: UploadItem }) {
  return (
    <li class={`upload-item upload-${state}`}>
      <bdi class="upload-path">{path}</bdi>
      <span class="small muted nowrap">
        {stateWords[state]}, {formatBytes(size)}
      </span>
      {state === 'sending' && <ProgressBar label={path} value={sent} max={size} />}
      {problem !== undefined && (
        <span class={state === 'failed' ? 'small field-problem' : 'small muted'}>
          {ofArgus(problem)}
          {state === 'sending' && t(' It goes on by itself.')}
        </span>
      )}
    </li>
  );
}
