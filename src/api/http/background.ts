import { withTimeout } from '../../async/with-timeout.ts';

/** Work that continues after its request was answered; stores must stay open for it. */
export interface Background {
  /** Registers the work, which handles its own errors. */
  track(work: Promise<unknown>): void;
  /** Resolves when all work is done, or after this many milliseconds. */
  settled(milliseconds: number): Promise<void>;
}

export function createBackground(): Background {
  const works = new Set<Promise<unknown>>();
  return {
    track(work) {
      const tracked = work.catch(() => undefined).finally(() => works.delete(tracked));
      works.add(tracked);
    },
    async settled(milliseconds) {
      await withTimeout(milliseconds, Promise.all(works)).catch(() => undefined);
    },
  };
}
