import { withTimeout } from './with-timeout.ts';

type Checks = Record<string, () => Promise<unknown>>;

export type CheckResult<T = unknown> =
  | { ok: true; milliseconds: number; value: T }
  | { ok: false; milliseconds: number; error: string };

export type CheckResults<C extends Checks> = {
  [K in keyof C]: CheckResult<Awaited<ReturnType<C[K]>>>;
};

/**
 * Runs all checks concurrently, each with this timeout. A check that still hangs is not started again.
 * @param track receives the promise of each, which may settle after the timeout.
 */
export function createChecks<const C extends Checks>(
  checks: C,
  timeoutMs: number,
  track: (work: Promise<unknown>) => void = ignored,
) {
  const running = new Map<string, Promise<unknown>>();

  function begin(name: string, check: () => Promise<unknown>): Promise<unknown> {
    const before = running.get(name);
    if (before !== undefined) return before;
    const work = check().finally(() => running.delete(name));
    running.set(name, work);
    track(work);
    return work;
  }

  async function run(name: string, check: () => Promise<unknown>): Promise<CheckResult> {
    const begun = performance.now();
    const milliseconds = () => Math.round(performance.now() - begun);
    try {
      const value = await withTimeout(timeoutMs, begin(name, check));
      return { ok: true, milliseconds: milliseconds(), value };
    } catch (error) {
      return { ok: false, milliseconds: milliseconds(), error: sentenceOf(error) };
    }
  }

  return async (): Promise<CheckResults<C>> => {
    const results = await Promise.all(
      Object.entries(checks).map(async ([name, check]) => [name, await run(name, check)] as const),
    );
    return Object.fromEntries(results) as CheckResults<C>;
  };
}

/** Enough to see what is wrong, without connection details. */
function sentenceOf(error: unknown): string {
  if (!(error instanceof Error)) return 'failed';
  const cause = error.cause instanceof Error ? error.cause : error;
  const code = 'code' in cause ? String(cause.code) : '';
  return code || (error.message.length <= 200 ? error.message : error.name);
}

/** Nobody handles an error after the timeout. */
function ignored(work: Promise<unknown>): void {
  work.catch(() => undefined);
}
