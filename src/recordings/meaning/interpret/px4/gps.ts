import type { Severity } from '../../../../domain/severity.ts';
import { Onsets } from '../onsets.ts';
import { reportStated, unlessUnknown } from '../report-figure.ts';
import type { Px4Interpreter, Px4Vehicle } from './interpreter.ts';

/** SensorGps.msg: from this `fix_type` on a position in three dimensions. */
const fix3d = 3;
const unknownSatellites = 255;

/** `jamming_state` and `spoofing_state` of SensorGps.msg; 0 is unknown, 1 is none. */
const interference: { field: string; states: { value: number; text: string; severity: Severity }[] }[] = [
  {
    field: 'jamming_state',
    states: [
      { value: 2, text: 'GPS jamming, still with a fix', severity: 'warning' },
      { value: 3, text: 'GPS jamming', severity: 'error' },
    ],
  },
  {
    field: 'spoofing_state',
    states: [
      { value: 2, text: 'GPS spoofing indicated', severity: 'error' },
      { value: 3, text: 'GPS spoofing indicated several times', severity: 'error' },
    ],
  },
];

/** Further figures of a position, by their fields; 0 is unknown. */
const quality = [
  ['epv', 'gps_vertical_accuracy_m'],
  ['s_variance_m_s', 'gps_speed_accuracy_ms'],
  ['hdop', 'gps_dop'],
] as const;
/** u-blox sends this, or more, for a dilution of precision that it does not know. */
const unknownDop = 99;

function reportQuality(isValid: boolean, ...[field, place, findings]: Parameters<Px4Interpreter>): void {
  const stated = (name: string) => {
    const value = field.value(name);
    const isKnown = value !== 0 && !(name === 'hdop' && Number(value) >= unknownDop);
    return unlessUnknown(value, isValid && isKnown);
  };
  for (const [name, metric] of quality) reportStated(metric, place.topic, stated(name), place, findings);
  reportStated('signal', `${place.topic}: noise_per_ms`, stated('noise_per_ms'), place, findings, '');
}

/** sensor_gps and vehicle_gps_position. */
export function gpsInterpreter(vehicle: Px4Vehicle): Px4Interpreter {
  const onsets = new Onsets('diagnostics');
  let hadFix = false;
  return (field, place, findings) => {
    const satellites = field('satellites_used');
    const fix = field('fix_type');
    hadFix ||= fix >= fix3d;
    // A receiver that was just switched on has none yet.
    const isKnown = satellites !== unknownSatellites && (hadFix || vehicle.armed === true);
    const used = unlessUnknown(field.value('satellites_used'), isKnown);
    reportStated('gps_satellites', place.topic, used, place, findings);
    const error = field.value('eph');
    // Without a fix it reports how inaccurate the last position may have become.
    const fixed = !(fix < fix3d);
    reportStated('gps_accuracy_m', place.topic, unlessUnknown(error, fixed && error !== 0), place, findings);
    reportQuality(fix >= fix3d && vehicle.armed !== false, field, place, findings);
    reportStated('gps_jamming', place.topic, field.value('jamming_indicator'), place, findings);

    const lost = () =>
      ({
        code: `${place.topic}: GPS fix lost`,
        severity: 'error',
        message: `The receiver lost its position (fix type ${fix}, ${satellites} satellites).`,
      }) as const;
    onsets.note(hadFix && fix < fix3d, 'fix', lost, place, findings);

    for (const { field: name, states } of interference) {
      const state = field(name);
      for (const { value, text, severity } of states) {
        const describe = () => {
          const message = `The receiver reports: ${text} (${name} ${value}).`;
          return { code: `${place.topic}: ${text}`, severity, message };
        };
        onsets.note(state === value, text, describe, place, findings);
      }
    }
  };
}
