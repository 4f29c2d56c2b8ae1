import { turnsOver } from '../ardupilot/vehicle-info.ts';
import { tiltOf, tiltReporter } from '../tipped-over.ts';
import { autopilots, type MavlinkInterpreter, type MavlinkSource } from './interpreter.ts';
import { signalInterpreter } from './signals.ts';

/** ATTITUDE: curves of roll and pitch, in radians, and whether a copter of ArduPilot tips over; PX4's modes differ. */
export function attitudeInterpreter(source: MavlinkSource): MavlinkInterpreter {
  const signals = signalInterpreter('ATTITUDE');
  const tilt = tiltReporter();
  return (fields, place, findings) => {
    signals?.(fields, place, findings);
    // Planes that stand on their tails report the attitude of a plane.
    const hovers =
      source.armed === true &&
      source.autopilot === autopilots.ardupilot &&
      source.kind === 'copter' &&
      !turnsOver(source);
    tilt(hovers ? tiltOf(fields.number('roll'), fields.number('pitch')) : Number.NaN, place, findings);
  };
}
