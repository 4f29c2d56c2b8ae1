import type { WrittenMdf4 } from '../../../samples/mdf4/mdf4-writer.ts';
import { type Mdf4Options, sampleMdf4 } from '../../../samples/mdf4/sample-mdf4.ts';

const drive = { seconds: 12, faults: ['bus-off', 'misfire'] as const };

const variants: Record<string, Mdf4Options> = {
  'unfinished.mf4': {},
  'unsorted.mf4': { unfinished: false },
  'unsorted-deflate.mf4': { unfinished: false, packing: 'deflate', blockBytes: 16_384 },
  'sorted-one-block.mf4': { sorted: true },
  'sorted-list.mf4': { sorted: true, blockBytes: 4_096 },
  'sorted-deflate.mf4': { sorted: true, packing: 'deflate', blockBytes: 16_384 },
  'sorted-transposed.mf4': { sorted: true, packing: 'transposed', blockBytes: 10_000 },
  'sorted-fixed.mf4': { sorted: true, variable: false, packing: 'transposed', blockBytes: 40_000 },
};

/** One drive in every layout, by the names that `test/oracles/mdf4/expected.json` uses. */
export function mdf4Samples(): Record<string, WrittenMdf4> {
  return Object.fromEntries(
    Object.entries(variants).map(([name, options]) => [name, sampleMdf4({ ...drive, ...options })]),
  );
}
