import { Onsets } from '../onsets.ts';
import { reportStated, unlessZero } from '../report-figure.ts';
import type { ArduPilotInterpreter } from './interpreter.ts';
import type { VehicleInfo } from './vehicle-info.ts';

/** Fields of XKF4 and NKF4: innovation relative to its tolerance, so that above 1 the measurement is rejected; 0 if it is not used. */
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
      reportStated('estimator_ratio', source, unlessZero(fields.value(name)), place, findings);
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
