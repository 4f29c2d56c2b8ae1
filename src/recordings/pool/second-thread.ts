import { stat } from 'node:fs/promises';
import { MessageChannel } from 'node:worker_threads';
import type { ParseRequest, SecondThread, ThreadTask } from './parse-request.ts';
import type { ParseThreads } from './parse-threads.ts';
import type { Slots } from './slots.ts';

/** Bytes of a file from which on a second thread helps: it takes one thread some 40 ms, beginning together some 5 ms. */
const largeBytes = 32 * 2 ** 20;

/**
 * Lets an idle thread unpack a large file for the one that reads it. Returns what the reader's task gets,
 * whose port has to be closed where it does not; undefined if the file is small, or no thread is idle.
 */
export async function startSecondThread(
  { request, bytesRead }: Pick<ThreadTask, 'request' | 'bytesRead'>,
  threads: ParseThreads,
  slots: Slots,
): Promise<SecondThread | undefined> {
  if ((await sizeOf(request)) < largeBytes) return undefined;
  const release = slots.tryTake();
  if (!release) return undefined;
  const { port1, port2 } = new MessageChannel();
  const ended = new Int32Array(new SharedArrayBuffer(4));
  const end = () => {
    Atomics.store(ended, 0, 1);
    Atomics.notify(ended, 0);
    release();
  };
  // If it fails, the thread that reads the file reads it alone, and finds out why.
  threads.unpack({ request, bytesRead, port: port2 }).then(end, end);
  return { port: port1, ended };
}

async function sizeOf(request: ParseRequest): Promise<number> {
  if (request.kind === 'url') return request.size;
  const { size } = await stat(request.path).catch(() => ({ size: 0 }));
  return size;
}
