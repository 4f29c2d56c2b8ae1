import { shorten } from '../../text/plain-text.ts';

/** Lines at the end of a terminal that are drawn over in place. */
export function createLiveLines(out: NodeJS.WriteStream) {
  let drawn = 0;

  function erase(): void {
    if (drawn === 0) return;
    out.moveCursor(0, -drawn);
    out.cursorTo(0);
    out.clearScreenDown();
    drawn = 0;
  }

  return {
    show(lines: readonly string[]): void {
      erase();
      // A line that wraps, and more lines than the window has, could not be drawn over.
      const fitting = lines.slice(-Math.max(1, (out.rows ?? 24) - 2));
      for (const text of fitting) out.write(`${shorten(text, Math.max(20, (out.columns ?? 80) - 1))}\n`);
      drawn = fitting.length;
    },
    /** A line that stays. */
    print(text: string): void {
      erase();
      out.write(`${text}\n`);
    },
    erase,
  };
}
