/** Keeps values in memory, at most `maxBytes` of them; the least recently used go first. */
export function keepRecent<T>(maxBytes: number, sizeOf: (value: T) => number) {
  const kept = new Map<string, { value: T; size: number }>();
  let bytes = 0;
  return {
    get(key: string): T | undefined {
      const found = kept.get(key);
      if (!found) return undefined;
      kept.delete(key);
      kept.set(key, found);
      return found.value;
    },
    set(key: string, value: T): void {
      bytes -= kept.get(key)?.size ?? 0;
      kept.delete(key);
      const size = sizeOf(value);
      if (size > maxBytes / 2) return;
      kept.set(key, { value, size });
      bytes += size;
      for (const [oldest, { size: its }] of kept) {
        if (bytes <= maxBytes) return;
        kept.delete(oldest);
        bytes -= its;
      }
    },
  };
}
