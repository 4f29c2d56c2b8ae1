/** Keys beyond these are forgotten at once: it only costs asking again. */
const most = 10_000;

/** Asks for each key at most once within `milliseconds`; what throws is asked again. */
export function rememberBriefly(
  ask: (key: string) => Promise<void>,
  milliseconds: number,
): (key: string) => Promise<void> {
  const goodUntil = new Map<string, number>();
  return async (key) => {
    const now = performance.now();
    if ((goodUntil.get(key) ?? 0) > now) return;
    await ask(key);
    if (goodUntil.size >= most) goodUntil.clear();
    goodUntil.set(key, now + milliseconds);
  };
}
