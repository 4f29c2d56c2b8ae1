import type { FileBody } from '../../../../src/api/batches/file-schema.ts';
import type { ReportFile } from '../../../../src/report/report-schema.ts';
import { packedText } from '../../../../src/text/packed-text.ts';
import { plainText } from '../../../../src/text/plain-text.ts';
import { fileContentUrl } from '../../api/batches.ts';
import { FileStateBadge } from '../../components/badge.tsx';
import { type Column, DataTable } from '../../components/data-table.tsx';
import { LocalTime, RecordedTime } from '../../components/times.tsx';
import { formatBytes, formatCode, formatCount, plural } from '../../lib/format.ts';
import type { ReportedFiles } from './reported-files.ts';

interface FileTableProps {
  files: readonly FileBody[];
  reported: ReportedFiles;
}

export function FileTable({ files, reported }: FileTableProps) {
  return (
    <DataTable
      class="file-table"
      caption="Files, in the order of their upload"
      columns={columnsWith(reported)}
      rows={files}
      keyOf={({ file_id }) => file_id}
    />
  );
}

const columnsWith = (reported: ReportedFiles): Column<FileBody>[] => [
  {
    head: 'File',
    wide: true,
    cell: (file) => <FileName file={file} reported={reported.get(file.file_id) ?? []} />,
  },
  {
    head: 'State',
    cell: ({ state, verdict }) => (
      <FileStateBadge state={state} whole={verdict === null || verdict.code === 'ok'} />
    ),
  },
  { head: 'Verdict', wide: true, cell: ({ verdict }) => <FileVerdict verdict={verdict} /> },
  { head: 'Format', cell: ({ format }) => format ?? <span class="muted">–</span> },
  {
    head: 'Size',
    numeric: true,
    cell: ({ size }) => <span title={`${formatCount(size)} bytes`}>{formatBytes(size)}</span>,
  },
  {
    head: 'Messages',
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
  const packed = packedText(packed_with);
  return (
    <>
      <a class="file-name" href={fileContentUrl(file.batch_id, file.file_id)} download={file.name}>
        <bdi>{plainText(file.name)}</bdi>
      </a>
      {start !== null && end !== null && (
        <span class="small muted block">
          <RecordedTime time={start} /> to <RecordedTime time={end} zone />
        </span>
      )}
      {packed !== undefined && <span class="small muted block">{packed}</span>}
      {read_as !== undefined && <bdi class="small muted block">{read_as}</bdi>}
      {inside.slice(0, shownMembers).map(({ name, message_count }) => (
        <span key={name} class="small muted block">
          <bdi>{name.slice(file.name.length + 2)}</bdi>, {plural(message_count, 'message')}
        </span>
      ))}
      {inside.length > shownMembers && (
        <span class="small muted block">
          and {plural(inside.length - shownMembers, 'more recording')}, in the report
        </span>
      )}
      {file.labels.length > 0 && <Labels labels={file.labels} />}
      <details class="small">
        <summary>Details</summary>
        <dl class="file-details">
          <dt>SHA-256</dt>
          <dd>
            <code>{file.sha256}</code>
          </dd>
          <dt>File id</dt>
          <dd>
            <code>{file.file_id}</code>
          </dd>
          <dt>Sent as</dt>
          <dd>{file.content_type}</dd>
          {file.recorded_at && (
            <>
              <dt>Recorded, says the vehicle</dt>
              <dd>
                <RecordedTime time={file.recorded_at} zone />
              </dd>
            </>
          )}
          {file.priority > 0 && (
            <>
              <dt>Priority</dt>
              <dd>{file.priority}</dd>
            </>
          )}
          <dt>Uploaded</dt>
          <dd>
            <LocalTime time={file.created_at} />
          </dd>
          {file.processed_at && (
            <>
              <dt>Processed</dt>
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
    <ul class="file-labels" aria-label="Labels">
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
  if (code === 'ok') return <span class="muted">{message}</span>;
  return (
    <>
      <strong>{formatCode(code)}.</strong> {message}
      {(offset !== undefined || salvaged_messages > 0) && (
        <span class="small muted block">
          {[
            offset !== undefined && `byte ${formatCount(offset)}`,
            salvaged_messages > 0 && `${plural(salvaged_messages, 'message')} saved`,
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
                bytes {formatCount(start)} to {formatCount(end)} ({formatBytes(end - start)})
              </li>
            ))}
          </ul>
        </details>
      )}
    </>
  );
}
