import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import getPort from 'get-port';

/** A server of tus that Argus is compared to. */
export interface TusServer {
  /** Where uploads begin. */
  endpoint: string;
  pid: number;
  stop(): Promise<void>;
}

export interface TusProgram {
  name: string;
  command: string;
  args(port: number, store: string, bucket: string): string[];
}

const readyWithinMs = 30_000;

/** The program on a bucket of the given store. It gets nothing else of our environment. */
export async function startTusServer(
  { name, command, args }: TusProgram,
  environment: Record<string, string>,
  bucket: string,
): Promise<TusServer> {
  const port = await getPort();
  const endpoint = `http://127.0.0.1:${port}/files/`;
  const child = spawn(command, args(port, `http://${environment.MINIO_ENDPOINT}`, bucket), {
    env: {
      AWS_ACCESS_KEY_ID: environment.MINIO_ACCESS_KEY,
      AWS_SECRET_ACCESS_KEY: environment.MINIO_SECRET_KEY,
      AWS_REGION: 'us-east-1',
    },
    stdio: 'ignore',
  });
  const reap = () => child.kill('SIGKILL');
  process.once('exit', reap);
  const exited = once(child, 'exit').then(() => process.off('exit', reap));
  for (const deadline = Date.now() + readyWithinMs; !(await answers(endpoint)); await delay(50)) {
    if (Date.now() < deadline) continue;
    reap();
    throw new Error(`${name} did not get ready`);
  }
  return {
    endpoint,
    pid: child.pid ?? 0,
    async stop() {
      child.kill('SIGTERM');
      await exited;
    },
  };
}

async function answers(endpoint: string): Promise<boolean> {
  return fetch(endpoint, { method: 'OPTIONS' }).then(
    ({ ok }) => ok,
    () => false,
  );
}
