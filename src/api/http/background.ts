import { withTimeout } from '../../async/with-timeout.ts';

/** Work that goes on after its request was answered; stores must not be closed under it. */
export interface Background {
  /** Takes the work over; it deals with its own errors. */
  track(work: Promise<unknown>): void;
  /** Resolves when all of it is over, or after this many milliseconds. */
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
