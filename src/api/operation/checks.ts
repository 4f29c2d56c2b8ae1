import { withTimeout } from '../../async/with-timeout.ts';
import type { Background } from '../http/background.ts';

export type Check = () => Promise<void>;

export interface CheckResult {
  ok: boolean;
  milliseconds: number;
  error?: string;
}

/** Runs all checks at the same time; each has so long. One that still hangs is not begun a second time. */
export function createChecks(checks: Record<string, Check>, timeoutMs: number, background: Background) {
  const running = new Map<string, Promise<void>>();

  function begin(name: string, check: Check): Promise<void> {
    const before = running.get(name);
    if (before !== undefined) return before;
    const work = check().finally(() => running.delete(name));
    running.set(name, work);
    // It may end after nobody waits for it any more.
    background.track(work);
    return work;
  }

  return async (): Promise<Record<string, CheckResult>> => {
    const results = await Promise.all(
      Object.entries(checks).map(async ([name, check]): Promise<[string, CheckResult]> => {
        const begun = performance.now();
        const milliseconds = () => Math.round(performance.now() - begun);
        try {
          await withTimeout(timeoutMs, begin(name, check));
          return [name, { ok: true, milliseconds: milliseconds() }];
        } catch (error) {
          return [name, { ok: false, milliseconds: milliseconds(), error: sentenceOf(error) }];
        }
      }),
    );
    return Object.fromEntries(results);
  };
}

/** Enough to know what is wrong, nothing about how the server is reached. */
function sentenceOf(error: unknown): string {
  if (!(error instanceof Error)) return 'failed';
  const cause = error.cause instanceof Error ? error.cause : error;
  const code = 'code' in cause ? String(cause.code) : '';
  return code || (error.message.length <= 100 ? error.message : error.name);
}
