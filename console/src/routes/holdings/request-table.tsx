import type { VehicleRequestBody } from '../../../../src/api/vehicle/request-schema.ts';
import { withdrawVehicleRequest } from '../../api/vehicle-side.ts';
import { Badge } from '../../components/badge.tsx';
import { type Column, DataTable } from '../../components/data-table.tsx';
import { Link } from '../../components/link.tsx';
import { ErrorNotice } from '../../components/notice.tsx';
import { LocalDay, LocalTime } from '../../components/times.tsx';
import { ofArgus, t } from '../../lib/language.ts';
import { useAct } from '../../lib/use-act.ts';
import { requestLooks, wantedText } from '../../lib/vehicle-side-looks.ts';

interface RequestTableProps {
  vehicleId: string;
  requests: readonly VehicleRequestBody[];
  onChanged: () => void;
}

/** What a vehicle was asked for, and what became of it. */
export function RequestTable({ vehicleId, requests, onChanged }: RequestTableProps) {
  const { busy, error, act } = useAct(onChanged);
  const withdraw = (id: string) => void act(() => withdrawVehicleRequest(vehicleId, id));
  return (
    <>
      {error && <ErrorNotice error={error} />}
      <DataTable
        class="request-table"
        caption={t('What the vehicle was asked for, newest first')}
        columns={columnsWith(busy, withdraw)}
        rows={requests}
        keyOf={({ request_id }) => request_id}
      />
    </>
  );
}

const columnsWith = (busy: boolean, withdraw: (id: string) => void): Column<VehicleRequestBody>[] => [
  { head: t('Wanted'), wide: true, cell: (request) => <Wanted request={request} /> },
  { head: t('State'), cell: (request) => <State request={request} /> },
  {
    head: t('Asked'),
    cell: ({ created_at, asked_by }) => (
      <>
        <LocalTime time={created_at} />
        {asked_by !== null && (
          <span class="block small muted">
            <bdi>{asked_by}</bdi>
          </span>
        )}
      </>
    ),
  },
  {
    head: t('Until'),
    cell: ({ request_id, state, expires_at }) =>
      state === 'open' || state === 'picked_up' ? (
        <>
          <LocalDay time={expires_at} />{' '}
          <button type="button" class="button-quiet" disabled={busy} onClick={() => withdraw(request_id)}>
            {t('Withdraw')}
          </button>
        </>
      ) : (
        <span class="muted">–</span>
      ),
  },
];

function Wanted({ request }: { request: VehicleRequestBody }) {
  const { files, time } = wantedText(request);
  return (
    <>
      {files !== undefined && <bdi class="file-name">{files}</bdi>}
      {time !== undefined && <span class={files === undefined ? '' : 'block small muted'}>{time}</span>}
      {request.note !== null && <bdi class="block small muted">{request.note}</bdi>}
    </>
  );
}

function State({ request: { state, reason, batch_id } }: { request: VehicleRequestBody }) {
  const { label, tone } = requestLooks[state];
  return (
    <>
      <Badge tone={tone}>{t(label)}</Badge>
      {reason !== null && <bdi class="block small muted">{ofArgus(reason)}</bdi>}
      {batch_id !== null && (
        <Link class="block small" href={`/batches/${batch_id}`}>
          {t('The batch')}
        </Link>
      )}
    </>
  );
}
