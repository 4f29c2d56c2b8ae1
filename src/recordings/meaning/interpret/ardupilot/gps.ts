import { Onsets } from '../onsets.ts';
import type { ArduPilotInterpreter } from './interpreter.ts';
import type { VehicleInfo } from './vehicle-info.ts';

/** AP_GPS::GPS_Status: from here on a position in three dimensions. */
const fix3d = 3;
/** A receiver without a position yet reports an error larger than this. */
const maxErrorMetres = 10_000;

export function gpsInterpreter(vehicle: VehicleInfo): ArduPilotInterpreter {
  const onsets = new Onsets('diagnostics');
  let hadFix = false;
  return (fields, place, findings) => {
    const satellites = fields.number('NSats');
    const status = fields.number('Status');
    hadFix ||= status >= fix3d;
    // A receiver that was just switched on has none yet.
    if (satellites >= 0 && satellites < 255 && (hadFix || vehicle.armed === true))
      findings.metric('gps_satellites', place.topic, satellites, place);
    if (status < fix3d) vehicle.withoutFix.add(receiverOf(place.topic));
    else vehicle.withoutFix.delete(receiverOf(place.topic));
    const lost = () =>
      ({
        code: `${place.topic}: GPS fix lost`,
        severity: 'error',
        message: `The receiver lost its position (status ${status}, ${satellites} satellites).`,
      }) as const;
    onsets.note(hadFix && status < fix3d && vehicle.armed !== false, 'fix', lost, place, findings);
  };
}

/** GPA. Without a position it reports how inaccurate the last one may have become. */
export function accuracyInterpreter(vehicle: VehicleInfo): ArduPilotInterpreter {
  return (fields, place, findings) => {
    const error = fields.number('HAcc');
    if (vehicle.withoutFix.has(receiverOf(place.topic))) return;
    if (error > 0 && error < maxErrorMetres) findings.metric('gps_accuracy_m', place.topic, error, place);
    if (vehicle.armed === false) return;
    const [height, speed] = [fields.number('VAcc'), fields.number('SAcc')];
    if (height > 0 && height < maxErrorMetres)
      findings.metric('gps_vertical_accuracy_m', place.topic, height, place);
    if (speed > 0 && speed < maxErrorMetres)
      findings.metric('gps_speed_accuracy_ms', place.topic, speed, place);
  };
}

/** `[0]` of `GPS[0]` and `GPA[0]`, `2` of `GPS2` and `GPA2`. */
function receiverOf(topic: string): string {
  return topic.slice('GPS'.length);
}

/** u-blox `jamInd`. */
export const interpretJamming: ArduPilotInterpreter = (fields, place, findings) => {
  const jamming = fields.number('jamInd');
  if (jamming >= 0 && jamming <= 255) findings.metric('gps_jamming', place.topic, jamming, place);
};
