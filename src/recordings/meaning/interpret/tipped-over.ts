import type { Place } from '../../summary/occurrence.ts';
import type { Findings } from '../../summary/summary-builder.ts';

/** PX4 FD_FAIL_R and FD_FAIL_P, degrees: a vehicle that hovers is not flown further over. */
const steepest = 60;
/** PX4 FD_FAIL_R_TTRI and FD_FAIL_P_TTRI, nanoseconds. */
const longest = 300_000_000n;

/** Degrees between the vertical of a vehicle and that of the world, of its roll and pitch in radians. */
export function tiltOf(roll: number, pitch: number): number {
  return (Math.acos(Math.cos(roll) * Math.cos(pitch)) * 180) / Math.PI;
}

/**
 * Reports each time that a vehicle which should hover leans further than its frame is flown, for longer than a bump
 * takes. `degrees`: the angle between the vehicle's vertical and the world's; NaN if it may lean now.
 */
export function tiltReporter(): (degrees: number, place: Place, findings: Findings) => void {
  let since: bigint | undefined;
  let reported = false;
  return (degrees, place, findings) => {
    if (!(degrees > steepest)) {
      since = undefined;
      reported = false;
      return;
    }
    since ??= place.timeNs;
    if (reported || place.timeNs - since < longest) return;
    reported = true;
    const message = `The vehicle leaned by ${Math.round(degrees)}° with its motors armed.`;
    findings.code(
      { code: `${place.topic}: tipped over`, source: 'diagnostics', severity: 'error', message },
      place,
    );
  };
}
