import fc from 'fast-check';
import { randomMdf3 } from '../../../support/recordings/random-mdf3.ts';
import type { RandomFormat } from '../random-format.ts';

export const mdf3Format: RandomFormat = {
  name: 'mdf3',
  reader: 'asammdf 8.8.28',
  script: 'mdf.py',
  files: fc.integer({ min: 0, max: 2 ** 31 }).map((seed) => ({ bytes: randomMdf3(seed), extension: '.mdf' })),
  // Its times are 64-bit seconds; it calculates with 32-bit numbers where the raw values are such.
  nearNs: 1_000,
  nearShare: 1e-6,
  hasValues: true,
  metricKey: ({ name, source }) => (name === 'signal' && source.startsWith('Group ') ? source : undefined),
};
