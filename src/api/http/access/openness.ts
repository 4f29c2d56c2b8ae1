/** How long it holds that there is no token. */
const heldMs = 1_000;

/**
 * Whether requests are open to anybody: as long as no token was ever made. Once there is one it stays closed.
 * @param mayBeOpen Whether it can be open at all, by the settings.
 */
export function createOpenness(
  mayBeOpen: boolean,
  anyToken: () => Promise<boolean>,
  clock: () => number = () => performance.now(),
) {
  let isClosed = !mayBeOpen;
  let openUntil = 0;

  /** At once where it is known. @throws what `anyToken` throws, unless it was open a moment ago. */
  return (): boolean | Promise<boolean> => {
    if (isClosed) return false;
    if (clock() < openUntil) return true;
    return ask();
  };

  async function ask(): Promise<boolean> {
    const askedAt = clock();
    try {
      isClosed = await anyToken();
    } catch (error) {
      // Without its database nobody can have made a token since; before the first answer nothing is known.
      if (openUntil === 0) throw error;
    }
    if (!isClosed) openUntil = askedAt + heldMs;
    return !isClosed;
  }
}
