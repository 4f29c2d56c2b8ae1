export interface SweepDeps {
  objects: { abortStaleUploads(olderThanMs: number): Promise<number> };
}

/** An unfinished multipart upload older than this belongs to nobody: an upload that still sends is younger. */
const staleUploadMs = 24 * 3600 * 1000;

/** Safe to repeat. */
export function createSweepActivities({ objects }: SweepDeps) {
  return {
    abortStaleUploads: (): Promise<number> => objects.abortStaleUploads(staleUploadMs),
  };
}
