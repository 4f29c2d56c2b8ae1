import { acrobatic } from '../ardupilot/vehicle-info.ts';
import { tiltOf, tiltReporter } from '../tipped-over.ts';
import { autopilots, type MavlinkInterpreter, type MavlinkSource } from './interpreter.ts';
import { signalInterpreter } from './signals.ts';

/** ATTITUDE: curves of roll and pitch, in radians, and whether a copter of ArduPilot tips over; PX4's modes differ. */
export function attitudeInterpreter(source: MavlinkSource): MavlinkInterpreter {
  const signals = signalInterpreter('ATTITUDE');
  const tilt = tiltReporter();
  return (fields, place, findings) => {
    signals?.(fields, place, findings);
    const hovers =
      source.armed === true &&
      source.autopilot === autopilots.ardupilot &&
      source.kind === 'copter' &&
      !acrobatic.has(source.mode ?? -1);
    tilt(hovers ? tiltOf(fields.number('roll'), fields.number('pitch')) : Number.NaN, place, findings);
  };
}
