import { Onsets } from '../onsets.ts';
import { reportStated, unlessUnknown } from '../report-figure.ts';
import type { ArduPilotInterpreter } from './interpreter.ts';
import type { VehicleInfo } from './vehicle-info.ts';

/** AP_GPS::GPS_Status: from here on a position in three dimensions. */
const fix3d = 3;
const unknownSatellites = 255;

/** Fields of GPA: 0 is unknown; the others than the first are only good in flight. */
const accuracies = [
  ['HAcc', 'gps_accuracy_m'],
  ['VAcc', 'gps_vertical_accuracy_m'],
  ['SAcc', 'gps_speed_accuracy_ms'],
] as const;

export function gpsInterpreter(vehicle: VehicleInfo): ArduPilotInterpreter {
  const onsets = new Onsets('diagnostics');
  let hadFix = false;
  return (fields, place, findings) => {
    const satellites = fields.number('NSats');
    const status = fields.number('Status');
    hadFix ||= status >= fix3d;
    // A receiver that was just switched on has none yet.
    const isKnown = satellites !== unknownSatellites && (hadFix || vehicle.armed === true);
    const visible = unlessUnknown(fields.value('NSats'), isKnown);
    reportStated('gps_satellites', place.topic, visible, place, findings);
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
    const hasFix = !vehicle.withoutFix.has(receiverOf(place.topic));
    for (const [name, metric] of accuracies) {
      const counts = hasFix && (metric === 'gps_accuracy_m' || vehicle.armed !== false);
      const value = fields.value(name);
      reportStated(metric, place.topic, unlessUnknown(value, counts && value !== 0), place, findings);
    }
  };
}

/** `[0]` of `GPS[0]` and `GPA[0]`, `2` of `GPS2` and `GPA2`. */
function receiverOf(topic: string): string {
  return topic.slice('GPS'.length);
}

/** u-blox `jamInd`. */
export const interpretJamming: ArduPilotInterpreter = (fields, place, findings) => {
  reportStated('gps_jamming', place.topic, fields.value('jamInd'), place, findings);
};
