import { useState } from 'preact/hooks';
import type { TokenBody } from '../../../../src/api/access/schema.ts';
import { revokeToken } from '../../api/access.ts';
import { Badge } from '../../components/badge.tsx';
import { ConfirmDialog } from '../../components/confirm-dialog.tsx';
import { type Column, DataTable } from '../../components/data-table.tsx';
import { ErrorNotice } from '../../components/notice.tsx';
import { LocalDay, LocalTime } from '../../components/times.tsx';
import { rich, t } from '../../lib/language.ts';
import { useAct } from '../../lib/use-act.ts';

export function TokenTable({ tokens, onChanged }: { tokens: TokenBody[]; onChanged: () => void }) {
  const { busy, error, act } = useAct(onChanged);
  const [asking, setAsking] = useState<TokenBody>();
  const answer = (confirmed: boolean) => {
    const token = asking;
    setAsking(undefined);
    if (confirmed && token) void act(() => revokeToken(token.token_id));
  };
  return (
    <>
      {error && <ErrorNotice error={error} />}
      <DataTable
        caption={t('Tokens, newest first')}
        columns={columnsWith(busy, setAsking)}
        rows={tokens}
        keyOf={({ token_id }) => token_id}
      />
      {asking && (
        <ConfirmDialog
          title={t('Revoke the token of {name}?', { name: asking.name })}
          text={t(
            'Within two seconds nothing accepts it, and what it does is cut off. It cannot be given back.',
          )}
          yes={t('Yes, revoke it')}
          danger
          onAnswer={answer}
        />
      )}
    </>
  );
}

const columnsWith = (busy: boolean, onRevoke: (token: TokenBody) => void): Column<TokenBody>[] => [
  {
    head: t('For'),
    wide: true,
    cell: ({ name, prefix, created_by }) => (
      <>
        <bdi class="file-name">{name}</bdi>
        <span class="block small muted">
          {rich('{prefix}, made by {createdBy}', {
            prefix: <code>{prefix}…</code>,
            createdBy: <bdi>{created_by}</bdi>,
          })}
        </span>
      </>
    ),
  },
  {
    head: t('Role'),
    cell: ({ role, vehicle_id }) => (
      <>
        {t(role)}
        {vehicle_id !== null && <bdi class="block small muted">{vehicle_id}</bdi>}
      </>
    ),
  },
  { head: t('Made'), cell: ({ created_at }) => <LocalDay time={created_at} /> },
  {
    head: t('Last used'),
    cell: ({ last_used_at }) =>
      last_used_at === null ? <span class="muted">{t('never')}</span> : <LocalTime time={last_used_at} />,
  },
  { head: t('State'), cell: (token) => <State token={token} /> },
  {
    head: t('Revoke'),
    cell: (token) =>
      token.revoked_at === null ? (
        <button
          type="button"
          class="button-quiet"
          disabled={busy}
          aria-label={t('Revoke the token of {name}', { name: token.name })}
          onClick={() => onRevoke(token)}
        >
          {t('Revoke…')}
        </button>
      ) : (
        <span class="muted">–</span>
      ),
  },
];

function State({ token: { expires_at, revoked_at, revoked_by } }: { token: TokenBody }) {
  if (revoked_at !== null) {
    return (
      <>
        <Badge tone="neutral">{t('Revoked')}</Badge>
        <span class="block small muted">
          {rich('{time} by {revokedBy}', {
            time: <LocalDay time={revoked_at} />,
            revokedBy: <bdi>{revoked_by}</bdi>,
          })}
        </span>
      </>
    );
  }
  if (expires_at === null) return <Badge tone="good">{t('Never expires')}</Badge>;
  return Date.parse(expires_at) < Date.now() ? (
    <Badge tone="warning">{t('Expired')}</Badge>
  ) : (
    <>
      <Badge tone="good">{t('Valid')}</Badge>
      <span class="block small muted">{rich('until {time}', { time: <LocalDay time={expires_at} /> })}</span>
    </>
  );
}
