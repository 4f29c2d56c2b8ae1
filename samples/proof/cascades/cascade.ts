import type { ProofFile } from '../known-fault.ts';

/** A drive in which one fault led to others, and what the diagnosis has to say about it. */
export interface Cascade {
  seed: number;
  /** What happened, for people. */
  story: string;
  files: ProofFile[];
  /** The rule that finds what began it. */
  root: string;
  /** Rules that find what followed. */
  follows: string[];
  /** Rules that find faults with another cause. */
  apart: string[];
}

export const driveSeconds = 120;

/** When faults of the computer and its sensors begin, in seconds since the drive began; absent ones do not happen. */
export interface ComputerFaults {
  /** The supply is at 8.3 V. */
  supply?: { from: number; to: number };
  /** The processor is saturated from here on. */
  processor?: number;
  /** Memory is nearly used up from here on. */
  memory?: number;
  /** The disk is full from here on. */
  disk?: number;
  /** The processor heats up from here on, by 2 °C a second. */
  heat?: number;
  /** The lidar sends nothing. */
  lidar?: { from: number; to: number };
  /** Lines of the log: one a second. */
  lines?: { from: number; count: number; level: 40 | 50; name: string; text: string }[];
}

/** The same of the bus and its control units. */
export interface BusFaults {
  /** A burst of error frames, at the end of which a controller leaves the bus. */
  errors?: number;
  /** An identifier is silent from here to the end. */
  silence?: number;
  /** The gateway stores U0100; the tester reads it within ten seconds. */
  lost?: number;
  /** The engine, off until then, is started for three seconds, in which its supply is at 8 V. */
  cranking?: number;
  /** The engine stores P0171 from the beginning on. */
  mixture?: boolean;
}
