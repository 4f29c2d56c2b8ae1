import { formatDuration } from '../../text/time-format.ts';
import { phrase } from '../language.ts';
import { canRedraw } from '../terminal.ts';
import type { InspectProgress } from './inspect-files.ts';

const barWidth = 28;
/** Delay before the bar appears, so that short work shows none. */
const firstMs = 500;

/** A bar that is redrawn in place; nothing where that is impossible. */
export function createProgressLine(out: NodeJS.WriteStream) {
  const startedAt = Date.now();
  let drawn = false;
  return {
    show({ files, totalFiles, bytes, totalBytes }: InspectProgress): void {
      const seconds = (Date.now() - startedAt) / 1000;
      if (!canRedraw(out) || seconds * 1000 < firstMs) return;
      const share = totalBytes === 0 ? 1 : bytes / totalBytes;
      const full = Math.round(share * barWidth);
      const done = { done: files, files: totalFiles, rate: (bytes / 1e6 / seconds).toFixed(0) };
      const pace =
        share > 0.02
          ? phrase('{done}/{files} files, {rate} MB/s, {time} left', {
              ...done,
              time: formatDuration((seconds / share) * (1 - share)),
            })
          : phrase('{done}/{files} files, {rate} MB/s', done);
      out.write(`\r\x1b[K${'━'.repeat(full)}${'─'.repeat(barWidth - full)} ${pace}`);
      drawn = true;
    },
    clear(): void {
      if (drawn) out.write('\r\x1b[K');
      drawn = false;
    },
  };
}
