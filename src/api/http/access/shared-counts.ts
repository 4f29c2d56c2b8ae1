import type { Logger } from 'pino';

/** Where processes add up what each has counted. */
export interface CountStore {
  /** Adds amounts to counters that end after so many seconds; resolves to the new values, in the same order. */
  addCounts(amounts: readonly (readonly [key: string, amount: number])[], seconds: number): Promise<number[]>;
}

interface Count {
  /** By this process, in this window. */
  own: number;
  /** Of these, what the store has. */
  sent: number;
  /** By other processes, as it was when they were last asked. */
  others: number;
  /** Since the last exchange. */
  used: boolean;
}

/** How often processes tell each other: so much later does one learn what another has let through. */
const everyMs = 250;
/** Keys counted at once; beyond them all begin anew here, and go on from what the store has. */
const most = 10_000;

/**
 * Counts for each key in windows of so many milliseconds, over all processes, without asking anybody in between. While the
 * store is away each process counts alone.
 * @param name Tells these counts from others in the store.
 */
export function createSharedCounts(
  name: string,
  windowMs: number,
  { store, logger }: { store: CountStore; logger: Pick<Logger, 'debug'> },
) {
  let counts = new Map<string, Count>();
  let window = 0;
  let exchanging = false;
  const timer = setInterval(() => void exchange(), everyMs).unref();

  function turn(): void {
    const now = Math.floor(Date.now() / windowMs);
    if (now === window && counts.size < most) return;
    window = now;
    counts = new Map();
  }

  function countOf(key: string): Count {
    turn();
    let count = counts.get(key);
    if (!count) {
      count = { own: 0, sent: 0, others: 0, used: false };
      counts.set(key, count);
    }
    count.used = true;
    return count;
  }

  async function exchange(): Promise<void> {
    if (exchanging) return;
    const of = window;
    const told = [...counts]
      .filter(([, { used }]) => used)
      .map(([key, count]) => ({ key, count, amount: count.own - count.sent }));
    if (told.length === 0) return;
    exchanging = true;
    for (const { count } of told) count.used = false;
    try {
      const values = await store.addCounts(
        told.map(({ key, amount }) => [`${name}:${of}:${key}`, amount] as const),
        Math.ceil((2 * windowMs) / 1000),
      );
      for (const [index, { count, amount }] of told.entries()) {
        count.sent += amount;
        count.others = Math.max(0, (values[index] ?? 0) - count.sent);
      }
    } catch (error) {
      logger.debug({ err: error }, 'counts are not shared at the moment');
    } finally {
      exchanging = false;
    }
  }

  return {
    add(key: string, amount: number): void {
      countOf(key).own += amount;
    },
    /** Over all processes, as far as it is known. */
    of(key: string): number {
      const { own, others } = countOf(key);
      return own + others;
    },
    /** Until the next window, at least 1. */
    secondsLeft: (): number => Math.max(1, Math.ceil(((window + 1) * windowMs - Date.now()) / 1000)),
    exchange,
    close: (): void => clearInterval(timer),
  };
}
