import { stat } from 'node:fs/promises';
import { MessageChannel, type MessagePort } from 'node:worker_threads';
import type { ParseRequest, ThreadTask } from './parse-request.ts';
import type { ParseThreads } from './parse-threads.ts';
import type { Slots } from './slots.ts';

/** Bytes of a file from which on a second thread helps: it takes one thread some 40 ms, beginning together some 5 ms. */
const largeBytes = 32 * 2 ** 20;

/**
 * Lets an idle thread unpack a large file for the one that reads it. Returns the port for the reader's task, which has to
 * be closed where the task does not get it; undefined if the file is small, or no thread is idle.
 */
export async function startSecondThread(
  { request, bytesRead }: Pick<ThreadTask, 'request' | 'bytesRead'>,
  threads: ParseThreads,
  slots: Slots,
): Promise<MessagePort | undefined> {
  if ((await sizeOf(request)) < largeBytes) return undefined;
  const release = slots.tryTake();
  if (!release) return undefined;
  const { port1, port2 } = new MessageChannel();
  const ended = () => {
    port2.close();
    release();
  };
  // If it fails, the thread that reads the file reads it alone, and finds out why.
  threads.unpack({ request, bytesRead, port: port2 }).then(ended, ended);
  return port1;
}

async function sizeOf(request: ParseRequest): Promise<number> {
  if (request.kind === 'url') return request.size;
  const { size } = await stat(request.path).catch(() => ({ size: 0 }));
  return size;
}
