import { whyNotPlausible } from '../../metrics/metric-names.ts';
import { Onsets } from '../onsets.ts';
import type { OpenpilotInterpreter } from './interpreter.ts';

/** A receiver without a position yet reports an error larger than this. */
const maxErrorMetres = 10_000;

/** gpsLocation and gpsLocationExternal; before 2024 a bit of the receiver's flags says whether there is a position. */
export function positionInterpreter(): OpenpilotInterpreter {
  const onsets = new Onsets('diagnostics');
  let hadFix = false;
  return (event, place, findings) => {
    const position = event.struct(0);
    if (!position) return;
    const hasFix = position.flag(480) || (position.u16(0) & 1) === 1;
    const satellites = position.i8(61);
    if (satellites > 0) findings.metric('gps_satellites', place.topic, satellites, place);
    const error = position.f32(36);
    if (hasFix && error !== 0) {
      if (error > 0 && error < maxErrorMetres) findings.metric('gps_accuracy_m', place.topic, error, place);
      else findings.omit(whyNotPlausible(error), 1);
    }
    hadFix ||= hasFix;
    const lost = () =>
      ({
        code: `${place.topic}: GPS fix lost`,
        severity: 'error',
        message: 'The receiver lost its position.',
      }) as const;
    onsets.note(hadFix && !hasFix, 'fix', lost, place, findings);
  };
}
