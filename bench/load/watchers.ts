import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import type { FromWatchers, ToWatchers } from './watchers-process.ts';

/**
 * Readers of event streams, in a process of their own: 5,000 connections in the process that times requests would slow down its clock.
 * It ends with this process.
 */
export function startWatchers() {
  const child = fork(new URL('watchers-process.ts', import.meta.url));

  /** @throws Error if the process ends without its answer. */
  async function ask(message: ToWatchers): Promise<FromWatchers> {
    child.send(message);
    const [answer] = await Promise.race([once(child, 'message'), ended(child)]);
    return answer as FromWatchers;
  }

  return {
    /** Opens one stream for each URL. Resolves when each has shown the progress of its batch. */
    async open(urls: string[]): Promise<void> {
      await ask({ open: urls });
    },

    /** Milliseconds from the event to the watcher, once that many events have come. */
    async lags(count: number): Promise<number[]> {
      return (await ask({ expect: count })).lags;
    },

    stop(): void {
      child.kill();
    },
  };
}

async function ended(child: ChildProcess): Promise<never> {
  const [code, signal] = await once(child, 'exit');
  throw new Error(`the watchers ended with ${code ?? signal}`);
}
