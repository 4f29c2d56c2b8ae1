import type { Place } from '../../summary/occurrence.ts';
import type { Findings } from '../../summary/summary-builder.ts';

/** Values of the field that make its baseline when motors start: a few seconds at the usual 10 Hz. */
const baselineValues = 30;

/** Follows the strength of the field at a compass while the vehicle is armed. Its unit does not matter. */
export function magneticChange(): (
  field: readonly [x: number, y: number, z: number],
  armed: boolean | undefined,
  place: Place,
  findings: Findings,
) => void {
  let sum = 0;
  let count = 0;
  return ([x, y, z], armed, place, findings) => {
    const length = Math.hypot(x, y, z);
    if (armed !== true || !(length > 0)) return;
    if (count < baselineValues) {
      sum += length;
      count += 1;
      return;
    }
    const baseline = sum / count;
    findings.metric(
      'magnetic_change_percent',
      place.topic,
      (100 * Math.abs(length - baseline)) / baseline,
      place,
    );
  };
}
