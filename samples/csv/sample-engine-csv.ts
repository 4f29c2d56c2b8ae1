import { createRandom } from '../random.ts';

/**
 * What can be wrong with the engine and its generator:
 * - `overcharging`: 16.4 V from the middle of the recording on;
 * - `weak-cranking`: the voltage stays at 8 V for three seconds, as long as the starter needs;
 * - `not-charging`: the voltage stays at that of the battery;
 * - `coolant-cold`: the coolant is never warmer than the air;
 * - `intake-air-stuck`: the temperature of the intake air stays at one value from the middle of the recording on;
 * - `speed-in-miles`: the speed of the satellite receiver is in miles per hour, though its column says km/h;
 * - `coolant-sensor-open`: its sensor reads −40 °C from the middle of the recording on.
 */
export type EngineFault =
  | 'weak-cranking'
  | 'overcharging'
  | 'not-charging'
  | 'coolant-cold'
  | 'intake-air-stuck'
  | 'speed-in-miles'
  | 'coolant-sensor-open';

const hertz = 10;
const columns = [
  'time [s]',
  'Engine Speed [rpm]',
  'Battery Voltage [V]',
  'Coolant Temperature [°C]',
  'Intake Air Temperature [°C]',
  'Vehicle Speed [km/h]',
  'GPS Speed [km/h]',
];

/** The engine is cranked from `crankFrom` to `runsFrom`, in seconds. */
const crankFrom = 4;
const runsFrom = 5;

/** A table of a cold start and the drive after it, ten rows per second. */
export function sampleEngineCsv({
  seed = 1,
  seconds = 60,
  fault,
}: {
  seed?: number;
  seconds?: number;
  fault?: EngineFault;
} = {}): Uint8Array {
  const random = createRandom(seed);
  const start = fault === 'weak-cranking' ? runsFrom + 2 : runsFrom;
  const rows = Array.from({ length: Math.round(seconds * hertz) }, (_, index) => {
    const at = index / hertz;
    const late = at >= seconds / 2;
    const noise = random.normal();
    const speed = at < start ? 0 : 60 + 30 * Math.sin(at / 80);
    return [
      at,
      engineSpeed(at, start) + (at < start ? 0 : noise * 10),
      voltage(at, late, fault) + noise * 0.02,
      coolant(at, late, fault),
      fault === 'intake-air-stuck' && late ? 20.049 : 20 + noise * 0.1,
      speed * 1.02,
      speed / (fault === 'speed-in-miles' ? 1.609344 : 1),
    ].map((value) => value.toFixed(3));
  });
  return Buffer.from([columns, ...rows].map((cells) => `${cells.join(',')}\n`).join(''));
}

/** `start`: when the engine runs. */
function engineSpeed(at: number, start: number): number {
  if (at < crankFrom) return 0;
  return at < start ? 200 : 1_500 + 600 * Math.sin(at / 20);
}

/** At rest, with the current of the starter, and charged. */
function voltage(at: number, late: boolean, fault: EngineFault | undefined): number {
  if (at < crankFrom) return 12.5;
  if (fault === 'weak-cranking' && at < runsFrom + 2) return 8;
  if (at < runsFrom) return 7.5 + 2 * (at - crankFrom);
  if (fault === 'not-charging') return 12.2;
  return fault === 'overcharging' && late ? 16.4 : 14.2;
}

function coolant(at: number, late: boolean, fault: EngineFault | undefined): number {
  if (fault === 'coolant-cold') return 20;
  if (fault === 'coolant-sensor-open' && late) return -40;
  return 20 + 68 * (1 - Math.exp(-Math.max(0, at - runsFrom) / 240));
}
