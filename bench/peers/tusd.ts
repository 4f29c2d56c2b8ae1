import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import getPort from 'get-port';
import { ensureGoProgram, type GoProgram, goBinary } from '../../stack/go-install.ts';
import { progressPrinter } from '../../stack/progress.ts';

/** The reference implementation of tus. MIT. */
const program: GoProgram = {
  name: 'tusd',
  version: 'v2.9.1',
  package: 'github.com/tus/tusd/v2/cmd/tusd',
  binary: 'tusd',
  detail: 'with Go: about two minutes',
};

const readyWithinMs = 30_000;

export interface Tusd {
  /** Where uploads begin. */
  endpoint: string;
  pid: number;
  stop(): Promise<void>;
}

/** tusd on a bucket of the given store. */
export async function startTusd(environment: Record<string, string>, bucket: string): Promise<Tusd> {
  await ensureGoProgram(program, progressPrinter());
  const port = await getPort();
  const endpoint = `http://127.0.0.1:${port}/files/`;
  const store = ['-s3-bucket', bucket, '-s3-endpoint', `http://${environment.MINIO_ENDPOINT}`];
  // It needs nothing of our environment.
  const child = spawn(goBinary(program), ['-host', '127.0.0.1', '-port', `${port}`, ...store], {
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
    throw new Error('tusd did not get ready');
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
