import { Onsets } from '../onsets.ts';
import { reportStated, unlessUnknown } from '../report-figure.ts';
import type { MavlinkInterpreter, MavlinkSource } from './interpreter.ts';

/** GPS_FIX_TYPE: from here on a position in three dimensions; 8, PPP, is one too. */
const fix3d = 3;
const unknownSatellites = 255;

/** GPS_RAW_INT and GPS2_RAW; the accuracy is an extension of MAVLink 2, 0 if it is unknown. */
export function gpsInterpreter(source: MavlinkSource): MavlinkInterpreter {
  const onsets = new Onsets('diagnostics');
  let hadFix = false;
  return (fields, place, findings) => {
    const satellites = fields.number('satellites_visible');
    const fix = fields.number('fix_type');
    hadFix ||= fix >= fix3d;
    // A receiver that was just switched on has none yet.
    const isKnown = satellites !== unknownSatellites && (hadFix || source.armed === true);
    const visible = unlessUnknown(fields.value('satellites_visible'), isKnown);
    reportStated('gps_satellites', place.topic, visible, place, findings);
    const millimetres = fields.value('h_acc');
    const error = millimetres === undefined ? undefined : millimetres / 1000;
    reportStated(
      'gps_accuracy_m',
      place.topic,
      unlessUnknown(error, fix >= fix3d && error !== 0),
      place,
      findings,
    );
    const lost = () =>
      ({
        code: `${place.topic}: GPS fix lost`,
        severity: 'error',
        message: `The receiver lost its position (fix type ${fix}, ${satellites} satellites).`,
      }) as const;
    onsets.note(hadFix && fix < fix3d && source.armed !== false, 'fix', lost, place, findings);
  };
}
