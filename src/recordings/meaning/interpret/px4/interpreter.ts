import type { Place } from '../../../summary/occurrence.ts';
import type { Findings } from '../../../summary/summary-builder.ts';

/**
 * Gives a numeric field of the logged message (an element of it, where it is an array), NaN when there is none such.
 */
export type FieldReader = (name: string, index?: number) => number;

/** Reads one subscription's messages in order: some of them mean something only by what changed. */
export type Px4Interpreter = (field: FieldReader, place: Place, findings: Findings) => void;
