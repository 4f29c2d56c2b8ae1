import { currentMemory } from '../process-memory.ts';
import { preload } from './preload.ts';

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
  /** What is resident beside the heaps in use: programs, native libraries, what malloc keeps, and pages that V8 keeps for later. */
  beside: number;
}

/** Asks processes that were started with its environment what they hold. */
export async function heapProbe(dir: string) {
  const { environment, ask } = await preload<ThreadHeap[]>(dir, 'note-heap.mjs');
  return {
    // Idle threads of the parse pool would not answer while they wait for a number to change.
    environment: { ...environment, PISCINA_DISABLE_ATOMICS: '1' },

    async ask(pid: number): Promise<ProcessHeap> {
      const threads = await ask(pid);
      const known = threads.reduce((sum, { reserved, external }) => sum + reserved + external, 0);
      const resident = currentMemory(pid) ?? Number.NaN;
      return { resident, threads, beside: resident - known };
    },
  };
}

/** Of all threads together. */
export function usedBytes({ threads }: ProcessHeap): number {
  return threads.reduce((sum, { used, external }) => sum + used + external, 0);
}
