import { resolveOptions, type SampleOptions } from '../sample-options.ts';
import { createVehicle } from '../vehicle.ts';

/** One row of the test car's measurements. */
export interface TableRow {
  timeNs: bigint;
  /** Seconds since the file began. */
  seconds: number;
  /** By the headings of `tableColumns`. */
  values: number[];
}

/** Headings with their units, as data loggers write them. */
export const tableColumns = [
  'Battery Voltage [V]',
  'Vehicle Speed [km/h]',
  'CPU Load [%]',
  'Cabin Temperature [°C]',
  'Latitude [deg]',
  'Longitude [deg]',
] as const;

const hertz = 10;

/** The rows of a table that a data logger of the test car writes, ten per second. */
export function tableDrive(options: SampleOptions = {}): TableRow[] {
  const { seed, faults, seconds, startNs } = resolveOptions(options);
  const vehicle = createVehicle(seed, faults);
  return Array.from({ length: Math.round(seconds * hertz) }, (_, index) => {
    const at = index / hertz;
    const file = at / seconds;
    const state = vehicle.at({ seconds: at, file, drive: file });
    const { voltage, speed, cpu, temperature, latitude, longitude } = state;
    return {
      timeNs: startNs + BigInt(index) * (1_000_000_000n / BigInt(hertz)),
      seconds: at,
      values: [voltage, speed * 3.6, cpu, temperature / 2, latitude, longitude],
    };
  });
}
