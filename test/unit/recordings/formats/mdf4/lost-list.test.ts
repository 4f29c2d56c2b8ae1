import { describe, expect, test } from 'vitest';
import { sampleMdf4 } from '../../../../../samples/mdf4/sample-mdf4.ts';
import { summarise } from '../../../../support/recordings/summarise.ts';

describe('blocks of a sorted group whose list is lost', () => {
  test.each(['none', 'deflate'] as const)(
    'are read where records continue in the next one (%s)',
    async (packing) => {
      // No multiple of the size of a record.
      const written = sampleMdf4({ seconds: 5, sorted: true, blockBytes: 1_001, packing });
      const [largest] = written.groups.toSorted((a, b) => b.records - a.records);
      const lists = offsetsOf(written.bytes, '##DL').filter(
        (at) => largest && at >= largest.start && at < largest.end + 512,
      );
      const damaged = Buffer.from(written.bytes);
      expect(lists.length).toBeGreaterThan(0);
      damaged.write('##??', lists[0] as number, 'latin1');
      const [whole, rest] = [await summarise(written.bytes), await summarise(damaged)];
      expect(rest.verdict.code).toBe('corrupt');
      expect(rest.message_count).toBe(whole.message_count);
      expect(rest.topics.map(({ name, message_count }) => [name, message_count]).toSorted()).toEqual(
        whole.topics.map(({ name, message_count }) => [name, message_count]).toSorted(),
      );
    },
  );
});

function offsetsOf(bytes: Uint8Array, id: string): number[] {
  const found: number[] = [];
  const buffer = Buffer.from(bytes);
  for (let at = buffer.indexOf(id); at >= 0; at = buffer.indexOf(id, at + 1)) found.push(at);
  return found;
}
