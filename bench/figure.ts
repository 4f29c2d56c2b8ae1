import type { Sizes } from './options.ts';
import type { System } from './system.ts';

export interface Bench {
  system: System;
  quick: boolean;
  /** Another checkout to compare with, if one was given. */
  against?: string | undefined;
  sizes: Sizes;
  /** One line of progress. */
  printLine(line: string): void;
}

/** Something that is measured, with what it is compared to. */
export interface Figure {
  name: string;
  title: string;
  measure(bench: Bench): Promise<Measured>;
}

export interface Measured {
  unit: string;
  /** Median of the rounds. */
  ours: number;
  reference?: { what: string; value: number };
  /** Ratio of ours to the reference, for each round. */
  ratios: number[];
  goal?: Goal;
  /** What must hold in addition. */
  checks: Check[];
}

export interface Goal {
  ratio: number;
  better: 'higher' | 'lower';
}

export interface Check {
  what: string;
  found: string;
  wanted: string;
  met: boolean;
}

export function reaches(goal: Goal, ratio: number): boolean {
  return goal.better === 'higher' ? ratio >= goal.ratio : ratio <= goal.ratio;
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? Number.NaN) + upper) / 2;
}

/** The value that `percent` of them do not exceed (nearest rank). */
export function percentile(values: readonly number[], percent: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil((sorted.length * percent) / 100) - 1)] ?? Number.NaN;
}
