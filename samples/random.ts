/** A small deterministic generator (mulberry32): the same seed gives the same drive on every machine. */
export interface Random {
  /** In [0, 1). */
  next(): number;
  /** Roughly normal, mean 0, deviation 1. */
  normal(): number;
  bytes(count: number): Uint8Array;
}

export function createRandom(seed: number): Random {
  let state = seed >>> 0;
  const word = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return (t ^ (t >>> 14)) >>> 0;
  };
  const next = () => word() / 2 ** 32;
  return {
    next,
    normal: () => (next() + next() + next() - 1.5) * 2,
    bytes(count) {
      const words = new Uint32Array(Math.ceil(count / 4));
      for (let i = 0; i < words.length; i += 1) words[i] = word();
      return new Uint8Array(words.buffer, 0, count);
    },
  };
}
