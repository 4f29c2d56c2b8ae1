/** A short text that this browser remembers, such as the name of who sits at it; none where nothing can be kept. */
export function keptText(key: string): { read(): string; write(text: string): void } {
  return {
    read() {
      try {
        return localStorage.getItem(key) ?? '';
      } catch {
        // Browsers may forbid storage.
        return '';
      }
    },
    write(text) {
      try {
        localStorage.setItem(key, text);
      } catch {
        // As above: it is asked for again.
      }
    },
  };
}
