import { NoSpareThread } from './parse-pool-types.ts';

/**
 * How long other work waits for a thread before it gets that of spare work. To end a file on its way costs its thread,
 * and a new one takes longer to start than most files take to read.
 */
const patienceMs = 250;

/** Files that are read only as long as nothing else needs their threads. */
export class SpareWork {
  readonly #running = new Set<{ mayGiveUp: () => boolean; controller: AbortController }>();

  /** @returns a signal that aborts, with `NoSpareThread`, when the thread is needed; `end` has to be called afterwards. */
  begin(mayGiveUp: () => boolean): { signal: AbortSignal; end: () => void } {
    const controller = new AbortController();
    const entry = { mayGiveUp, controller };
    this.#running.add(entry);
    return { signal: controller.signal, end: () => this.#running.delete(entry) };
  }

  /** Waits for a thread; spare work gives up one each time that the patience is over. */
  async yieldTo<T>(waitForThread: () => Promise<T>): Promise<T> {
    const patience = setInterval(() => this.#giveUpOne(), patienceMs);
    try {
      return await waitForThread();
    } finally {
      clearInterval(patience);
    }
  }

  #giveUpOne(): void {
    for (const entry of this.#running) {
      if (!entry.mayGiveUp()) continue;
      this.#running.delete(entry);
      entry.controller.abort(new NoSpareThread(true));
      return;
    }
  }
}
