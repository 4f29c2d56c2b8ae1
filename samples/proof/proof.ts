import type { Evidence, Finding } from '../../src/report/report-schema.ts';
import { defaultStartTime } from '../sample-options.ts';
import type { KnownFault } from './known-fault.ts';

/** The diagnosis's result for a known fault. */
export interface Proof {
  known: KnownFault;
  /** The finding of the right rule and severity at the right place; undefined if there is none. */
  found: Finding | undefined;
  /** The evidence that points there. */
  evidence: Evidence | undefined;
  /** Ids of the other rules with findings. */
  others: string[];
}

/** The diagnosis's result for a drive without faults. */
export interface CleanProof {
  drive: string;
  /** Formats of its files. */
  formats: string[];
  files: number;
  /** Findings of severity warning and above, by their titles, and the rules that gave notes. */
  serious: string[];
  notes: string[];
}

/** Since the drive began, or on the clock of the file: `+42.5s`. */
export function secondsOf(time: string): number {
  const own = /^([+-][\d.]+)s$/.exec(time);
  return own ? Number(own[1]) : (Date.parse(time) - defaultStartTime.getTime()) / 1000;
}
