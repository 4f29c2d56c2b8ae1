/** Keys beyond these are not cached, which only costs another call. */
const most = 10_000;

/** Caches the answer for each key for `milliseconds`; errors are not cached. */
export function rememberBriefly(
  ask: (key: string) => Promise<void>,
  milliseconds: number,
): (key: string) => Promise<void> {
  const expiresAt = new Map<string, number>();
  return async (key) => {
    const now = performance.now();
    if ((expiresAt.get(key) ?? 0) > now) return;
    await ask(key);
    if (expiresAt.size >= most) expiresAt.clear();
    expiresAt.set(key, now + milliseconds);
  };
}
