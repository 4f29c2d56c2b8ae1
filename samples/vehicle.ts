import type { Fault } from './faults.ts';
import { createRandom, type Random } from './random.ts';

/** What the vehicle's sensors and computers would say at one moment. */
export interface VehicleState {
  /** Percent. */
  cpu: number;
  ram: number;
  disk: number;
  battery: number;
  /** Volt, of the 12 V net. */
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
  /** `file` and `drive`: how far the file and the whole drive are, 0–1; `seconds` since the drive began. */
  at(moment: { seconds: number; file: number; drive: number }): VehicleState;
}

/** A test car on a round course near Munich, with what is wrong with it. */
export function createVehicle(seed: number, faults: readonly Fault[]): Vehicle {
  const random = createRandom(seed);
  const present = new Set(faults);
  const has = (fault: Fault) => present.has(fault);
  return {
    random,
    has,
    at({ seconds, file, drive }) {
      const saturated = has('cpu-saturation') && file > 0.1;
      const cpu = saturated
        ? 98.6 + random.normal() * 0.8
        : 38 + 9 * Math.sin(seconds / 17) + random.normal() * 3;
      const heating = has('over-temperature') ? 55 * file : 0;
      const charged = has('voltage-sag') ? 12.9 - 1.3 * drive : 13.9;
      const voltage = has('under-voltage') && file > 0.5 ? 8.4 : charged;
      const warm = has('temperature-rising') ? 55 + 24 * drive : 57 + 4 * Math.sin(seconds / 40);
      const heading = seconds / 60;
      const used = has('ram-leak') ? 48 + 49 * drive : 47.5;
      return {
        cpu: clamp(cpu),
        ram: clamp((has('memory-pressure') && file > 0.5 ? 97 : used) + random.normal() * 0.4),
        disk: clamp(has('disk-full') ? 98.6 : 61 + (has('disk-filling') ? 30 : 0.2) * drive),
        battery: clamp((has('low-battery') ? 9 - 6 * file : 82 - 7 * drive) + random.normal() * 0.05),
        voltage: voltage + random.normal() * 0.06,
        temperature: warm + heating + random.normal() * 0.3,
        speed: Math.max(0, 13 + 6 * Math.sin(seconds / 23) + random.normal() * 0.1),
        latitude: 48.1374 + 0.01 * Math.sin(heading),
        longitude: 11.5755 + 0.015 * Math.cos(heading),
        heading,
      };
    },
  };
}

function clamp(percent: number): number {
  return Math.min(100, Math.max(0, percent));
}
