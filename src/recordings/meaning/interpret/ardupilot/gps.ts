import { Onsets } from '../onsets.ts';
import type { ArduPilotInterpreter } from './interpreter.ts';

/** AP_GPS::GPS_Status: from here on a position in three dimensions. */
const fix3d = 3;
/** A receiver that has no position yet says so with an error beyond this. */
const maxErrorMetres = 10_000;

export function gpsInterpreter(): ArduPilotInterpreter {
  const onsets = new Onsets('diagnostics');
  let hadFix = false;
  return (fields, place, findings) => {
    const satellites = fields.number('NSats');
    if (satellites >= 0 && satellites < 255)
      findings.metric('gps_satellites', place.topic, satellites, place);
    const status = fields.number('Status');
    hadFix ||= status >= fix3d;
    const lost = () =>
      ({
        code: `${place.topic}: GPS fix lost`,
        severity: 'error',
        message: `The receiver lost its position (status ${status}, ${satellites} satellites).`,
      }) as const;
    onsets.note(hadFix && status < fix3d, 'fix', lost, place, findings);
  };
}

export const interpretGpsAccuracy: ArduPilotInterpreter = (fields, place, findings) => {
  const error = fields.number('HAcc');
  if (error > 0 && error < maxErrorMetres) findings.metric('gps_accuracy_m', place.topic, error, place);
};

/** u-blox `jamInd`. */
export const interpretJamming: ArduPilotInterpreter = (fields, place, findings) => {
  const jamming = fields.number('jamInd');
  if (jamming >= 0 && jamming <= 255) findings.metric('gps_jamming', place.topic, jamming, place);
};
