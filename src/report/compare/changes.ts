export interface Pair<T> {
  before: T;
  after: T;
}

export interface Paired<T> {
  before: T[];
  after: T[];
  both: Pair<T>[];
}

/** Pairs items that have the same key on both sides; of several with one key, the first is used. */
export function pairBy<T>(before: readonly T[], after: readonly T[], keyOf: (item: T) => string): Paired<T> {
  const left = new Map<string, T>();
  for (const item of before) if (!left.has(keyOf(item))) left.set(keyOf(item), item);
  const paired: Pick<Paired<T>, 'after' | 'both'> = { after: [], both: [] };
  const seen = new Set<string>();
  for (const item of after) {
    const key = keyOf(item);
    if (seen.has(key)) continue;
    seen.add(key);
    const other = left.get(key);
    if (other === undefined) paired.after.push(item);
    else paired.both.push({ before: other, after: item });
  }
  return { ...paired, before: [...left].flatMap(([key, item]) => (seen.has(key) ? [] : [item])) };
}

export type Trend = 'worse' | 'better' | 'same';

/** Compares a number for which more is worse. */
export function trendOf(before: number, after: number): Trend {
  if (after > before) return 'worse';
  return after < before ? 'better' : 'same';
}

export interface Changes<S, P> {
  new: S[];
  gone: S[];
  worse: P[];
  better: P[];
  unchanged: number;
  unknown: number;
  omitted: number;
}

export interface Judged<T, S, P> {
  paired: Paired<T>;
  trend: (pair: Pair<T>) => Trend;
  /** What is reported about an item that exists on one side only. */
  single: (item: T, side: 'before' | 'after') => S;
  pair: (pair: Pair<T>) => P;
  /** Whether a side leaves out some of its items: what it does not list may have existed there. */
  incomplete?: { before?: boolean; after?: boolean };
  /** Whether an item of one side could have been seen on the other, too: what it comes from was recorded there. */
  comparable?: (item: T, other: 'before' | 'after') => boolean;
  /** Maximum number of rows in each list. */
  most: number;
}

/** Sorts pairs and single items into new, gone, worse and better. Lists keep the order of the input. */
export function changesOf<T, S, P>(judged: Judged<T, S, P>): Changes<S, P> {
  const { paired, most, incomplete = {}, comparable = () => true } = judged;
  const single = {
    new: paired.after.filter((item) => !incomplete.before && comparable(item, 'before')),
    gone: paired.before.filter((item) => !incomplete.after && comparable(item, 'after')),
  };
  const byTrend = Object.groupBy(paired.both, judged.trend);
  const lists = {
    new: single.new,
    gone: single.gone,
    worse: byTrend.worse ?? [],
    better: byTrend.better ?? [],
  };
  const omitted = Object.values(lists).reduce((sum, list) => sum + Math.max(0, list.length - most), 0);
  return {
    new: lists.new.slice(0, most).map((item) => judged.single(item, 'after')),
    gone: lists.gone.slice(0, most).map((item) => judged.single(item, 'before')),
    worse: lists.worse.slice(0, most).map(judged.pair),
    better: lists.better.slice(0, most).map(judged.pair),
    unchanged: byTrend.same?.length ?? 0,
    unknown: paired.after.length - single.new.length + paired.before.length - single.gone.length,
    omitted,
  };
}
