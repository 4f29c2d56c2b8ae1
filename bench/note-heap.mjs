/**
 * Preloaded into a measured process: on SIGWINCH each of its threads collects its garbage, and what they still hold goes to the file
 * `PID.json` in the folder `?folder=`. With `?snapshots=` each thread writes a heap snapshot into that folder as well.
 */
import { renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { getHeapStatistics, setFlagsFromString, writeHeapSnapshot } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { BroadcastChannel, isMainThread, threadId } from 'node:worker_threads';

const { searchParams } = new URL(import.meta.url);
const folder = searchParams.get('folder') ?? '';
const snapshots = searchParams.get('snapshots');
setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc');
/** What is given back only when a finalizer has run goes with the next collection. */
const collections = 3;
/** Threads that have not answered by then are busy, and left out. */
const answersMs = snapshots ? 60_000 : 2_000;

async function held() {
  for (let pass = 0; pass < collections; pass += 1) {
    collect();
    await delay(10);
  }
  const { used_heap_size, total_heap_size, external_memory, malloced_memory, number_of_native_contexts } =
    getHeapStatistics();
  if (snapshots) {
    writeHeapSnapshot(join(snapshots, `${process.pid}-${threadId}-${Date.now()}.heapsnapshot`));
  }
  return {
    thread: threadId,
    used: used_heap_size,
    reserved: total_heap_size,
    external: external_memory,
    malloced: malloced_memory,
    contexts: number_of_native_contexts,
  };
}

const channel = new BroadcastChannel('argus-bench-heap');
/** @type {unknown[]} */
const threads = [];
channel.onmessage = async ({ data }) => {
  if (isMainThread) threads.push(data);
  else if (data === 'ask') channel.postMessage(await held());
};
channel.unref();

if (isMainThread) {
  // Nothing else uses it, and it does nothing to a process that does not expect it.
  process.on('SIGWINCH', async () => {
    threads.length = 0;
    channel.postMessage('ask');
    const own = await held();
    await delay(answersMs);
    const file = join(folder, `${process.pid}.json`);
    writeFileSync(`${file}.part`, JSON.stringify([own, ...threads]));
    renameSync(`${file}.part`, file);
  });
}
