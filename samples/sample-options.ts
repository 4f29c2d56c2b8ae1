import type { Fault } from './faults.ts';

/** Options of one synthetic recording. The same options give the same bytes. */
export interface SampleOptions {
  seed?: number;
  /** When the file begins. */
  startTime?: Date;
  /** How long it lasts. */
  seconds?: number;
  /** Approximate size, reached with camera images; without it, the size of the other messages. */
  bytes?: number;
  faults?: readonly Fault[];
  /** Other than default rates, by topic. */
  hertz?: Record<string, number>;
  /** Names of the topics that are recorded; all by default. */
  topics?: readonly string[];
  /** The part of the drive that the file covers; by default the whole. */
  driveOffsetSeconds?: number;
  driveSeconds?: number;
}

export interface ResolvedOptions {
  seed: number;
  startNs: bigint;
  seconds: number;
  bytes: number;
  faults: readonly Fault[];
  driveOffsetSeconds: number;
  driveSeconds: number;
}

export const defaultStartTime = new Date('2026-03-14T08:00:00Z');

export function resolveOptions(options: SampleOptions): ResolvedOptions {
  const seconds = options.seconds ?? 60;
  return {
    seed: options.seed ?? 1,
    startNs: BigInt((options.startTime ?? defaultStartTime).getTime()) * 1_000_000n,
    seconds,
    bytes: options.bytes ?? 0,
    faults: options.faults ?? [],
    driveOffsetSeconds: options.driveOffsetSeconds ?? 0,
    driveSeconds: options.driveSeconds ?? seconds,
  };
}
