/** Where a client resumes, by the `id` of the last message it has seen. */
export interface Resume {
  /** Sequence number of the last event. */
  seq: number;
  /** Whether the client has seen that the run is over. */
  ended: boolean;
}

/** Format of this stream's ids; the last message of a run has its own form, so that the end can be recognised. */
export const idPattern = /^\d{1,15}(-end)?$/;

export function endId(seq: number): string {
  return `${seq}-end`;
}

/** Parses an id of this format. */
export function resumeAt(id: string | undefined): Resume {
  if (id === undefined) return { seq: 0, ended: false };
  return { seq: Number.parseInt(id, 10), ended: id.endsWith('-end') };
}
