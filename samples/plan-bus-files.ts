import { sampleBlf } from './blf/sample-blf.ts';
import { canBuses } from './can/can-buses.ts';
import type { CanFault } from './can/can-faults.ts';
import { sampleDbc } from './dbc/sample-dbc.ts';
import type { PlannedFile } from './drive-options.ts';
import { sampleMdf4 } from './mdf4/sample-mdf4.ts';

/** Default faults of each bus of the vehicle. */
const interesting: readonly CanFault[] = ['misfire', 'sensor-supply', 'low-voltage'];

interface BusRecording {
  seed: number;
  startTime: Date;
  seconds: number;
  faults?: readonly CanFault[] | undefined;
}

/**
 * The buses of a drive: a logger's MDF4 of the car's own buses, a Vector trace of its trailer's (J1939), and the
 * database that names the signals of both. `number` is that of the first file.
 */
export function planBusFiles(
  { faults = interesting, ...drive }: BusRecording,
  number: string[],
): PlannedFile[] {
  const { car, truck, fd } = canBuses;
  const [logger = '', trace = ''] = number;
  const recording = { ...drive, faults };
  return [
    {
      name: `bus_${logger}.mf4`,
      faults: [...faults],
      make: () => sampleMdf4({ ...recording, buses: [car, fd] }).bytes,
    },
    {
      name: `trace_${trace}.blf`,
      faults: [...faults],
      make: () => sampleBlf({ ...recording, buses: [truck] }),
    },
    { name: 'vehicle.dbc', faults: [], make: sampleDbc },
  ];
}
