import type { HoldingListBody } from '../../../../src/api/vehicle/holdings-schema.ts';
import type { VehicleRequestBody } from '../../../../src/api/vehicle/request-schema.ts';
import { plainText } from '../../../../src/text/plain-text.ts';
import { askVehicle } from '../../api/vehicle-side.ts';
import { Badge } from '../../components/badge.tsx';
import { Bounded } from '../../components/bounded.tsx';
import { type Column, DataTable } from '../../components/data-table.tsx';
import { ErrorNotice } from '../../components/notice.tsx';
import { RecordedTime } from '../../components/times.tsx';
import { formatBytes, formatCount } from '../../lib/format.ts';
import { ofArgus, rich, t } from '../../lib/language.ts';
import { useAct } from '../../lib/use-act.ts';
import { holdingLooks, requestLooks } from '../../lib/vehicle-side-looks.ts';
import { waitingRequests } from '../../lib/waiting-request.ts';

type Held = HoldingListBody['files'][number];

interface HeldFilesProps {
  holdings: HoldingListBody;
  requests: readonly VehicleRequestBody[];
  onAsked: () => void;
}

const first = 100;

/** Files with the reason why they are still there, and a button to ask for each. */
export function HeldFiles({ holdings, requests, onAsked }: HeldFilesProps) {
  const { busy, error, act } = useAct(onAsked);
  const { vehicle_id, files, total_files } = holdings;
  const ask = (path: string) => void act(() => askVehicle(vehicle_id, { path }));
  if (total_files === 0) return <p class="muted">{t('Everything is uploaded.')}</p>;
  return (
    <>
      {error && <ErrorNotice error={error} />}
      <Bounded items={files} first={first} what={['file', 'files']} omitted={total_files - files.length}>
        {(shown) => (
          <DataTable
            class="held-files"
            caption={t('Files that the vehicle still holds')}
            columns={columnsWith({ askedFor: waitingRequests(requests), busy, ask })}
            rows={shown}
            keyOf={({ path }, index) => `${index} ${path}`}
          />
        )}
      </Bounded>
    </>
  );
}

interface Asking {
  askedFor: ReturnType<typeof waitingRequests>;
  busy: boolean;
  ask: (path: string) => void;
}

const columnsWith = (asking: Asking): Column<Held>[] => [
  {
    head: t('File'),
    wide: true,
    cell: ({ path, recorded_at }) => (
      <>
        <bdi class="file-name">{plainText(path)}</bdi>
        {recorded_at !== null && (
          <span class="block small muted">
            <RecordedTime time={recorded_at} />
          </span>
        )}
      </>
    ),
  },
  {
    head: t('Size'),
    numeric: true,
    cell: ({ size }) => (
      <span title={t('{bytes} bytes', { bytes: formatCount(size) })}>{formatBytes(size)}</span>
    ),
  },
  {
    head: t('Why'),
    cell: ({ why, note }) => {
      const { label, tone, meaning } = holdingLooks[why];
      return (
        <>
          <Badge tone={tone}>{t(label)}</Badge>
          <span class="block small muted">{note === null ? meaning : <bdi>{ofArgus(note)}</bdi>}</span>
        </>
      );
    },
  },
  { head: t('Asked for'), cell: (file) => <AskCell file={file} {...asking} /> },
];

function AskCell({ file, askedFor, busy, ask }: Asking & { file: Held }) {
  const { path } = file;
  const request = askedFor(file);
  if (request) {
    const { label, tone } = requestLooks[request.state];
    return <Badge tone={tone}>{t(label)}</Badge>;
  }
  return (
    <button type="button" class="button" disabled={busy} onClick={() => ask(path)}>
      {rich('Ask for it {hidden}', { hidden: <span class="visually-hidden">: {path}</span> })}
    </button>
  );
}
