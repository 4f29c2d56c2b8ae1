import { asRedis, asSuperuser } from '../admin.ts';
import type { GateMode } from '../store-gate.ts';
import type { Fault } from './fault.ts';

const gateFault = (what: string, mode: GateMode, most: number): Fault => ({
  what,
  target: 'minio',
  seconds: [2, most],
  unavailable: mode === 'slow_down' || mode === 'denied',
  begin: async ({ gate }) => gate.set(mode),
  end: async ({ gate }) => gate.set('open'),
});

/** What can happen to one kind of server only. */
export const storeFaults: readonly Fault[] = [
  gateFault('answers 503 SlowDown', 'slow_down', 12),
  gateFault('answers 403', 'denied', 6),
  gateFault('does it, answers lost', 'answers_lost', 4),
  {
    what: 'flushed',
    target: 'redis',
    seconds: [0, 0],
    begin: (world) => asRedis(world, ['FLUSHALL']),
    end: async () => undefined,
  },
  {
    // A replica without a master: it serves the data it has and refuses writes.
    what: 'read-only',
    target: 'redis',
    seconds: [3, 12],
    begin: (world) => asRedis(world, ['REPLICAOF', '127.0.0.1', '1']),
    end: (world) => asRedis(world, ['REPLICAOF', 'NO', 'ONE']),
  },
  {
    what: 'out of memory',
    target: 'redis',
    seconds: [3, 12],
    begin: (world) => asRedis(world, ['CONFIG', 'SET', 'maxmemory', '1', 'maxmemory-policy', 'noeviction']),
    end: (world) =>
      asRedis(world, ['CONFIG', 'SET', 'maxmemory', '256mb', 'maxmemory-policy', 'volatile-ttl']),
  },
  {
    what: 'sessions read-only',
    target: 'postgres',
    seconds: [2, 10],
    begin: (world) => setReadOnly(world, 'on'),
    end: (world) => setReadOnly(world, 'off'),
  },
  {
    what: 'sessions ended',
    target: 'postgres',
    seconds: [0, 0],
    async begin(world) {
      await asSuperuser(
        world,
        'SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid() AND client_port > 0',
      );
    },
    end: async () => undefined,
  },
  {
    what: 'disk full',
    target: 'postgres',
    seconds: [2, 8],
    missing: ({ disk }) => (typeof disk === 'string' ? disk : undefined),
    begin: async ({ disk }) => {
      if (typeof disk !== 'string') await disk.fill();
    },
    async end({ disk, stack }) {
      if (typeof disk !== 'string') await disk.free();
      // Without disk space for its log it ends, until an operator intervenes.
      await stack.servers.postgres.start();
    },
  },
];

/** Applies to open sessions too: as when a primary is demoted. */
async function setReadOnly(world: Parameters<typeof asSuperuser>[0], value: 'on' | 'off'): Promise<void> {
  await asSuperuser(world, `ALTER SYSTEM SET default_transaction_read_only = ${value}`);
  await asSuperuser(world, 'SELECT pg_reload_conf()');
}
