import { formatLocal, formatLocalClock, formatLocalDay, formatRecorded, formatUtc } from '../lib/format.ts';

/** A moment in this browser's time; in UTC in the tooltip. */
export function LocalTime({ time }: { time: string }) {
  return (
    <time dateTime={time} title={formatUtc(time)}>
      {formatLocal(time)}
    </time>
  );
}

/** The day of a moment in this browser's time; the moment in the tooltip. */
export function LocalDay({ time }: { time: string }) {
  return (
    <time class="nowrap" dateTime={time} title={`${formatLocal(time)}\n${formatUtc(time)}`}>
      {formatLocalDay(time)}
    </time>
  );
}

export function LocalClock({ time }: { time: string }) {
  return (
    <time dateTime={time} title={`${formatLocal(time)}\n${formatUtc(time)}`}>
      {formatLocalClock(time)}
    </time>
  );
}

/** A time from a recording; to the nanosecond in the tooltip. `bare` as `formatRecorded` has it. */
export function RecordedTime({ time, bare }: { time: string; bare?: boolean | undefined }) {
  return (
    <span class="nowrap" title={time}>
      {formatRecorded(time, { bare })}
    </span>
  );
}
