import { describe, test } from 'vitest';
import { sampleMdf4 } from '../../../../../samples/mdf4/sample-mdf4.ts';
import { checkDamage } from '../../../../support/recordings/damage-at-random.ts';
import { blockExtents, groupExtents, recordExtents } from '../../../../support/recordings/mdf4-extents.ts';

const seconds = 6;
/** A multiple of the size of every record. */
const blockBytes = 4_000;

const files = {
  'unfinished, each record': recordExtents(sampleMdf4({ seconds })),
  'a list of blocks, each block': blockExtents(sampleMdf4({ seconds, sorted: true, blockBytes })),
  'a list of blocks, each group': groupExtents(sampleMdf4({ seconds, sorted: true, blockBytes })),
  'packed blocks, each block': blockExtents(
    sampleMdf4({ seconds, sorted: true, blockBytes, packing: 'deflate' }),
  ),
  'transposed blocks, each group': groupExtents(
    sampleMdf4({ seconds, sorted: true, blockBytes, packing: 'transposed' }),
  ),
};

describe('random damage', () => {
  test.each(Object.entries(files))('of a recording with %s loses no more than that', async (_, intact) => {
    await checkDamage(intact, { seed: 40_000, runs: 150 });
  });
});
