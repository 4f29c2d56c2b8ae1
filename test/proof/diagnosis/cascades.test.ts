import { describe, expect, test } from 'vitest';
import { proveCascade } from '../../../samples/proof/cascades/prove-cascade.ts';
import { randomCascade } from '../../../samples/proof/cascades/random-cascade.ts';
import { cleanDrives } from '../../../samples/proof/clean-drives.ts';
import { gather } from '../../../samples/proof/prove.ts';
import { diagnose } from '../../../src/diagnosis/diagnose.ts';

const timeout = 60_000;
/** `node scripts/cascade-proof.ts` proves 200. */
const seeds = Array.from({ length: 24 }, (_, i) => i + 1);

describe('a drive in which one fault led to others', () => {
  test.each(seeds)(
    'names the root first and folds what followed under it: seed %i',
    { timeout },
    async (seed) => {
      const proof = await proveCascade(randomCascade(seed));
      expect(proof).toMatchObject({ rightRoot: true, loose: [], wronglyFolded: [] });
    },
  );
});

describe('a drive without a fault', () => {
  test.each(cleanDrives)('$drive has no incident', { timeout }, async ({ files }) => {
    expect(diagnose(await gather(files)).incidents).toEqual([]);
  });
});
