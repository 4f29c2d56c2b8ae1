import { createBound } from './bounded.ts';
import { createLazyThread, type LazyThreadOptions } from './lazy-thread.ts';

export interface BoundedThreadOptions extends Omit<LazyThreadOptions, 'queue' | 'tooMany'> {
  /** Pieces of work that may wait, beside the one that is under way. */
  queue: number;
  /** @param most that may be under way at once, those that wait included */
  tooMany(most: number): Error;
}

/**
 * A thread for work that has more to it than its task, such as a file that is on this disk until it is stored: the bound
 * holds for the whole.
 */
export function createBoundedThread<Task, Result>({ queue, tooMany, ...options }: BoundedThreadOptions) {
  const most = queue + 1;
  const refuse = () => tooMany(most);
  const bounded = createBound(most, refuse);
  const thread = createLazyThread<Task, Result>({ ...options, queue: most, tooMany: refuse });
  return {
    /** Does `work`, which may run tasks in the thread. Rejects with `tooMany`, and as `createLazyThread` does. */
    within: <T>(work: (run: (task: Task) => Promise<Result>) => Promise<T>): Promise<T> =>
      bounded(() => work(thread.run)),
    close: (): Promise<void> => thread.close(),
  };
}
