import type { Place } from '../../../summary/occurrence.ts';
import type { Findings } from '../../../summary/summary-builder.ts';

/** Returns a numeric field of the logged message (an element of it, if it is an array), NaN if there is none. */
export type FieldReader = (name: string, index?: number) => number;

/** Reads one subscription's messages in order: some of them are only meaningful as changes. */
export type Px4Interpreter = (field: FieldReader, place: Place, findings: Findings) => void;
