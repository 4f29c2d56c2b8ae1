import type { SystemBody } from '../../../../src/api/operation/system-schema.ts';
import { formatDuration } from '../../../../src/text/time-format.ts';
import { Badge } from '../../components/badge.tsx';
import { type Column, DataTable } from '../../components/data-table.tsx';
import { Section } from '../../components/section.tsx';
import { formatCount } from '../../lib/format.ts';

type Server = SystemBody['servers'][number];
type Queue = NonNullable<SystemBody['queues']>[number];

const serverNames: Record<Server['name'], string> = {
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
      title="Servers"
      note={away === 0 ? 'all answer' : `${away} of ${servers.length} do not answer`}
    >
      <DataTable
        caption="Servers behind Argus"
        columns={serverColumns}
        rows={servers}
        keyOf={({ name }) => name}
      />
    </Section>
  );
}

const serverColumns: Column<Server>[] = [
  { head: 'Server', cell: ({ name }) => serverNames[name] },
  {
    head: 'State',
    cell: ({ ok }) => <Badge tone={ok ? 'good' : 'error'}>{ok ? 'Answers' : 'Away'}</Badge>,
  },
  {
    head: 'Without it',
    wide: true,
    cell: ({ ok, error, without }) => (
      <>
        <span class={ok ? 'muted' : ''}>{without ?? 'Nothing works.'}</span>
        {error !== null && <code class="block small">{error}</code>}
      </>
    ),
  },
  { head: 'Answered in', numeric: true, cell: ({ milliseconds }) => `${formatCount(milliseconds)} ms` },
];

export function QueueTable({ queues }: { queues: Queue[] | null }) {
  return (
    <Section id="queues" title="Task queues" note="tasks that wait for a worker">
      {queues === null ? (
        <p class="muted">Not known while Temporal does not answer.</p>
      ) : (
        <DataTable
          caption="Task queues of Temporal"
          columns={queueColumns}
          rows={queues}
          keyOf={({ task_queue, kind }) => `${task_queue} ${kind}`}
        />
      )}
    </Section>
  );
}

const queueColumns: Column<Queue>[] = [
  { head: 'Queue', wide: true, cell: ({ task_queue, kind }) => `${task_queue}, ${kind}` },
  { head: 'Waiting', numeric: true, cell: ({ tasks }) => formatCount(tasks) },
  {
    head: 'Oldest',
    numeric: true,
    cell: ({ tasks, oldest_seconds }) => (tasks === 0 ? '–' : formatDuration(oldest_seconds)),
  },
  {
    head: 'Workers',
    numeric: true,
    cell: ({ workers }) => (workers === 0 ? <Badge tone="error">None</Badge> : formatCount(workers)),
  },
];
