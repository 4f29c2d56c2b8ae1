import { formatDuration } from '../../text/time-format.ts';
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
      const left = share > 0.02 ? `, ${formatDuration((seconds / share) * (1 - share))} left` : '';
      const speed = `${(bytes / 1e6 / seconds).toFixed(0)} MB/s`;
      out.write(
        `\r\x1b[K${'━'.repeat(full)}${'─'.repeat(barWidth - full)} ${files}/${totalFiles} files, ${speed}${left}`,
      );
      drawn = true;
    },
    clear(): void {
      if (drawn) out.write('\r\x1b[K');
      drawn = false;
    },
  };
}
