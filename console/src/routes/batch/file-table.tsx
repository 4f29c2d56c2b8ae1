import type { FileBody } from '../../../../src/api/batches/file-schema.ts';
import type { ReportFile } from '../../../../src/report/report-schema.ts';
import { packedText } from '../../../../src/text/packed-text.ts';
import { plainText } from '../../../../src/text/plain-text.ts';
import { fileContentUrl } from '../../api/batches.ts';
import { FileStateBadge } from '../../components/badge.tsx';
import { type Column, DataTable } from '../../components/data-table.tsx';
import { LocalTime, RecordedTime } from '../../components/times.tsx';
import { formatBytes, formatCode, formatCount, plural } from '../../lib/format.ts';
import { currentLanguage, more, ofArgus, rich, t } from '../../lib/language.ts';
import type { ReportedFiles } from './reported-files.ts';

interface FileTableProps {
  files: readonly FileBody[];
  reported: ReportedFiles;
}

export function FileTable({ files, reported }: FileTableProps) {
  return (
    <DataTable
      class="file-table"
      caption={t('Files, in the order of their upload')}
      columns={columnsWith(reported)}
      rows={files}
      keyOf={({ file_id }) => file_id}
    />
  );
}

const columnsWith = (reported: ReportedFiles): Column<FileBody>[] => [
  {
    head: t('File'),
    wide: true,
    cell: (file) => <FileName file={file} reported={reported.get(file.file_id) ?? []} />,
  },
  {
    head: t('State'),
    cell: ({ state, verdict }) => (
      <FileStateBadge state={state} whole={verdict === null || verdict.code === 'ok'} />
    ),
  },
  { head: t('Verdict'), wide: true, cell: ({ verdict }) => <FileVerdict verdict={verdict} /> },
  { head: t('Format'), cell: ({ format }) => format ?? <span class="muted">–</span> },
  {
    head: t('Size'),
    numeric: true,
    cell: ({ size }) => (
      <span title={t('{bytes} bytes', { bytes: formatCount(size) })}>{formatBytes(size)}</span>
    ),
  },
  {
    head: t('Messages'),
    numeric: true,
    cell: ({ message_count }) =>
      message_count === null ? <span class="muted">–</span> : formatCount(message_count),
  },
];

/** Recordings of an archive that are named below it. */
const shownMembers = 5;

function FileName({ file, reported }: { file: FileBody; reported: readonly ReportFile[] }) {
  const inside = reported.filter(({ name }) => name.startsWith(`${file.name}: `));
  const own = reported.find((row) => !inside.includes(row));
  const { start = null, end = null, packed_with, read_as } = own ?? {};
  const packed = packedText(packed_with, currentLanguage());
  return (
    <>
      <a class="file-name" href={fileContentUrl(file.batch_id, file.file_id)} download={file.name}>
        <bdi>{plainText(file.name)}</bdi>
      </a>
      {start !== null && end !== null && (
        <span class="small muted block">
          {rich('{time} to {time2}', {
            time: <RecordedTime time={start} bare />,
            time2: <RecordedTime time={end} />,
          })}
        </span>
      )}
      {packed !== undefined && <span class="small muted block">{packed}</span>}
      {read_as !== undefined && <bdi class="small muted block">{ofArgus(read_as)}</bdi>}
      {inside.slice(0, shownMembers).map(({ name, message_count }) => (
        <span key={name} class="small muted block">
          <bdi>{name.slice(file.name.length + 2)}</bdi>, {plural(message_count, 'message')}
        </span>
      ))}
      {inside.length > shownMembers && (
        <span class="small muted block">
          {t('and {recordings}, in the report', {
            recordings: more(inside.length - shownMembers, 'recording'),
          })}
        </span>
      )}
      {file.labels.length > 0 && <Labels labels={file.labels} />}
      <details class="small">
        <summary>{t('Details')}</summary>
        <dl class="file-details">
          <dt>SHA-256</dt>
          <dd>
            <code>{file.sha256}</code>
          </dd>
          <dt>{t('File id')}</dt>
          <dd>
            <code>{file.file_id}</code>
          </dd>
          <dt>{t('Sent as')}</dt>
          <dd>{file.content_type}</dd>
          {file.recorded_at && (
            <>
              <dt>{t('Recorded, says the vehicle')}</dt>
              <dd>
                <RecordedTime time={file.recorded_at} />
              </dd>
            </>
          )}
          {file.priority > 0 && (
            <>
              <dt>{t('Priority')}</dt>
              <dd>{file.priority}</dd>
            </>
          )}
          <dt>{t('Uploaded')}</dt>
          <dd>
            <LocalTime time={file.created_at} />
          </dd>
          {file.processed_at && (
            <>
              <dt>{t('Processed')}</dt>
              <dd>
                <LocalTime time={file.processed_at} />
              </dd>
            </>
          )}
        </dl>
      </details>
    </>
  );
}

function Labels({ labels }: { labels: readonly string[] }) {
  return (
    <ul class="file-labels" aria-label={t('Labels')}>
      {labels.map((label) => (
        <li key={label}>
          <bdi>{label}</bdi>
        </li>
      ))}
    </ul>
  );
}

function FileVerdict({ verdict }: { verdict: FileBody['verdict'] }) {
  if (!verdict) return <span class="muted">–</span>;
  const { code, message, offset, salvaged_messages = 0, damaged = [] } = verdict;
  if (code === 'ok') return <span class="muted">{ofArgus(message)}</span>;
  return (
    <>
      <strong>
        {ofArgus(formatCode(code))}
        {t('.')}
      </strong>{' '}
      {ofArgus(message)}
      {(offset !== undefined || salvaged_messages > 0) && (
        <span class="small muted block">
          {[
            offset !== undefined && t('byte {offset}', { offset: formatCount(offset) }),
            salvaged_messages > 0 &&
              t('{messages} saved', { messages: plural(salvaged_messages, 'message') }),
          ]
            .filter(Boolean)
            .join(' · ')}
        </span>
      )}
      {damaged.length > 0 && (
        <details class="small">
          <summary>{plural(damaged.length, 'damaged range')}</summary>
          <ul class="ranges">
            {damaged.map(({ start, end }) => (
              <li key={start}>
                {t('bytes {start} to {end} ({size})', {
                  start: formatCount(start),
                  end: formatCount(end),
                  size: formatBytes(end - start),
                })}
              </li>
            ))}
          </ul>
        </details>
      )}
    </>
  );
}
