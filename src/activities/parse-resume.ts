/**
 * What a parse activity says with each heartbeat: the file in its hands, and how many attempts have died with that
 * file in their hands. A file that ends the whole process (not only its thread) must cost one file, not the batch.
 */
export interface ChunkPlace {
  fileId: string;
  deaths: number;
}

/** After so many deaths with the same file in hand, the file is left out. */
export const maxDeathsPerFile = 3;

/** The place of a new attempt: the one before it died with `fileId` in hand, unless it said otherwise. */
export function resumeAt(last: ChunkPlace | undefined): ChunkPlace {
  return last ? { fileId: last.fileId, deaths: last.deaths + 1 } : { fileId: '', deaths: 0 };
}

export function placeAfter(place: ChunkPlace, fileId: string): ChunkPlace {
  return place.fileId === fileId ? place : { fileId, deaths: 0 };
}
