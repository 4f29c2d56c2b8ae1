/** A short text that this browser remembers, such as the user's name; none without storage. */
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
        // As above: the user is asked again.
      }
    },
  };
}

/** Who uses this browser, by their own account; where Argus knows who it is, nobody is asked. */
export const operatorName = keptText('argus-operator');
