import { whyNotPlausible } from '../../metrics/metric-names.ts';
import { reportFigure } from '../report-figure.ts';
import { attitudeInterpreter, setpointInterpreter } from './attitude.ts';
import { batteryInterpreter } from './battery.ts';
import { escInterpreter, interpretPower, motorsInterpreter } from './drive.ts';
import { estimatorInterpreter } from './estimator.ts';
import { eventInterpreter } from './event.ts';
import {
  failsafeFlagsInterpreter,
  failsafeInterpreter,
  failureDetectorInterpreter,
  radioInterpreter,
} from './failsafe.ts';
import { gpsInterpreter } from './gps.ts';
import type { Px4Interpreter, Px4Vehicle } from './interpreter.ts';
import { magnetometerInterpreter } from './magnetometer.ts';
import { vibrationInterpreter } from './vibration.ts';

/** By message name, as PX4's `msg/` folder defines them; a new interpreter for each subscription. */
const interpreters: Record<string, (vehicle: Px4Vehicle) => Px4Interpreter> = {
  cpuload: () => interpretCpuLoad,
  battery_status: batteryInterpreter,
  vehicle_status: failsafeInterpreter,
  failsafe_flags: failsafeFlagsInterpreter,
  failure_detector_status: failureDetectorInterpreter,
  estimator_status: estimatorInterpreter,
  vehicle_imu_status: vibrationInterpreter,
  vehicle_gps_position: gpsInterpreter,
  sensor_gps: gpsInterpreter,
  system_power: () => interpretPower,
  input_rc: radioInterpreter,
  actuator_motors: motorsInterpreter,
  esc_status: escInterpreter,
  vehicle_magnetometer: magnetometerInterpreter,
  vehicle_attitude: attitudeInterpreter,
  vehicle_attitude_setpoint: setpointInterpreter,
  event: ({ named, noteEvent }) => eventInterpreter(named, noteEvent),
};

/** The interpreter for a topic of the log of this vehicle. */
export function px4Interpreter(messageName: string, vehicle: Px4Vehicle): Px4Interpreter | undefined {
  return Object.hasOwn(interpreters, messageName) ? interpreters[messageName]?.(vehicle) : undefined;
}

/** `load` and `ram_usage` are ratios, 0–1. */
const interpretCpuLoad: Px4Interpreter = (field, place, findings) => {
  const cpu = field('load') * 100;
  const ram = field('ram_usage') * 100;
  // The load is measured over an interval and may be slightly above 1.
  if (cpu >= 0 && cpu < 110) findings.metric('cpu_percent', place.topic, Math.min(cpu, 100), place);
  else findings.omit(whyNotPlausible(cpu), 1);
  reportFigure('ram_percent', place.topic, ram, place, findings);
};
