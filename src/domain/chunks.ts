/** A range of positions within a batch. */
export interface Chunk {
  offset: number;
  limit: number;
}

/** A chunk in which some files have their results already. */
export interface PlannedChunk extends Chunk {
  /** Files without a result. */
  files: number;
}

/**
 * At most 400 chunks however many files: a parse activity costs about 6 history events, so a run stays near 2,400
 * of the 51,200 at which Temporal ends a workflow.
 */
const maxChunks = 400;

/** As runs planned that began before chunks were planned by size; their histories hold it. */
export function planChunks(totalFiles: number): Chunk[] {
  const limit = Math.max(1, Math.ceil(totalFiles / maxChunks));
  return Array.from({ length: Math.ceil(totalFiles / limit) }, (_, index) => ({
    offset: index * limit,
    limit: Math.min(limit, totalFiles - index * limit),
  }));
}

/** A chunk is a hand-over through Temporal of some 10 ms of CPU time: below this many bytes it is not worth one of its own. */
const minChunkBytes = 4 * 2 ** 20;
/** Vehicles take turns by chunks: no chunk of several files is larger, as long as there are at most `maxChunks`. */
const maxChunkBytes = 64 * 2 ** 20;
/** What a file costs besides its bytes, as so many bytes more. */
const bytesPerFile = 64 * 2 ** 10;
/** Twice what is in flight at once (`SCATTER_WINDOW`), so that workers end together. */
const wantedChunks = 32;

/** @param files those without a result, by position */
export function planBySize(files: readonly { position: number; size: number }[]): PlannedChunk[] {
  const costs = files.map(({ size }) => size + bytesPerFile);
  const total = costs.reduce((sum, cost) => sum + cost, 0);
  const wanted = Math.min(maxChunkBytes, Math.max(minChunkBytes, total / wantedChunks));
  // Two neighbours together exceed the share, so that there are at most 2 × total / share + 1.
  const share = Math.max(wanted, (2 * total) / (maxChunks - 1));
  const chunks: PlannedChunk[] = [];
  let filled = Number.POSITIVE_INFINITY;
  for (const [index, { position }] of files.entries()) {
    const cost = costs[index] as number;
    const last = chunks.at(-1);
    if (last && filled + cost <= share) {
      last.limit = position - last.offset + 1;
      last.files += 1;
      filled += cost;
    } else {
      chunks.push({ offset: position, limit: 1, files: 1 });
      filled = cost;
    }
  }
  return chunks;
}
