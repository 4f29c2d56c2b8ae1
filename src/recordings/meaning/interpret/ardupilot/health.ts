import { Onsets } from '../onsets.ts';
import type { ArduPilotInterpreter } from './interpreter.ts';
import type { VehicleInfo } from './vehicle-info.ts';

/** BARO: the altitude itself is not judged. */
export function barometerInterpreter(vehicle: VehicleInfo): ArduPilotInterpreter {
  return healthReporter('barometer', vehicle);
}

/** Reports a sensor that worked and no longer does, before or during a flight: `Health`, since 4.5 `H`, is 1 if it works. */
export function healthReporter(sensor: string, vehicle: VehicleInfo): ArduPilotInterpreter {
  const onsets = new Onsets('diagnostics');
  let worked = false;
  return (fields, place, findings) => {
    const logged = fields.number('Health');
    const health = Number.isNaN(logged) ? fields.number('H') : logged;
    worked ||= health === 1;
    const describe = () => {
      const message = `The controller reports that the ${sensor} does not work any more.`;
      return { code: `${place.topic}: ${sensor} unhealthy`, severity: 'error', message } as const;
    };
    onsets.note(worked && health === 0 && vehicle.armed !== false, sensor, describe, place, findings);
  };
}
