import { Onsets } from '../onsets.ts';
import type { ArduPilotInterpreter } from './interpreter.ts';
import type { VehicleInfo } from './vehicle-info.ts';

/** Fields of XKF4 and NKF4: innovation relative to its tolerance, so that above 1 the measurement is rejected. */
const ratios: Record<string, string> = {
  SV: 'velocity',
  SP: 'position',
  SH: 'height',
  SM: 'magnetometer',
  SVT: 'airspeed',
};

export function estimatorInterpreter(vehicle: VehicleInfo): ArduPilotInterpreter {
  // For one topic, so that the names need not be created for each message.
  let sources: (readonly [field: string, source: string])[] | undefined;
  const onsets = new Onsets('diagnostics');
  return (fields, place, findings) => {
    sources ??= Object.entries(ratios).map(([name, sensor]) => [name, `${place.topic}: ${sensor}`] as const);
    for (const [name, source] of sources) {
      const ratio = fields.number(name);
      if (ratio > 0) findings.metric('estimator_ratio', source, ratio, place);
    }
    const faults = fields.number('FS');
    const describe = () => {
      const message = `The estimator reports numerical faults (FS ${faults}).`;
      return { code: `${place.topic}: filter fault`, severity: 'error', message } as const;
    };
    // It sets them while it starts.
    onsets.note(faults > 0 && vehicle.armed === true, 'filter fault', describe, place, findings);
  };
}
