import type { Severity } from '../../../../domain/severity.ts';
import { Onsets } from '../onsets.ts';
import type { Px4Interpreter, Px4Vehicle } from './interpreter.ts';

/** SensorGps.msg: from this `fix_type` on a position in three dimensions. */
const fix3d = 3;
/** A receiver without a position yet reports an error larger than this. */
const maxErrorMetres = 10_000;

/** `jamming_state` and `spoofing_state` of SensorGps.msg; 0 is unknown, 1 is none. */
const interference: { field: string; states: Record<number, { text: string; severity: Severity }> }[] = [
  {
    field: 'jamming_state',
    states: {
      2: { text: 'GPS jamming, still with a fix', severity: 'warning' },
      3: { text: 'GPS jamming', severity: 'error' },
    },
  },
  {
    field: 'spoofing_state',
    states: {
      2: { text: 'GPS spoofing indicated', severity: 'error' },
      3: { text: 'GPS spoofing indicated several times', severity: 'error' },
    },
  },
];

/** Further figures of a position by their metric; a value of 99 and more is u-blox's "unknown". */
const quality = [
  ['epv', 'gps_vertical_accuracy_m', maxErrorMetres],
  ['s_variance_m_s', 'gps_speed_accuracy_ms', 1_000],
  ['hdop', 'gps_dop', 99],
] as const;

function reportQuality(...[field, place, findings]: Parameters<Px4Interpreter>): void {
  for (const [name, metric, unknown] of quality) {
    const value = field(name);
    if (value > 0 && value < unknown) findings.metric(metric, place.topic, value, place);
  }
  const noise = field('noise_per_ms');
  if (noise > 0) findings.metric('signal', `${place.topic}: noise_per_ms`, noise, place, '');
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
    if (satellites >= 0 && satellites < 255 && (hadFix || vehicle.armed === true))
      findings.metric('gps_satellites', place.topic, satellites, place);
    const error = field('eph');
    // Without a fix it reports how inaccurate the last position may have become.
    const fixed = !(fix < fix3d);
    if (fixed && error > 0 && error < maxErrorMetres)
      findings.metric('gps_accuracy_m', place.topic, error, place);
    if (fix >= fix3d && vehicle.armed !== false) reportQuality(field, place, findings);
    const jamming = field('jamming_indicator');
    if (jamming >= 0 && jamming <= 255) findings.metric('gps_jamming', place.topic, jamming, place);

    const lost = () =>
      ({
        code: `${place.topic}: GPS fix lost`,
        severity: 'error',
        message: `The receiver lost its position (fix type ${fix}, ${satellites} satellites).`,
      }) as const;
    onsets.note(hadFix && fix < fix3d, 'fix', lost, place, findings);

    for (const { field: name, states } of interference) {
      const state = field(name);
      for (const [value, { text, severity }] of Object.entries(states)) {
        const describe = () => {
          const message = `The receiver reports: ${text} (${name} ${value}).`;
          return { code: `${place.topic}: ${text}`, severity, message };
        };
        onsets.note(state === Number(value), text, describe, place, findings);
      }
    }
  };
}
