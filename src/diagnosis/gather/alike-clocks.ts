import type { FileSummary } from '../../recordings/summary/file-summary.ts';
import { secondsBetween } from './sighting.ts';
import type { AlikeReason, StampClock } from './stamp-clock.ts';

/** UTC is behind the time of GPS and behind TAI, which PTP distributes, by these seconds (IERS Bulletin C, since 2017). */
const leapSeconds = [18, 37];
const nearLeap = 0.5;
/** Time zones differ by half hours and hours from UTC, by at most 14 h; a message needs some time on its way. */
const zoneStep = 1_800;
const furthestZone = 14 * 3_600;
const nearZone = 2;
/** Recordings further apart than this, in seconds, are not parts of one that is played, unless the offset is by chance the same. */
const leastApart = 120;
const sameOffset = 1;

/** `/clock` is published by what plays a recording, and by simulations. */
const playsTime = /^rosgraph_msgs\/(msg\/)?Clock$/;
/** Whoever plays a recording logs under this name, or serves topics below it (rosbag2, ROS 1 `rosbag play`). */
const player = /(^|\/)(rosbag2_player|play_\d{10,})(\/|$)/;

/** What one file tells by itself. */
export function alikeReason({ topics, logs }: FileSummary, behind_s: number): AlikeReason | undefined {
  const isPlayed =
    topics.some(({ name, type }) => playsTime.test(type) || player.test(name)) ||
    logs.some(({ source }) => player.test(source));
  if (isPlayed) return 'played';
  if (behind_s < 0) return 'ahead';
  if (leapSeconds.some((seconds) => Math.abs(behind_s - seconds) <= nearLeap)) return 'leap-seconds';
  const steps = Math.round(behind_s / zoneStep);
  const isZone =
    steps > 0 && behind_s <= furthestZone + nearZone && Math.abs(behind_s - steps * zoneStep) <= nearZone;
  return isZone ? 'time-zone' : undefined;
}

/** What other files of the batch tell besides. */
export function withOthers(clocks: readonly StampClock[]): StampClock[] {
  const alike = clocks.filter(({ kind }) => kind === 'alike');
  return clocks.map((clock) => {
    if (clock.kind !== 'alike' || clock.reason) return clock;
    const same = alike.some(
      (other) =>
        Math.abs(other.behind_s - clock.behind_s) <= sameOffset &&
        (secondsAfter(clock, other) >= leastApart || secondsAfter(other, clock) >= leastApart),
    );
    return same ? { ...clock, reason: 'same-offset' } : clock;
  });
}

/** From the end of one to the begin of the other. */
function secondsAfter(one: StampClock, other: StampClock): number {
  return secondsBetween(one.at.time_ns, other.at.time_ns) - one.active_s;
}
