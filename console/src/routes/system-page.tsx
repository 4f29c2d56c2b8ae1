import { getSystem } from '../api/operation.ts';
import { ErrorNotice } from '../components/notice.tsx';
import { OperationLinks } from '../components/operation-links.tsx';
import { t } from '../lib/language.ts';
import { useQuery } from '../lib/use-query.ts';
import { useTitle } from '../lib/use-title.ts';
import { SystemFigures } from './system/system-figures.tsx';
import { QueueTable, ServerTable } from './system/system-tables.tsx';

const refreshMs = 5_000;

/** How the installation is: for those who run it. */
export function SystemPage() {
  useTitle(t('System'));
  const { data, error, reload } = useQuery('system', getSystem, refreshMs);
  return (
    <div class="page">
      <div class="page-head">
        <h1>{t('System')}</h1>
        {data && (
          <p class="muted list-note">
            {t('Argus {version} on Node {node}', { version: data.version, node: data.node })}
          </p>
        )}
      </div>
      <OperationLinks current="/system" />
      {error && (
        <ErrorNotice
          error={error}
          onRetry={reload}
          {...(data && { title: t('This page may be out of date; retrying.') })}
        />
      )}
      {!data && !error && <div class="panel loading">{t('Asking the servers…')}</div>}
      {data && (
        <>
          <ServerTable servers={data.servers} />
          <SystemFigures system={data} />
          <QueueTable queues={data.queues} />
        </>
      )}
    </div>
  );
}
