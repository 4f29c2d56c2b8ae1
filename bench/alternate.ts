import { median } from './figure.ts';

export interface Sides {
  rounds: number;
  ours(round: number): Promise<number>;
  reference(round: number): Promise<number>;
  onRound?: (round: number, ours: number, reference: number) => void;
}

/**
 * Measures both sides in turn, so that whatever else the machine does meets both alike; the ratio is taken within
 * each round.
 */
export async function alternate({ rounds, ours, reference, onRound }: Sides) {
  const pairs: { ours: number; reference: number }[] = [];
  for (let round = 0; round < rounds; round += 1) {
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
