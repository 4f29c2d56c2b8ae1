import { zstdCompressSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { sampleMdf4 } from '../../../../../samples/mdf4/sample-mdf4.ts';
import { compressLz4 } from '../../../../support/recordings/lz4-compress.ts';
import { summarise } from '../../../../support/recordings/summarise.ts';

const options = { seconds: 5, sorted: true, variable: false, blockBytes: 16_384 } as const;
const plain = await summarise(sampleMdf4(options).bytes);

test.each([
  ['zstd', 2, zstdCompressSync],
  ['transposed zstd', 3, zstdCompressSync],
  ['LZ4', 4, compressLz4],
  ['transposed LZ4', 5, compressLz4],
])('an MDF 4.3 compressed with %s has the content of the uncompressed one', async (_, zipType, compress) => {
  const { bytes } = sampleMdf4({ ...options, packing: { zipType, compress } });
  const summary = await summarise(bytes);
  expect(summary.verdict).toEqual(plain.verdict);
  expect(summary.topics.map(({ name, message_count }) => [name, message_count])).toEqual(
    plain.topics.map(({ name, message_count }) => [name, message_count]),
  );
  expect(summary.metrics.map(({ name, source, sum_milli }) => [name, source, sum_milli])).toEqual(
    plain.metrics.map(({ name, source, sum_milli }) => [name, source, sum_milli]),
  );
});
