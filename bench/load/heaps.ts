import { mkdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { currentMemory } from '../process-memory.ts';

/** What one thread of Node holds after its garbage was collected, in bytes; `contexts` is a number. */
export interface ThreadHeap {
  thread: number;
  used: number;
  reserved: number;
  external: number;
  malloced: number;
  contexts: number;
}

export interface ProcessHeap {
  resident: number;
  threads: ThreadHeap[];
  /** What is resident beside the heaps of V8 and the buffers it knows of: Node's program, native libraries, and what malloc keeps. */
  native: number;
}

const preload = new URL('../note-heap.mjs', import.meta.url);
const answersWithinMs = 120_000;

/** Asks processes that were started with its environment what they hold. */
export async function heapProbe(dir: string) {
  const folder = join(dir, 'heaps');
  await mkdir(folder, { recursive: true });
  return {
    environment: {
      NODE_OPTIONS: `--import=${preload.href}?folder=${encodeURIComponent(folder)}`,
      // Idle threads of the parse pool would not answer while they wait for a number to change.
      PISCINA_DISABLE_ATOMICS: '1',
    },

    /** @throws Error if the process does not answer. */
    async ask(pid: number): Promise<ProcessHeap> {
      const file = join(folder, `${pid}.json`);
      await rm(file, { force: true });
      process.kill(pid, 'SIGWINCH');
      const deadline = Date.now() + answersWithinMs;
      for (;;) {
        const answer = await readFile(file, 'utf8').catch(() => undefined);
        if (answer !== undefined) return of(JSON.parse(answer), currentMemory(pid) ?? Number.NaN);
        if (Date.now() > deadline) throw new Error(`process ${pid} does not say what it holds`);
        await delay(50);
      }
    },
  };
}

function of(threads: ThreadHeap[], resident: number): ProcessHeap {
  const known = threads.reduce((sum, { reserved, external }) => sum + reserved + external, 0);
  return { resident, threads, native: resident - known };
}

/** Of all threads together. */
export function usedBytes({ threads }: ProcessHeap): number {
  return threads.reduce((sum, { used, external }) => sum + used + external, 0);
}
