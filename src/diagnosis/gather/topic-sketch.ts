import type { FileSummary } from '../../recordings/summary/file-summary.ts';

/**
 * The smallest hashes of the names of a file's topics (a bottom-k sketch: Cohen and Kaplan, PODC 2007): they allow an
 * estimate of the share of topics that two files have in common without keeping the names.
 */
export type TopicSketch = readonly number[];

const size = 12;

export function sketchOf({ topics }: FileSummary): TopicSketch {
  const hashes = new Set(topics.map(({ name }) => hashOf(name)));
  return [...hashes].sort((a, b) => a - b).slice(0, size);
}

/** Estimates which share of both files' topics is in both, 0–1. */
export function sharedTopics(a: TopicSketch, b: TopicSketch): number {
  let union = 0;
  let inBoth = 0;
  let [i, j] = [0, 0];
  while (union < size && (i < a.length || j < b.length)) {
    const x = a[i] ?? Number.POSITIVE_INFINITY;
    const y = b[j] ?? Number.POSITIVE_INFINITY;
    if (x <= y) i += 1;
    if (y <= x) j += 1;
    if (x === y) inBoth += 1;
    union += 1;
  }
  return union === 0 ? 0 : inBoth / union;
}

/** FNV-1a, 32 bits, over UTF-16 code units. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i += 1) {
    hash ^= text.charCodeAt(i);
    hash = Math.imul(hash, 0x01000193);
  }
  return hash >>> 0;
}
