const MiB = 1024 * 1024;
/** S3 takes parts of at least 5 MiB, but for the last one. */
const usualPart = 8 * MiB;
const mostParts = 10_000;
/** S3's limit. */
export const maxObjectBytes = 5 * 1024 ** 4;

/** Bytes of each part of an object that has at most `maxBytes`: 8 MiB, or as many whole MiB as 10,000 parts need. */
export function partBytesFor(maxBytes: number): number {
  return Math.max(usualPart, Math.ceil(maxBytes / mostParts / MiB) * MiB);
}
