import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { Redis } from 'ioredis';
import type { RoleDeps } from '../../src/role.ts';
import { currentMemory } from '../process-memory.ts';
import type { System } from '../system.ts';
import type { RunningBuild } from './build.ts';

/** What a system has used and holds at one moment. All numbers by what they are of. */
export interface Footprint {
  /** Memory in bytes, by role. */
  memory: Record<string, number>;
  /** Rows that PostgreSQL has read of each table, from the table or by an index. */
  rowsRead: Record<string, number>;
  /** Pages of 8 KiB that PostgreSQL has looked at. */
  pages: number;
  /** Bytes on disk, WAL left out. */
  disk: { database: number; objects: number };
  redis: { keys: number; bytes: number };
  topics: number;
  openWorkflows: number;
}

export async function takeFootprint(
  system: System,
  { pids }: RunningBuild,
  { stores, config, orchestrator }: RoleDeps,
): Promise<Footprint> {
  const { rows: tables } = await stores.db.query<{ name: string; rows: number }>(
    `SELECT relname AS name, (coalesce(seq_tup_read, 0) + coalesce(idx_tup_fetch, 0))::float8 AS rows FROM pg_stat_user_tables`,
  );
  const { rows: database } = await stores.db.query<{ pages: number; bytes: number }>(
    `SELECT (blks_hit + blks_read)::float8 AS pages, pg_database_size(datname)::float8 AS bytes
     FROM pg_stat_database WHERE datname = current_database()`,
  );
  const { pages = 0, bytes = 0 } = database[0] ?? {};
  return {
    memory: Object.fromEntries(Object.entries(pids).map(([role, pid]) => [role, currentMemory(pid) ?? 0])),
    rowsRead: Object.fromEntries(tables.map(({ name, rows }) => [name, rows])),
    pages,
    disk: { database: bytes, objects: await bytesUnder(system.objectFolder) },
    redis: await redisHolds(config),
    topics: await countTopics(stores.kafka.kafka),
    openWorkflows: (await orchestrator.openBetween('0', 'g')).size,
  };
}

async function bytesUnder(folder: string): Promise<number> {
  const { stdout } = await promisify(execFile)('du', ['-sk', folder]);
  return Number.parseInt(stdout, 10) * 1024;
}

async function redisHolds(config: RoleDeps['config']): Promise<Footprint['redis']> {
  const redis = new Redis(`redis://${config.REDIS_ADDR}`);
  try {
    const used = /^used_memory:(\d+)/m.exec(await redis.info('memory'))?.[1];
    return { keys: await redis.dbsize(), bytes: Number(used) };
  } finally {
    redis.disconnect();
  }
}

async function countTopics(kafka: RoleDeps['stores']['kafka']['kafka']): Promise<number> {
  const admin = kafka.admin();
  await admin.connect();
  try {
    return (await admin.listTopics()).length;
  } finally {
    await admin.disconnect();
  }
}
