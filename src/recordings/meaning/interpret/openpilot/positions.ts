import { Onsets } from '../onsets.ts';
import { reportFigure, reportStated, unlessUnknown } from '../report-figure.ts';
import type { OpenpilotInterpreter } from './interpreter.ts';

/** gpsLocation and gpsLocationExternal; before 2024 a bit of the receiver's flags says whether there is a position. */
export function positionInterpreter(): OpenpilotInterpreter {
  const onsets = new Onsets('diagnostics');
  let hadFix = false;
  return (event, place, findings) => {
    const position = event.struct(0);
    if (!position) return;
    const hasFix = position.flag(480) || (position.u16(0) & 1) === 1;
    const satellites = position.i8(61);
    // 0 where a receiver does not report it.
    if (satellites !== 0) reportFigure('gps_satellites', place.topic, satellites, place, findings);
    const error = position.f32(36);
    if (error !== 0)
      reportStated('gps_accuracy_m', place.topic, unlessUnknown(error, hasFix), place, findings);
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
