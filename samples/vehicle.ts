import type { Fault } from './faults.ts';
import { createRandom, type Random } from './random.ts';

/** What the vehicle's sensors and computers report at one moment. */
export interface VehicleState {
  /** Percent. */
  cpu: number;
  ram: number;
  disk: number;
  battery: number;
  /** Volts, of the 12 V net. */
  voltage: number;
  /** Degrees Celsius, of the main computer. */
  temperature: number;
  /** Metres per second. */
  speed: number;
  latitude: number;
  longitude: number;
  /** Radians. */
  heading: number;
}

export interface Vehicle {
  random: Random;
  has(fault: Fault): boolean;
  at(moment: DriveMoment): VehicleState;
}

interface DriveMoment {
  /** Since the drive began. */
  seconds: number;
  /** Progress of the file and of the whole drive, 0–1. */
  file: number;
  drive: number;
}

/** A test car on a circular route near Munich, with its faults. */
export function createVehicle(seed: number, faults: readonly Fault[]): Vehicle {
  const random = createRandom(seed);
  const present = new Set(faults);
  const has = (fault: Fault) => present.has(fault);
  return {
    random,
    has,
    at(moment) {
      const { seconds } = moment;
      const saturated = has('cpu-saturation') && moment.file > 0.1;
      const cpu = saturated
        ? 98.6 + random.normal() * 0.8
        : 38 + 9 * Math.sin(seconds / 17) + random.normal() * 3;
      const heading = seconds / 60;
      const usual = usualState(has, moment);
      return {
        cpu: clamp(cpu),
        ram: clamp(usual.ram + random.normal() * 0.4),
        disk: clamp(usual.disk),
        battery: clamp(usual.battery + random.normal() * 0.05),
        voltage: usual.voltage + random.normal() * 0.06,
        temperature: usual.temperature + random.normal() * 0.3,
        speed: Math.max(0, 13 + 6 * Math.sin(seconds / 23) + random.normal() * 0.1),
        latitude: 48.1374 + 0.01 * Math.sin(heading),
        longitude: 11.5755 + 0.015 * Math.cos(heading),
        heading,
      };
    },
  };
}

/** Without noise, but including the faults that appear in it. */
function usualState(
  has: Vehicle['has'],
  { seconds, file, drive }: DriveMoment,
): Pick<VehicleState, 'ram' | 'disk' | 'battery' | 'voltage' | 'temperature'> {
  const late = file > 0.5;
  const heating = has('over-temperature') ? 55 * file : 0;
  const charged = has('voltage-sag') ? 12.9 - 1.3 * drive : 13.9;
  const warm = has('temperature-rising') ? 55 + 24 * drive : 57 + 4 * Math.sin(seconds / 40);
  const used = has('ram-leak') ? 48 + 49 * drive : 47.5;
  return {
    ram: has('memory-pressure') && late ? 97 : used,
    disk: has('disk-full') ? 98.6 : 61 + (has('disk-filling') ? 30 : 0.2) * drive,
    battery: has('low-battery') ? 9 - 6 * file : 82 - 7 * drive,
    voltage: has('under-voltage') && late ? 8.4 : charged,
    temperature: warm + heating,
  };
}

function clamp(percent: number): number {
  return Math.min(100, Math.max(0, percent));
}

/** Of a vehicle that hovers: turn rates in rad/s and accelerations in m/s², x, y and z each. */
export function inertiaOf({ random }: Pick<Vehicle, 'random'>): number[] {
  return [
    random.normal() * 0.01,
    random.normal() * 0.01,
    0.02,
    random.normal() * 0.2,
    random.normal() * 0.2,
    -9.81,
  ];
}
