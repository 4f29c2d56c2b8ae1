import type { Totals } from '../../client/upload-totals.ts';
import { formatBytes } from '../../text/figure-format.ts';
import { plainText } from '../../text/plain-text.ts';
import { formatDuration } from '../../text/time-format.ts';
import { phrase } from '../language.ts';

const barWidth = 16;
const nameWidth = 30;

/** `━━━━━─────  25 %`; whole only when all is there. */
export function barOf(bytes: number, total: number): string {
  const share = total === 0 ? 1 : Math.min(1, Math.max(0, bytes / total));
  const full = Math.floor(share * barWidth);
  const percent = `${Math.floor(share * 100)} %`.padStart(5);
  return `${'━'.repeat(full)}${'─'.repeat(barWidth - full)} ${percent}`;
}

/** The end of a path says more than its beginning. */
export function nameCell(name: string): string {
  const plain = plainText(name);
  return (plain.length > nameWidth ? `…${plain.slice(1 - nameWidth)}` : plain).padEnd(nameWidth);
}

export function totalsText({ files, totalFiles, bytes, totalBytes, rate, secondsLeft }: Totals): string {
  const values = {
    done: files,
    files: totalFiles,
    bytes: formatBytes(bytes),
    all: formatBytes(totalBytes),
  };
  if (rate === undefined || bytes >= totalBytes)
    return phrase('{done}/{files} files, {bytes} of {all}', values);
  const withRate = { ...values, rate: formatBytes(rate) };
  if (secondsLeft === undefined) return phrase('{done}/{files} files, {bytes} of {all}, {rate}/s', withRate);
  return phrase('{done}/{files} files, {bytes} of {all}, {rate}/s, {time} left', {
    ...withRate,
    time: formatDuration(secondsLeft),
  });
}
