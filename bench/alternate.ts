import { median } from './figure.ts';

export interface Sides {
  /** Maximum number of rounds; fewer on a machine so slow or busy that they would take too long. */
  rounds: number;
  ours(round: number): Promise<number>;
  reference(round: number): Promise<number>;
  onRound?: (round: number, ours: number, reference: number) => void;
}

/** No further round begins after this, so that all figures together take at most six minutes. */
const enoughMs = 40_000;
const minRounds = 2;

/**
 * Measures both sides in turn, so that other load on the machine affects both alike; the ratio is computed within
 * each round.
 */
export async function alternate({ rounds, ours, reference, onRound }: Sides) {
  const pairs: { ours: number; reference: number }[] = [];
  const started = performance.now();
  const hasNextRound = (round: number) =>
    round < minRounds || (round < rounds && performance.now() - started < enoughMs);
  for (let round = 0; hasNextRound(round); round += 1) {
    const pair = { ours: await ours(round), reference: await reference(round) };
    onRound?.(round, pair.ours, pair.reference);
    pairs.push(pair);
  }
  return {
    ours: median(pairs.map((pair) => pair.ours)),
    reference: median(pairs.map((pair) => pair.reference)),
    ratios: pairs.map((pair) => pair.ours / pair.reference),
  };
}
