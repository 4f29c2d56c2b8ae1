import { useState } from 'preact/hooks';
import { getHoldings, getUploadPolicy, listHoldings } from '../../api/vehicle-side.ts';
import { Bounded } from '../../components/bounded.tsx';
import { type Column, DataTable } from '../../components/data-table.tsx';
import { ErrorNotice } from '../../components/notice.tsx';
import { Section } from '../../components/section.tsx';
import { formatBytes, formatCount, plural } from '../../lib/format.ts';
import { rich, t } from '../../lib/language.ts';
import {
  type PolicyDraft,
  type PreviewFile,
  type PreviewRow,
  type PreviewSum,
  previewOf,
} from '../../lib/policy-draft.ts';
import { useQuery } from '../../lib/use-query.ts';
import { uploadTimeWords } from '../../lib/vehicle-side-looks.ts';
import type { PolicyInForce } from './policy-in-force.ts';

const offeredVehicles = 50;
const firstFiles = 100;
const longestPaths = 20_000;

/** When files would go up by the rules as they are being edited: of a vehicle that has reported its own, or as typed in. */
export function PolicyPreview({ policy, draft }: { policy: PolicyInForce; draft: PolicyDraft }) {
  const { asked } = policy;
  const [chosen, setChosen] = useState<string>();
  const [typed, setTyped] = useState('');
  const holders = useQuery(`holders ${asked ?? ''}`, (signal) =>
    listHoldings({ platform: asked, limit: offeredVehicles }, signal),
  );
  const vehicles = holders.data?.vehicles.map(({ vehicle_id }) => vehicle_id) ?? [];
  const vehicle = chosen ?? vehicles[0];
  const held = useQuery(vehicle === undefined ? undefined : `held ${vehicle}`, async (signal) => {
    const id = vehicle as string;
    const [holdings, inForce] = await Promise.all([
      getHoldings(id, signal),
      getUploadPolicy(id, undefined, signal),
    ]);
    return { ...holdings, source: inForce.source };
  });
  const reported: PreviewFile[] = held.data?.files ?? [];
  const paths = typed.split('\n').map((line) => line.trim());
  const files = [...paths.filter(Boolean).map((path) => ({ path })), ...reported];
  const { rows, sums } = previewOf(files, policy, draft);
  const changes = rows.filter(({ before, after }) => before !== after).length;
  return (
    <Section id="policy-preview" title={t('What it means')} note={previewNote(files.length, changes)}>
      <div class="policy-preview-fields">
        {vehicles.length > 0 && (
          <label>
            {t('Files that are still on')}
            <select value={vehicle} onChange={(event) => setChosen(event.currentTarget.value)}>
              {vehicles.map((id) => (
                <option key={id} value={id}>
                  {id}
                </option>
              ))}
            </select>
          </label>
        )}
        <label>
          {t('Paths to try, one a line')}
          <textarea
            rows={2}
            maxLength={longestPaths}
            value={typed}
            onInput={(event) => setTyped(event.currentTarget.value)}
          />
        </label>
      </div>
      {holders.data && vehicles.length === 0 && (
        <p class="small muted">{t('No vehicle has reported files that it still holds.')}</p>
      )}
      {asked === undefined && held.data?.source === 'platform' && (
        <p class="small muted">
          {rich('{vehicle} is of a platform with a policy of its own, which this one does not change.', {
            vehicle: <bdi>{vehicle}</bdi>,
          })}
        </p>
      )}
      {(holders.error ?? held.error) && <ErrorNotice error={(holders.error ?? held.error) as Error} />}
      <ul class="policy-sums">
        {sums.map((sum) => (
          <SumItem key={sum.upload} sum={sum} />
        ))}
      </ul>
      {rows.length > 0 && (
        <Bounded items={rows} first={firstFiles} what={['file', 'files']} omitted={omittedOf(held.data)}>
          {(shown) => (
            <DataTable
              caption={t('Files and when they go up')}
              columns={columns()}
              rows={shown}
              keyOf={({ path }, index) => `${index} ${path}`}
            />
          )}
        </Bounded>
      )}
    </Section>
  );
}

function previewNote(files: number, changes: number): string {
  if (files === 0) return '';
  return changes === 0
    ? t('nothing changes')
    : t('{changed} of {files} change', { changed: plural(changes, 'file'), files: formatCount(files) });
}

const omittedOf = (held: { total_files: number; files: readonly unknown[] } | undefined) =>
  held ? held.total_files - held.files.length : 0;

function SumItem({ sum: { upload, files, bytes, moreFiles } }: { sum: PreviewSum }) {
  return (
    <li>
      <span class="small muted">{t(uploadTimeWords[upload])}</span>
      <strong>{plural(files, 'file')}</strong>
      <span class="small">
        {formatBytes(bytes)}
        {moreFiles !== 0 && `, ${moreFiles > 0 ? '+' : '−'}${formatCount(Math.abs(moreFiles))}`}
      </span>
    </li>
  );
}

const columns = (): Column<PreviewRow>[] => [
  { head: t('File'), wide: true, cell: ({ path }) => <bdi class="file-name">{path}</bdi> },
  { head: t('Size'), numeric: true, cell: ({ size }) => (size === undefined ? '' : formatBytes(size)) },
  { head: t('In force'), cell: ({ before }) => <span class="muted">{t(uploadTimeWords[before])}</span> },
  {
    head: t('By these rules'),
    cell: ({ before, after }) =>
      before === after ? t(uploadTimeWords[after]) : <strong>{t(uploadTimeWords[after])}</strong>,
  },
];
