/** A mutex per key. */
export function createKeyedLock() {
  const last = new Map<string, Promise<void>>();
  /** Resolves to the function that releases the lock. */
  return async (key: string): Promise<() => void> => {
    const before = last.get(key);
    let release = () => {};
    const mine = new Promise<void>((resolve) => {
      release = resolve;
    });
    const tail = (before ?? Promise.resolve()).then(() => mine);
    last.set(key, tail);
    await before;
    return () => {
      release();
      if (last.get(key) === tail) last.delete(key);
    };
  };
}
