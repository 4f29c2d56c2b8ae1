import { asRedis, asSuperuser } from '../admin.ts';
import type { GateMode } from '../store-gate.ts';
import type { Fault } from './fault.ts';

const gateFault = (what: string, mode: GateMode, most: number): Fault => ({
  what,
  whom: 'minio',
  seconds: [2, most],
  away: mode === 'slow_down' || mode === 'denied',
  begin: async ({ gate }) => gate.set(mode),
  end: async ({ gate }) => gate.set('open'),
});

/** What can happen to one kind of server alone. */
export const storeFaults: readonly Fault[] = [
  gateFault('answers 503 SlowDown', 'slow_down', 12),
  gateFault('answers 403', 'denied', 6),
  gateFault('does it, answers lost', 'answers_lost', 4),
  {
    what: 'flushed',
    whom: 'redis',
    seconds: [0, 0],
    begin: (world) => asRedis(world, ['FLUSHALL']),
    end: async () => undefined,
  },
  {
    // A replica of nobody who answers: it gives what it has, and refuses to write.
    what: 'read-only',
    whom: 'redis',
    seconds: [3, 12],
    begin: (world) => asRedis(world, ['REPLICAOF', '127.0.0.1', '1']),
    end: (world) => asRedis(world, ['REPLICAOF', 'NO', 'ONE']),
  },
  {
    what: 'out of memory',
    whom: 'redis',
    seconds: [3, 12],
    begin: (world) => asRedis(world, ['CONFIG', 'SET', 'maxmemory', '1', 'maxmemory-policy', 'noeviction']),
    end: (world) =>
      asRedis(world, ['CONFIG', 'SET', 'maxmemory', '256mb', 'maxmemory-policy', 'volatile-ttl']),
  },
  {
    what: 'sessions read-only',
    whom: 'postgres',
    seconds: [2, 10],
    begin: (world) => setReadOnly(world, 'on'),
    end: (world) => setReadOnly(world, 'off'),
  },
  {
    what: 'sessions ended',
    whom: 'postgres',
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
    whom: 'postgres',
    seconds: [2, 8],
    missing: ({ disk }) => (typeof disk === 'string' ? disk : undefined),
    begin: async ({ disk }) => {
      if (typeof disk !== 'string') await disk.fill();
    },
    async end({ disk, stack }) {
      if (typeof disk !== 'string') await disk.free();
      // Without room for its log it ends, as an operator finds it.
      await stack.servers.postgres.start();
    },
  },
];

/** Holds for sessions that are open, too: as when a primary is demoted. */
async function setReadOnly(world: Parameters<typeof asSuperuser>[0], value: 'on' | 'off'): Promise<void> {
  await asSuperuser(world, `ALTER SYSTEM SET default_transaction_read_only = ${value}`);
  await asSuperuser(world, 'SELECT pg_reload_conf()');
}
