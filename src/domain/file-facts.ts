/** What a vehicle says of a file when it begins to send it, besides path, size and digest. All of it is optional. */
export interface FileFacts {
  /** When it was recorded, RFC 3339. */
  recorded_at: string | null;
  /** 0 to 9: files of a higher one are read before the others of their batch. */
  priority: number;
  labels: string[];
}

export const noFacts: Readonly<FileFacts> = { recorded_at: null, priority: 0, labels: [] };

export const highestPriority = 9;
/** Of one file, and of the characters of each. */
export const labelBounds = { most: 16, longest: 64 } as const;

export function sameFacts(one: FileFacts, other: FileFacts): boolean {
  return (
    one.priority === other.priority &&
    one.labels.join(',') === other.labels.join(',') &&
    timeOf(one.recorded_at) === timeOf(other.recorded_at)
  );
}

/** Written differently, it is the same time. */
function timeOf(text: string | null): number | null {
  return text === null ? null : Date.parse(text);
}
