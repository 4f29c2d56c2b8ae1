/** Where a client goes on, by the `id` of the last message that it has seen. */
export interface Resume {
  /** Of the last event. */
  seq: number;
  /** Whether the client has seen that the run is over. */
  ended: boolean;
}

/** An id as this stream gives it; the last message of a run has one of its own, so that its end can be recognised. */
export const idPattern = /^\d{1,15}(-end)?$/;

export function endId(seq: number): string {
  return `${seq}-end`;
}

/** Of an id that has this form. */
export function resumeAt(id: string | undefined): Resume {
  if (id === undefined) return { seq: 0, ended: false };
  return { seq: Number.parseInt(id, 10), ended: id.endsWith('-end') };
}
