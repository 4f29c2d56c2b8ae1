import type { Timeline } from '../../../../src/report/document/document.ts';

/** A time of a drive, in seconds on its clock. */
export interface DriveWindow {
  start: number;
  end: number;
}

/** A window has at least this length: in less there is hardly a value. */
const leastSeconds = 2;
/** A click shows a tenth of what was shown. */
const zoomStep = 0.1;

/** A part of what is shown around a time, moved so that it lies within the drive. */
export function zoomedAt(drive: DriveWindow, shown: DriveWindow, at: number, step = zoomStep): DriveWindow {
  const whole = drive.end - drive.start;
  const length = Math.min(whole, Math.max(leastSeconds, (shown.end - shown.start) * step));
  const start = Math.min(Math.max(drive.start, at - length / 2), drive.end - length);
  return { start, end: start + length };
}

/** The window moved by a share of its length, within the drive. */
export function shiftedBy(drive: DriveWindow, shown: DriveWindow, share: number): DriveWindow {
  const middle = (shown.start + shown.end) / 2 + (shown.end - shown.start) * share;
  return zoomedAt(drive, shown, middle, 1);
}

/** The drive that lies nearest to a time. */
export function nearestDrive(drives: readonly DriveWindow[], at: number): DriveWindow | undefined {
  const distance = ({ start, end }: DriveWindow) => Math.max(start - at, at - end);
  return drives.toSorted((a, b) => distance(a) - distance(b))[0];
}

export function isWhole(drive: DriveWindow, shown: DriveWindow): boolean {
  return shown.start <= drive.start && shown.end >= drive.end;
}

/** As the API takes it: whole microseconds, finer than which a double of seconds since 1970 is not. */
export function nanosecondsOf(seconds: number): bigint {
  return BigInt(Math.max(0, Math.round(seconds * 1e6))) * 1_000n;
}

/** At least so many seconds before and after a finding are shown. */
const leastAround = 5;

/** The time around the beginning of each finding on a time line, by its anchor, in nanoseconds. */
export function windowsAround({
  lanes,
  recorded,
}: Pick<Timeline, 'lanes' | 'recorded'>): Map<string, { from: bigint; to: bigint }> {
  // Of what was recorded: drives may lie months apart.
  const recordedSeconds = recorded.reduce((sum, { start, end }) => sum + end - start, 0);
  const around = Math.max(leastAround, recordedSeconds / 50);
  return new Map(
    lanes.map(({ anchor, marks }) => {
      const began = Math.min(...marks);
      return [anchor, { from: nanosecondsOf(began - around), to: nanosecondsOf(began + around) }];
    }),
  );
}
