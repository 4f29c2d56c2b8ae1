import type { SummaryBuilder } from '../../summary/summary-builder.ts';
import type { Mdf3Definition } from './definitions.ts';

const nanosecondsPerSecond = 1e9;

/** Triggers become lines of the log, at the time of the first event of a recording's clock that they name. */
export function logTriggers(
  { dataGroups, startHigh, startLow }: Mdf3Definition,
  builder: SummaryBuilder,
): void {
  const start = (BigInt(startHigh) << 32n) + BigInt(startLow);
  for (const { offset, comment, seconds, before, after } of dataGroups.flatMap(({ triggers }) => triggers)) {
    if (!Number.isFinite(seconds)) continue;
    const timeNs = start + BigInt(Math.round(seconds * nanosecondsPerSecond));
    const kept = `kept are ${figure(before)} s before and ${figure(after)} s after`;
    const text = `Trigger${comment === '' ? '' : ` "${comment}"`}: ${kept}`;
    builder.log(
      { severity: 'info', source: 'trigger', text },
      { timeNs: timeNs < 0n ? 0n : timeNs, topic: 'trigger', offset },
    );
  }
}

function figure(seconds: number): string {
  return Number.isFinite(seconds) ? String(Math.round(seconds * 1000) / 1000) : 'unknown';
}
