/**
 * What a parse activity says with each heartbeat: the file in its hands, and how many attempts have died with that
 * file in their hands. A file that ends the whole process (not only its thread) must cost one file, not the batch.
 */
export interface ChunkPlace {
  /** Absent at first, until the attempt takes a file in hand. */
  fileId?: string;
  deaths: number;
}

/** A file that was being read in this many deaths of a worker is left out. */
export const maxDeathsPerFile = 3;

/**
 * The place of a new attempt (the first is 1). The one before it died with the file of its last heartbeat in hand,
 * unless it said otherwise; one that died before its first heartbeat died over the first file it took.
 */
export function resumeAt(last: ChunkPlace | undefined, attempt: number): ChunkPlace {
  return last ? { ...last, deaths: last.deaths + 1 } : { deaths: attempt - 1 };
}

export function placeAfter(place: ChunkPlace, fileId: string): ChunkPlace {
  if (place.fileId === undefined) return { fileId, deaths: place.deaths };
  return place.fileId === fileId ? place : { fileId, deaths: 0 };
}
