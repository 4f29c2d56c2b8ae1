import type { SystemBody } from '../../../../src/api/operation/system-schema.ts';
import { formatDuration } from '../../../../src/text/time-format.ts';
import { Badge } from '../../components/badge.tsx';
import { type Column, DataTable } from '../../components/data-table.tsx';
import { Section } from '../../components/section.tsx';
import { formatCount } from '../../lib/format.ts';
import { type Label, ofArgus, t } from '../../lib/language.ts';

type Server = SystemBody['servers'][number];
type Queue = NonNullable<SystemBody['queues']>[number];

const serverNames: Record<Server['name'], Label> = {
  postgres: 'PostgreSQL',
  object_store: 'Object store',
  kafka: 'Kafka',
  redis: 'Redis',
  temporal: 'Temporal',
};

export function ServerTable({ servers }: { servers: Server[] }) {
  const away = servers.filter(({ ok }) => !ok).length;
  return (
    <Section
      id="servers"
      title={t('Servers')}
      note={
        away === 0
          ? t('all answer')
          : t('{away} of {servers} do not answer', { away, servers: servers.length })
      }
    >
      <DataTable
        caption={t('Servers behind Argus')}
        columns={serverColumns()}
        rows={servers}
        keyOf={({ name }) => name}
      />
    </Section>
  );
}

const serverColumns = (): Column<Server>[] => [
  { head: t('Server'), cell: ({ name }) => t(serverNames[name]) },
  {
    head: t('State'),
    cell: ({ ok }) => <Badge tone={ok ? 'good' : 'error'}>{ok ? t('Answers') : t('Away')}</Badge>,
  },
  {
    head: t('Without it'),
    wide: true,
    cell: ({ ok, error, without }) => (
      <>
        <span class={ok ? 'muted' : ''}>{without === null ? t('Nothing works.') : ofArgus(without)}</span>
        {error !== null && <code class="block small">{error}</code>}
      </>
    ),
  },
  { head: t('Answered in'), numeric: true, cell: ({ milliseconds }) => `${formatCount(milliseconds)} ms` },
];

export function QueueTable({ queues }: { queues: Queue[] | null }) {
  return (
    <Section id="queues" title={t('Task queues')} note={t('tasks that wait for a worker')}>
      {queues === null ? (
        <p class="muted">{t('Not known while Temporal does not answer.')}</p>
      ) : (
        <DataTable
          caption={t('Task queues of Temporal')}
          columns={queueColumns()}
          rows={queues}
          keyOf={({ task_queue, kind }) => `${task_queue} ${kind}`}
        />
      )}
    </Section>
  );
}

const queueColumns = (): Column<Queue>[] => [
  { head: t('Queue'), wide: true, cell: ({ task_queue, kind }) => `${task_queue}, ${kind}` },
  { head: t('Waiting'), numeric: true, cell: ({ tasks }) => formatCount(tasks) },
  {
    head: t('Oldest'),
    numeric: true,
    cell: ({ tasks, oldest_seconds }) => (tasks === 0 ? '–' : formatDuration(oldest_seconds)),
  },
  {
    head: t('Workers'),
    numeric: true,
    cell: ({ workers }) => (workers === 0 ? <Badge tone="error">{t('None')}</Badge> : formatCount(workers)),
  },
];
