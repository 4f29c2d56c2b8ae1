import { z } from 'zod';
import { severities } from '../domain/severity.ts';
import { findingBases } from './finding-basis.ts';

/** Where a figure comes from: file, topic, time, byte offset. */
export const evidenceSchema = z.object({
  file_id: z.string(),
  file_name: z.string(),
  topic: z.string().optional(),
  time: z.string().optional(),
  offset: z.int().optional(),
  count: z.int().optional(),
  /** What was seen there, in a few words or as recorded text. */
  detail: z.string().optional(),
});

/** An entry of the knowledge base that matches a finding. */
export const knowledgeSchema = z.object({
  id: z.string(),
  title: z.string(),
  /** What helped. */
  solution: z.string(),
  /** Why the entry matches, e.g. the code and the platform that it names. */
  why: z.string(),
  /** Author or source of the entry. */
  source: z.string(),
});

export const provenSchema = z.object({ rightly: z.int(), wrongly: z.int() });

export const findingSchema = z.object({
  /** The rule that found it, e.g. `cpu-saturation`. */
  rule: z.string(),
  severity: z.enum(severities),
  title: z.string(),
  /** One or two sentences with the numbers. */
  description: z.string(),
  /** How certain it is: reported by the vehicle, measured or inferred; absent in older reports. */
  basis: z.enum(findingBases).optional(),
  /** Labelled public recordings on which the rule was right and wrong; null: none. Absent for notes and in older reports. */
  proven: provenSchema.nullable().optional(),
  likely_cause: z.string(),
  advice: z.string(),
  evidence: z.array(evidenceSchema),
  /**
   * When a measured figure was away from its usual level around its worst moment, to a second or a 60th of the drive, whichever
   * is longer; or how long the longest silence was. Absent where no such time stands out.
   */
  lasted: z.object({ from: z.string(), to: z.string() }).optional(),
  /** The error codes that it concerns, as in `error_codes`. */
  codes: z.array(z.string()).optional(),
  /** The best match first. */
  knowledge: z.array(knowledgeSchema).optional(),
});

export type Finding = z.infer<typeof findingSchema>;
export type Evidence = z.infer<typeof evidenceSchema>;
