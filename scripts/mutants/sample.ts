import type { Mutant } from '@stryker-mutator/api/core';

/** Where a mutant is, as Stryker counts: lines and columns from 0. */
export type Place = Mutant['location'];

export type Places = Readonly<Record<string, readonly Place[]>>;

/** `count` of the items, each equally likely, the same ones for the same seed (Fisher–Yates shuffle). */
export function sampleBySeed<Item>(items: readonly Item[], count: number, seed: number): Item[] {
  const random = randomBySeed(seed);
  const shuffled = [...items];
  const most = Math.min(count, shuffled.length);
  for (let at = 0; at < most; at += 1) {
    const other = at + Math.floor(random() * (shuffled.length - at));
    [shuffled[at], shuffled[other]] = [shuffled[other] as Item, shuffled[at] as Item];
  }
  return shuffled.slice(0, most);
}

/** mulberry32, public domain (Tommy Ettinger): numbers in [0, 1). */
function randomBySeed(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

export function contains(outer: Place, inner: Place): boolean {
  return !isBefore(inner.start, outer.start) && !isBefore(outer.end, inner.end);
}

function isBefore(a: Place['start'], b: Place['start']): boolean {
  return a.line === b.line ? a.column < b.column : a.line < b.line;
}

/** What identifies a mutant, in this run and in later ones. */
export function nameOf({
  fileName,
  location: { start, end },
  mutatorName,
  replacement,
}: Pick<Mutant, 'fileName' | 'location' | 'mutatorName' | 'replacement'>): string {
  return JSON.stringify([fileName, start.line, start.column, end.line, end.column, mutatorName, replacement]);
}
