/** The waits of one watcher between two looks at its batch. */
export interface Waits {
  /** There is something new to look at. */
  hint(): void;
  /**
   * Resolves after `least` milliseconds if there was a hint since the last wait, else with the next hint or after `most`
   * milliseconds; at once when the stream is closed.
   */
  wait(least: number, most: number): Promise<void>;
}

/** Thousands wait in one process: each costs a timer, and no signal of its own. */
export function createWaits(closed: AbortSignal): Waits {
  let hinted = false;
  let wakeOnHint = false;
  let wake = ignore;
  closed.addEventListener('abort', () => wake(), { once: true });

  async function sleep(milliseconds: number): Promise<void> {
    if (closed.aborted || milliseconds <= 0) return;
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, milliseconds);
      wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
    wake = ignore;
  }

  return {
    hint() {
      hinted = true;
      if (wakeOnHint) wake();
    },

    async wait(least, most) {
      await sleep(least);
      wakeOnHint = true;
      if (!hinted) await sleep(most - least);
      wakeOnHint = false;
      hinted = false;
    },
  };
}

/**
 * Milliseconds until the batch is looked at again without a hint: watchers of one batch look at the same moments, so that
 * they share the look, and different batches at different ones.
 */
export function untilNextLook(batchId: string, everyMs: number, nowMs: number): number {
  const phase = Number.parseInt(batchId.slice(-8), 16) % everyMs;
  return everyMs - ((nowMs + phase) % everyMs);
}

function ignore(): void {}
