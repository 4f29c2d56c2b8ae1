import { z } from 'zod';
import { severities } from '../../domain/severity.ts';

const findingIndex = z.int().min(0);

/** A finding that follows from another one of the same incident. */
const consequenceSchema = z.object({
  /** Index in `findings`. */
  finding: findingIndex,
  /** Index in `findings` of what it follows from: the root or another consequence. */
  because_of: findingIndex,
  /** How the one leads to the other, in a sentence. */
  how: z.string(),
  /** The standard, manual or documentation that says so. */
  source: z.string(),
  /**
   * How long after its cause it began, in seconds, as far as clocks and curves tell: at least and at most. The lower
   * bound is negative where they cannot prove which of the two came first.
   */
  delay_s: z.object({ least: z.number(), most: z.number() }),
  /** Whether the clocks prove that its cause began first. */
  order: z.enum(['proven', 'open']),
  /** Other findings, of no part in this incident, that may as well be its cause; absent if there are none. */
  also_possible: z.array(findingIndex).optional(),
  /** How many of its places (`evidence`) do not fit to the cause in time; absent if all do. */
  unexplained: z.int().optional(),
});

/** A cause could explain a finding, but the times speak against it. */
const contradictionSchema = z.object({
  finding: findingIndex,
  cause: findingIndex,
  why: z.enum(['began_before', 'began_too_late']),
});

/** Findings that have one cause: what began it, and what followed. */
export const incidentSchema = z.object({
  /** The worst of its findings. */
  severity: z.enum(severities),
  /** Index in `findings` of what began it. */
  root: findingIndex,
  /** When the root left its normal range or was first reported: not before `from`, not after `to`. */
  began: z.object({ from: z.string(), to: z.string() }),
  /** `proven`: the clocks prove the order of every consequence; `likely`: of some it is open. */
  certainty: z.enum(['proven', 'likely']),
  /** In the order in which they began. */
  consequences: z.array(consequenceSchema),
  /** At most ten. */
  contradictions: z.array(contradictionSchema),
});

export type Incident = z.infer<typeof incidentSchema>;
export type Consequence = z.infer<typeof consequenceSchema>;
export type Contradiction = z.infer<typeof contradictionSchema>;
