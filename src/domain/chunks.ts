/** A range of positions within a batch. */
export interface Chunk {
  offset: number;
  limit: number;
}

/**
 * At most 400 chunks however many files: a parse activity costs about 6 history events, so a run stays near 2,400
 * of the 51,200 at which Temporal ends a workflow.
 */
const maxChunks = 400;

export function planChunks(totalFiles: number): Chunk[] {
  const limit = Math.max(1, Math.ceil(totalFiles / maxChunks));
  return Array.from({ length: Math.ceil(totalFiles / limit) }, (_, index) => ({
    offset: index * limit,
    limit: Math.min(limit, totalFiles - index * limit),
  }));
}
