import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import getPort from 'get-port';
import { stackEnvironment } from '../stack/endpoints.ts';
import { coreServers, type ServerName } from '../stack/server.ts';
import { type Stack, startStack } from '../stack/start-stack.ts';
import { createLink, type Link } from './links.ts';
import { type RoleName, type RoleProcess, roleNames, startRole } from './role-fleet.ts';
import { createSmallDisk, type SmallDisk } from './small-disk.ts';
import { openStoreGate, type StoreGate } from './store-gate.ts';
import { createTimeline, type Timeline } from './timeline.ts';

/** The servers that faults are for. */
export type Target = 'postgres' | 'redis' | 'kafka' | 'minio' | 'temporal';

/** A whole Argus on servers of its own, with access to each part. */
export interface World {
  readonly stack: Stack;
  readonly links: Readonly<Record<Target, Link>>;
  readonly gate: StoreGate;
  readonly roles: readonly RoleProcess[];
  /** Of each API process. */
  readonly urls: readonly string[];
  readonly bucket: string;
  readonly topic: string;
  /** The disk of PostgreSQL; a sentence if this machine cannot provide one. */
  readonly disk: SmallDisk | string;
  /** What was broken when. */
  readonly timeline: Timeline;
  /** What processes did unexpectedly. */
  readonly deaths: readonly string[];
  close(): Promise<void>;
}

export interface WorldOptions {
  /** Data of the servers, deleted at the end; must exist. */
  dir: string;
  /** Kept; must exist. */
  logFolder: string;
  /** Number of processes of each role. */
  perRole: number;
  /** All of them unless given. */
  only?: readonly RoleName[];
}

const bucket = 'chaos';
const topic = 'batch-events';

export async function createWorld({
  dir,
  logFolder,
  perRole,
  only: wanted = roleNames,
}: WorldOptions): Promise<World> {
  const only: ServerName[] = [...coreServers, 'toxiproxy'];
  const stack = await startStack({ dir, ports: 'free', only, untilExit: 'stop' });
  const disk = await createSmallDisk(stack.servers.postgres);
  const { endpoints } = stack;
  const gate = await openStoreGate({ host: endpoints.minio.endPoint, port: endpoints.minio.port });
  const links = await createLinks(stack, gate);
  const environment = environmentOf(stack, links);
  await migrate(environment);

  const deaths: string[] = [];
  const urls: string[] = [];
  const start = async (name: RoleName, index: number): Promise<RoleProcess> => {
    const port = name === 'api' ? await getPort() : 0;
    if (name === 'api') urls.push(`http://127.0.0.1:${port}`);
    return startRole({
      name,
      index,
      environment: { ...environment, SERVER_PORT: `${port}` },
      metricsPort: await getPort(),
      logFolder,
      onDeath: (sentence) => deaths.push(sentence),
    });
  };
  const roles: RoleProcess[] = [];
  for (const name of wanted) {
    for (let index = 1; index <= perRole; index += 1) roles.push(await start(name, index));
  }
  return {
    stack,
    links,
    gate,
    roles,
    urls,
    bucket,
    topic,
    deaths,
    disk,
    timeline: createTimeline(),
    async close() {
      await Promise.all(roles.map((role) => role.stop()));
      await gate.close();
      await stack.stop();
      if (typeof disk !== 'string') await disk.close();
      await stack.reset();
    },
  };
}

async function createLinks({ endpoints }: Stack, gate: StoreGate): Promise<Record<Target, Link>> {
  const through = async (name: Target, upstream: string, listen = '127.0.0.1:0') =>
    createLink(endpoints.toxiproxyUrl, name, { listen, upstream });
  const { postgres, kafkaProxy } = endpoints;
  return {
    postgres: await through('postgres', `${postgres.host}:${postgres.port}`),
    redis: await through('redis', endpoints.redisAddr),
    kafka: await through('kafka', kafkaProxy.upstream, kafkaProxy.listen),
    minio: await through('minio', gate.address),
    temporal: await through('temporal', endpoints.temporalAddress),
  };
}

function environmentOf({ endpoints }: Stack, links: Record<Target, Link>): Record<string, string> {
  const [host = '', port = ''] = links.postgres.address.split(':');
  return {
    ...stackEnvironment(endpoints),
    DB_HOST: host,
    DB_PORT: port,
    DB_POOL_SIZE: '10',
    MINIO_ENDPOINT: links.minio.address,
    MINIO_BUCKET: bucket,
    REDIS_ADDR: links.redis.address,
    KAFKA_BROKERS: links.kafka.address,
    KAFKA_TOPIC: topic,
    TEMPORAL_ADDRESS: links.temporal.address,
    PARSE_THREADS: '1',
    SHUTDOWN_GRACE_SECONDS: '3',
    LOG_LEVEL: 'info',
  };
}

async function migrate(environment: Record<string, string>): Promise<void> {
  const script = fileURLToPath(new URL('../src/workers/migrate.ts', import.meta.url));
  const child = spawn(process.execPath, [script], {
    env: { ...process.env, ...environment, LOG_LEVEL: 'warn' },
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  const [code] = await once(child, 'exit');
  if (code !== 0) throw new Error('the database could not be migrated');
}
