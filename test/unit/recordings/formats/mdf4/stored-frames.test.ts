import { describe, expect, test } from 'vitest';
import { type Mdf4Options, sampleMdf4 } from '../../../../../samples/mdf4/sample-mdf4.ts';
import { summarise, summariseInPieces } from '../../../../support/recordings/summarise.ts';

const drive = { seconds: 6, unfinished: false, faults: ['misfire'] } as const;
const ofAll = async (options: Mdf4Options) => {
  const { verdict, topics, metrics, codes } = await summarise(sampleMdf4({ ...drive, ...options }).bytes);
  return {
    verdict,
    topics: topics.map(({ name, message_count, bytes, first_ns, last_ns }) => [
      ...[name, message_count, bytes, first_ns, last_ns],
    ]),
    metrics: metrics.map(({ name, source, count, sum_milli }) => [name, source, count, sum_milli]),
    codes: codes.map(({ code, count, message }) => [code, count, message]),
  };
};

describe('records of several groups, whose frames have their data bytes in blocks of their own (mdflib)', () => {
  test.each([
    ['in one block', {}],
    ['in many', { blockBytes: 8_192 }],
    ['packed', { packing: 'deflate', blockBytes: 16_384 }],
  ] as const)('have the same frames as with the bytes in records, %s', async (_, options) => {
    expect(await ofAll({ ...options, valuesApart: true })).toEqual(await ofAll(options));
  });

  test('read the same in pieces of any size', async () => {
    const { bytes } = sampleMdf4({ ...drive, valuesApart: true });
    const whole = await summarise(bytes);
    for (const size of [997, 70_001]) expect(await summariseInPieces(bytes, size)).toEqual(whole);
  });

  test('lose data bytes that cannot be found, and say so', async () => {
    const { bytes } = sampleMdf4({ ...drive, valuesApart: true });
    const damaged = Buffer.from(bytes);
    damaged.write('##XX', damaged.indexOf('##SD'), 'latin1');
    const summary = await summarise(damaged);
    expect(summary.verdict.code).toBe('corrupt');
    expect(summary.message_count).toBe((await summarise(bytes)).message_count);
  });

  test.each([false, true])(
    'say where data bytes are not where the records say (sorted: %s)',
    async (sorted) => {
      const { bytes } = sampleMdf4({ ...drive, valuesApart: !sorted, sorted });
      const other = Buffer.from(bytes);
      const block = other.indexOf('##SD');
      // The block of values ends after its first 100 bytes.
      other.writeBigUInt64LE(124n, block + 8);
      const { verdict, message_count } = await summarise(other);
      expect(verdict).toMatchObject({ code: 'corrupt' });
      expect(verdict.message).toContain('not where their records say');
      expect(message_count).toBe((await summarise(bytes)).message_count);
    },
  );
});
