import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import type { Certificate } from './certificates.ts';

export interface TemporalTlsOptions extends Certificate {
  /** Who has signed certificates of clients: without one nobody gets in. */
  ca: string;
  /** What clients have to send as `authorization: Bearer …`. */
  apiKey: string;
}

/**
 * Ends TLS in front of a Temporal server that has none (`temporal server start-dev` cannot), and asks for what a server with mutual
 * TLS and API keys asks for. In a thread, so that it answers while Argus keeps its own busy.
 */
export async function startTemporalTls(upstream: string, options: TemporalTlsOptions) {
  const calls = new Int32Array(new SharedArrayBuffer(8));
  const worker = new Worker(new URL('temporal-tls-thread.ts', import.meta.url), {
    workerData: { upstream, ...options, calls },
  });
  const [port] = (await once(worker, 'message')) as [number];
  return {
    address: `127.0.0.1:${port}`,
    calls: () => ({ forwarded: Atomics.load(calls, 0), refused: Atomics.load(calls, 1) }),
    close: () => worker.terminate(),
  };
}
