import { chmod, mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import getPort from 'get-port';
import { stackEnvironment } from '../stack/endpoints.ts';
import { progressPrinter } from '../stack/progress.ts';
import { startStack } from '../stack/start-stack.ts';
import { type Child, runChild, startChild } from './child-process.ts';
import { createReferenceBucket, type ReferenceBucket } from './load/reference-bucket.ts';

/** Argus on servers of its own, each role in a process of its own, as in a deployment. */
export interface System {
  /** The stack's folder, for logs and files; deleted afterwards. */
  dir: string;
  environment: Record<string, string>;
  bucket: ReferenceBucket;
  /** Starts a fresh API process, so that its memory is of this figure only; from another checkout if one is given. */
  startApi(more?: RoleOptions): Promise<Child & { url: string }>;
  /** Starts workers and relay; without them nothing competes with an upload for the CPU. */
  startWorkers(more?: RoleOptions): Promise<Workers>;
  /** Process ids of the servers that run, by their names. */
  serverPids(): Record<string, number>;
  /** Where the object store keeps its objects. */
  objectFolder: string;
  close(): Promise<void>;
}

export interface Workers {
  /** By the paths of their scripts. */
  pids: Record<string, number>;
  stop(): Promise<void>;
}

export interface RoleOptions {
  environment?: Record<string, string>;
  /** Another checkout with its dependencies. */
  checkout?: string;
}

const workers = ['src/workers/workflow-worker.ts', 'src/workers/parse-worker.ts', 'src/workers/relay.ts'];

export async function startSystem(): Promise<System> {
  const dir = await mkdtemp(join(tmpdir(), 'argus-bench-'));
  // PostgreSQL, which root runs as another user, needs access to its data.
  await chmod(dir, 0o711);
  const stack = await startStack({
    dir,
    ports: 'free',
    untilExit: 'remove',
    onProgress: progressPrinter(),
  });
  // At the log level of a deployment: logging is part of the cost.
  const environment = { ...stackEnvironment(stack.endpoints), LOG_LEVEL: 'info', MINIO_BUCKET: 'argus' };
  const bucket = await createReferenceBucket(stack.endpoints.minio, environment.MINIO_BUCKET);
  await runChild('src/workers/migrate.ts', environment, dir);

  return {
    dir,
    environment,
    bucket,
    async startApi({ environment: more = {}, checkout } = {}) {
      const port = await getPort();
      const url = `http://127.0.0.1:${port}`;
      const child = await startChild({
        script: checkout === undefined ? 'src/api/server.ts' : join(checkout, 'src/api/server.ts'),
        environment: { ...environment, ...more, SERVER_PORT: `${port}` },
        dir,
        isReady: () => answers(`${url}/readyz`),
      });
      return { ...child, url };
    },
    async startWorkers({ environment: more = {}, checkout } = {}) {
      const isReady = (log: string) => log.includes('is running"');
      const children = await Promise.all(
        workers.map((worker) => {
          const script = checkout === undefined ? worker : join(checkout, worker);
          return startChild({ script, environment: { ...environment, ...more }, dir, isReady });
        }),
      );
      return {
        pids: Object.fromEntries(workers.map((worker, index) => [worker, children[index]?.pid ?? 0])),
        async stop() {
          await Promise.all(children.map((child) => child.stop()));
        },
      };
    },
    serverPids() {
      const entries = Object.values(stack.servers).map(({ name, pid }) => [name, pid()] as const);
      return Object.fromEntries(entries.flatMap(([name, pid]) => (pid === undefined ? [] : [[name, pid]])));
    },
    objectFolder: stack.servers.minio.dataDir,
    close: stack.reset,
  };
}

async function answers(url: string): Promise<boolean> {
  try {
    return (await fetch(url, { signal: AbortSignal.timeout(2_000) })).ok;
  } catch {
    // Not listening yet.
    return false;
  }
}
