import { reportStated } from '../report-figure.ts';
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
  const [load, ram] = [percentOf(field.value('load')), percentOf(field.value('ram_usage'))];
  // The load is measured over an interval and may be slightly above 1.
  const cpu = load !== undefined && load < 110 ? Math.min(load, 100) : load;
  reportStated('cpu_percent', place.topic, cpu, place, findings);
  reportStated('ram_percent', place.topic, ram, place, findings);
};

function percentOf(ratio: number | undefined): number | undefined {
  return ratio === undefined ? undefined : ratio * 100;
}
