import type { Place } from '../../summary/occurrence.ts';
import type { Findings } from '../../summary/summary-builder.ts';
import { type Fields, type Interpreter, isFields, numberOf } from './interpreter.ts';
import { Onsets } from './onsets.ts';
import { reportStated, unlessUnknown } from './report-figure.ts';

/** STATUS_NO_FIX of sensor_msgs/NavSatStatus and gps_msgs/GPSStatus. */
const noFix = -1;
/** COVARIANCE_TYPE_UNKNOWN of NavSatFix; its name in JSON of foxglove.LocationFix. */
const unknownCovariance = [0, 'UNKNOWN'];
const unknownSatellites = 255;

/**
 * sensor_msgs/NavSatFix, gps_msgs/GPSFix and foxglove.LocationFix: whether a fix was lost, how accurate it was, and
 * with how many satellites. A receiver that never had a fix may be indoors, which is not a fault. To be created for
 * each topic.
 */
export function positionFixInterpreter(): Interpreter {
  const onsets = new Onsets('diagnostics');
  let hadFix = false;
  return (message, place, findings) => {
    reportAccuracy(message, place, findings);
    if (!isFields(message.status)) return;
    const used = message.status.satellites_used;
    const satellites = used === undefined ? undefined : numberOf(used);
    const stated = unlessUnknown(satellites, satellites !== unknownSatellites);
    reportStated('gps_satellites', place.topic, stated, place, findings);
    const isLost = numberOf(message.status.status) === noFix;
    hadFix ||= !isLost;
    const lost = () =>
      ({
        code: `${place.topic}: GPS fix lost`,
        severity: 'error',
        message: 'The receiver lost its position.',
      }) as const;
    onsets.note(hadFix && isLost, 'fix', lost, place, findings);
  };
}

/** Standard deviation in metres, the larger of east and north: the diagonal of the covariance, in rows. */
function reportAccuracy(message: Fields, place: Place, findings: Findings): void {
  const { position_covariance: covariance, position_covariance_type: type } = message;
  if (!isList(covariance)) return;
  const error = Math.sqrt(Math.max(numberOf(covariance[0]), numberOf(covariance[4])));
  const isKnown = error !== 0 && !unknownCovariance.includes(type as number | string);
  reportStated('gps_accuracy_m', place.topic, unlessUnknown(error, isKnown), place, findings);
}

function isList(value: unknown): value is ArrayLike<unknown> {
  return (Array.isArray(value) || ArrayBuffer.isView(value)) && 'length' in value && value.length === 9;
}
