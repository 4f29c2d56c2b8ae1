import { plural } from '../../domain/plural.ts';
import { formatBytes } from '../../text/figure-format.ts';
import { type LeftOut, leftOutLines } from '../files-under.ts';
import { currentLanguage, ofCommandLine, phrase } from '../language.ts';
import type { Delivery } from './batch-job.ts';

/** What was handed over, and what may be done now. */
export function deliveryText({ batchId, files, bytes, receiptPath, unsafe, deleted }: Delivery): string {
  const lines = [
    `${plural(files, 'file')} (${formatBytes(bytes)}) ${files === 1 ? 'is' : 'are'} safe in batch ${batchId}, by the receipt ${receiptPath}.`,
  ];
  if (unsafe.length > 0) {
    lines.push(`NOT in the receipt, keep here: ${unsafe.map(({ path }) => path).join(', ')}`);
  }
  if (deleted === undefined) {
    if (files > 0) lines.push('What the receipt names may be deleted here; --delete-after-receipt does it.');
  } else {
    lines.push(`Deleted here: ${plural(deleted.files, 'file')}, ${formatBytes(deleted.bytes)}.`);
    lines.push(...keptLines(deleted.kept));
  }
  return lines.map(ofCommandLine).join('\n');
}

/** For programs. */
export function deliveryJson(delivery: Delivery | undefined, leftOut: readonly LeftOut[]) {
  return {
    batch_id: delivery?.batchId ?? null,
    files: delivery?.files ?? 0,
    bytes: delivery?.bytes ?? 0,
    receipt: delivery?.receiptPath ?? null,
    not_in_receipt: delivery?.unsafe.map(({ path }) => path) ?? [],
    deleted: delivery?.deleted?.files ?? 0,
    left_out: leftOut,
  };
}

const keptLines = (kept: readonly LeftOut[]) =>
  kept.map(({ path, reason }) => phrase('kept: {path} ({reason})', { path, reason: ofCommandLine(reason) }));

/** The first of many, so that what comes after them is seen. */
export function leftOutText(leftOut: readonly LeftOut[], most = 20): string {
  const rest =
    leftOut.length > most
      ? `${phrase('left out: {more}', { more: currentLanguage().more(leftOut.length - most, 'file') })}\n`
      : '';
  return (leftOutLines(leftOut.slice(0, most)) + rest).trimEnd();
}

/** Files that are not sent again; undefined for none. */
export function deliveredText(delivered: readonly LeftOut[]): string | undefined {
  const [first, ...others] = new Set(delivered.map(({ reason }) => reason));
  if (first === undefined) return undefined;
  const where = others.length === 0 ? first : `safe already, in ${others.length + 1} batches`;
  return `${plural(delivered.length, 'file')} left out: ${where}. --again sends what is safe once more.`;
}
