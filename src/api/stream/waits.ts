/** The waits between two looks at a batch. */
export interface Waits {
  /** There may be something new: the wait ends, but not before its least. */
  hint(): void;
  /** The wait ends at once; the next one does, if there is none now. */
  skip(): void;
  /** Resolves after `least` milliseconds if there was a hint since the last wait, else with the next hint or after `most` milliseconds. */
  wait(least: number, most: number): Promise<void>;
}

export function createWaits(): Waits {
  let hinted = false;
  let skipped = false;
  let wakeOnHint = false;
  let wake = ignore;

  async function sleep(milliseconds: number): Promise<void> {
    if (skipped || milliseconds <= 0) return;
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

    skip() {
      skipped = true;
      wake();
    },

    async wait(least, most) {
      await sleep(least);
      wakeOnHint = true;
      if (!hinted) await sleep(most - least);
      wakeOnHint = false;
      hinted = false;
      skipped = false;
    },
  };
}

function ignore(): void {}
