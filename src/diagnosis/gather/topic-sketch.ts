import type { FileSummary } from '../../recordings/file-summary.ts';

/**
 * The smallest hashes of the names of a file's topics (a bottom-k sketch: Cohen and Kaplan, PODC 2007): which share of
 * their topics two files have in common can be told from it without keeping the names.
 */
export type TopicSketch = readonly number[];

const size = 12;

export function sketchOf({ topics }: FileSummary): TopicSketch {
  const hashes = new Set(topics.map(({ name }) => hashOf(name)));
  return [...hashes].sort((a, b) => a - b).slice(0, size);
}

/** About which share of both files' topics is in both, 0–1. */
export function sharedTopics(a: TopicSketch, b: TopicSketch): number {
  const union = [...new Set([...a, ...b])].sort((x, y) => x - y).slice(0, size);
  if (union.length === 0) return 0;
  const inBoth = union.filter((hash) => a.includes(hash) && b.includes(hash));
  return inBoth.length / union.length;
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
