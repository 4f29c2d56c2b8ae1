/**
 * Details of a parse activity's heartbeat: the current file, and how many attempts have died while parsing that file.
 * A file that kills the whole process (not only its thread) must cost one file, not the batch.
 */
export interface ChunkPlace {
  /** Absent until the attempt starts on a file. */
  fileId?: string;
  deaths: number;
}

/** A file that was being parsed in this many worker crashes is skipped. */
export const maxDeathsPerFile = 3;

/**
 * Where a new attempt (the first is 1) resumes. The previous one is taken to have died while parsing the file of its
 * last heartbeat; one that died before its first heartbeat, while parsing its first file.
 */
export function resumeAt(last: ChunkPlace | undefined, attempt: number): ChunkPlace {
  return last ? { ...last, deaths: last.deaths + 1 } : { deaths: attempt - 1 };
}

export function placeAfter(place: ChunkPlace, fileId: string): ChunkPlace {
  if (place.fileId === undefined) return { fileId, deaths: place.deaths };
  return place.fileId === fileId ? place : { fileId, deaths: 0 };
}
