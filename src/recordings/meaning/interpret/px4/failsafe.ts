import type { Severity } from '../../../../domain/severity.ts';
import { Onsets } from '../onsets.ts';
import type { Px4Interpreter, Px4Vehicle } from './interpreter.ts';

/** `arming_state` of vehicle_status, the same in all versions. */
const armedState = 2;
/** `vehicle_type` of vehicle_status: VEHICLE_TYPE_ROTARY_WING. */
const rotaryWing = 1;
/** `nav_state` of vehicle_status: NAVIGATION_STATE_ACRO. */
const acro = 10;

/** Fields of vehicle_status that are faults once the vehicle is armed (the links in versions before 1.14). */
const inFlight: Record<string, { text: string; severity: Severity }> = {
  rc_signal_lost: { text: 'radio control lost while armed', severity: 'error' },
  engine_failure: { text: 'engine failure', severity: 'critical' },
  mission_failure: { text: 'mission failed', severity: 'error' },
};

/** vehicle_status: whether it is armed, and its failsafe. */
export function failsafeInterpreter(vehicle: Px4Vehicle): Px4Interpreter {
  const onsets = new Onsets('failsafe');
  return (field, place, findings) => {
    const arming = field('arming_state');
    if (arming >= 0) vehicle.armed = arming === armedState;
    vehicle.acrobatic = field('nav_state') === acro;
    const type = field('vehicle_type');
    if (type >= 0) vehicle.rotary = type === rotaryWing;
    const describe = () => {
      const message = `The vehicle entered failsafe (navigation state ${field('nav_state')}).`;
      return { code: 'failsafe', severity: 'error', message } as const;
    };
    onsets.note(field('failsafe') === 1, 'failsafe', describe, place, findings);
    for (const [name, { text, severity }] of Object.entries(inFlight)) {
      const say = () => ({
        code: text,
        severity,
        message: `The flight controller reports: ${text} (${name}).`,
      });
      onsets.note(vehicle.armed === true && field(name) === 1, name, say, place, findings);
    }
  };
}

/** input_rc: the receiver's own report that it has lost the transmitter. */
export function radioInterpreter(vehicle: Px4Vehicle): Px4Interpreter {
  const onsets = new Onsets('failsafe');
  let wasThere = false;
  return (field, place, findings) => {
    const lost = field('rc_lost') === 1 || field('rc_failsafe') === 1;
    // Flown by a ground station, a vehicle may have no transmitter at all.
    wasThere ||= field('rc_lost') === 0 && !lost;
    const describe = () => {
      const message = `The receiver reports that the transmitter is lost (rc_lost ${field('rc_lost')}, rc_failsafe ${field('rc_failsafe')}).`;
      return { code: 'radio control lost while armed', severity: 'error', message } as const;
    };
    onsets.note(lost && wasThere && vehicle.armed === true, 'radio', describe, place, findings);
  };
}

/** Fields of failsafe_flags that report a fault whenever they are set. */
const faults: Record<string, Severity> = {
  battery_low_remaining_time: 'warning',
  battery_unhealthy: 'error',
  primary_geofence_breached: 'warning',
  mission_failure: 'warning',
  vtol_fixed_wing_system_failure: 'error',
  wind_limit_exceeded: 'warning',
  flight_time_limit_exceeded: 'warning',
  local_position_accuracy_low: 'warning',
  fd_critical_failure: 'critical',
  fd_esc_arming_failure: 'error',
  fd_imbalanced_prop: 'error',
  fd_motor_failure: 'critical',
};

/** Fields that are set until the vehicle is ready: only a condition that was met and is lost is significant. */
const losses: Record<string, Severity> = {
  angular_velocity_invalid: 'error',
  attitude_invalid: 'error',
  local_altitude_invalid: 'warning',
  local_position_invalid: 'warning',
  local_velocity_invalid: 'warning',
  global_position_invalid: 'warning',
  offboard_control_signal_lost: 'warning',
  manual_control_signal_lost: 'warning',
  gcs_connection_lost: 'warning',
};

const links = new Set(['offboard_control_signal_lost', 'manual_control_signal_lost', 'gcs_connection_lost']);

export function failsafeFlagsInterpreter(vehicle: Px4Vehicle): Px4Interpreter {
  const onsets = new Onsets('failsafe');
  const wasThere = new Set<string>();
  const sighting = (name: string, severity: Severity) => ({
    code: `failsafe flag: ${name}`,
    severity,
    message: `The flight controller raised the failsafe flag ${name}.`,
  });
  return (field, place, findings) => {
    for (const [name, severity] of Object.entries(faults)) {
      onsets.note(field(name) === 1, name, () => sighting(name, severity), place, findings);
    }
    for (const [name, severity] of Object.entries(losses)) {
      const lost = field(name) === 1;
      if (field(name) === 0) wasThere.add(name);
      // On the ground links come and go as the pilot switches them.
      const counts = lost && wasThere.has(name) && !(links.has(name) && vehicle.armed === false);
      onsets.note(counts, name, () => sighting(name, severity), place, findings);
    }
  };
}

/** Fields of failure_detector_status. */
const detected: Record<string, string> = {
  fd_roll: 'roll beyond its limit',
  fd_pitch: 'pitch beyond its limit',
  fd_alt: 'altitude lost',
  fd_ext: 'external failure',
  fd_arm_escs: 'speed controllers did not arm',
  fd_battery: 'battery',
  fd_imbalanced_prop: 'propeller out of balance',
  fd_motor: 'motor',
};

export function failureDetectorInterpreter(): Px4Interpreter {
  const onsets = new Onsets('failsafe');
  return (field, place, findings) => {
    for (const [name, text] of Object.entries(detected)) {
      const describe = () => {
        const message = `The failure detector of the flight controller reported: ${text} (${name}).`;
        return { code: `failure detector: ${text}`, severity: 'error', message } as const;
      };
      onsets.note(field(name) === 1, name, describe, place, findings);
    }
  };
}
