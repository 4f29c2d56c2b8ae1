import type { Occurrence } from './file-summary.ts';

/** Where in the recording something was reported. */
export interface Place {
  timeNs: bigint;
  topic: string;
  /** Byte offset of the record, or of the compressed chunk that contains it. */
  offset?: number;
}

export function occurrenceOf({ timeNs, topic, offset }: Place, nameCap: number): Occurrence {
  const occurrence: Occurrence = { time_ns: String(timeNs), topic: topic.slice(0, nameCap).toWellFormed() };
  return offset === undefined ? occurrence : { ...occurrence, offset };
}
