import { Onsets } from '../onsets.ts';
import type { MavlinkInterpreter } from './interpreter.ts';

/** GPS_FIX_TYPE: from here on a position in three dimensions; 8, PPP, is one too. */
const fix3d = 3;
const unknownSatellites = 255;
const maxErrorMetres = 10_000;

/** GPS_RAW_INT and GPS2_RAW; the accuracy is an extension of MAVLink 2, 0 if it is unknown. */
export function gpsInterpreter(): MavlinkInterpreter {
  const onsets = new Onsets('diagnostics');
  let hadFix = false;
  return (fields, place, findings) => {
    const satellites = fields.number('satellites_visible');
    if (satellites < unknownSatellites) findings.metric('gps_satellites', place.topic, satellites, place);
    const fix = fields.number('fix_type');
    const error = fields.number('h_acc') / 1000;
    if (fix >= fix3d && error > 0 && error < maxErrorMetres)
      findings.metric('gps_accuracy_m', place.topic, error, place);
    hadFix ||= fix >= fix3d;
    const lost = () =>
      ({
        code: `${place.topic}: GPS fix lost`,
        severity: 'error',
        message: `The receiver lost its position (fix type ${fix}, ${satellites} satellites).`,
      }) as const;
    onsets.note(hadFix && fix < fix3d, 'fix', lost, place, findings);
  };
}
