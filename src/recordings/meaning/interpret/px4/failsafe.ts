import type { Severity } from '../../../../domain/severity.ts';
import { Onsets } from '../onsets.ts';
import type { Px4Interpreter } from './interpreter.ts';

/** vehicle_status.failsafe. */
export function failsafeInterpreter(): Px4Interpreter {
  const onsets = new Onsets('failsafe');
  return (field, place, findings) => {
    const describe = () => {
      const message = `The vehicle entered failsafe (navigation state ${field('nav_state')}).`;
      return { code: 'failsafe', severity: 'error', message } as const;
    };
    onsets.note(field('failsafe') === 1, 'failsafe', describe, place, findings);
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

export function failsafeFlagsInterpreter(): Px4Interpreter {
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
      onsets.note(lost && wasThere.has(name), name, () => sighting(name, severity), place, findings);
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
