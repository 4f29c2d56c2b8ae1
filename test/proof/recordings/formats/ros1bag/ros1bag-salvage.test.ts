import { describe, expect, test } from 'vitest';
import type { BagWriterOptions } from '../../../../../samples/ros1bag/bag-writer.ts';
import { recordRos1bag } from '../../../../../samples/ros1bag/sample-ros1bag.ts';
import { compressBzip2 } from '../../../../support/recordings/bzip2-compress.ts';
import { checkDamage } from '../../../../support/recordings/damage-at-random.ts';
import { compressLz4 } from '../../../../support/recordings/lz4-compress.ts';
import { randomRuns } from '../../../../support/recordings/runs.ts';
import { countsByTopic, summarise } from '../../../../support/recordings/summarise.ts';

const lz4 = { name: 'lz4', compress: compressLz4 } as const;
const bz2 = { name: 'bz2', compress: compressBzip2 } as const;

function record(options: BagWriterOptions, seconds = 2) {
  const { bytes, chunks } = recordRos1bag({ seconds, chunkSize: 8192, ...options });
  // The magic and the header of the bag after it identify the format; one of them must exist.
  return { bytes, extents: chunks, vital: [{ start: 0, end: 96 }] };
}

const samples = {
  none: record({}),
  lz4: record({ compression: lz4 }),
  bz2: record({ compression: bz2 }),
  'chunkless, not closed': record({ chunkSize: 0 }),
};

describe.each(Object.entries(samples))('a bag (%s) damaged at random', (_, intact) => {
  test('yields all messages outside the damaged chunks', async () => {
    await checkDamage(intact, { seed: 1, runs: randomRuns(150) });
  });
});

describe('a bag that is damaged', () => {
  const { bytes, extents } = samples.none;
  const middle = extents[3] ?? { start: 0, end: 0, messages: 0 };
  const total = extents.reduce((sum, { messages }) => sum + messages, 0);

  test('loses one message where a message is damaged in an uncompressed chunk', async () => {
    const damaged = Uint8Array.from(bytes);
    const at = Buffer.from(bytes).indexOf('time=', middle.start + 4_000);
    damaged[at] = 0;
    const { message_count, verdict } = await summarise(damaged);
    expect(message_count).toBe(total - 1);
    expect(verdict.code).toBe('corrupt');
    const [range] = verdict.damaged ?? [];
    expect(range?.start).toBeLessThan(at);
    expect(range?.end).toBeGreaterThan(at);
    expect((range?.end ?? 0) - (range?.start ?? 0)).toBeLessThan(2_000);
  });

  test('is reported as truncated if it ends in a compressed chunk, and yields what was compressed before', async () => {
    const cut = samples.lz4.extents[4] ?? middle;
    const before = samples.lz4.extents.slice(0, 4).reduce((sum, { messages }) => sum + messages, 0);
    const { verdict, message_count } = await summarise(samples.lz4.bytes.subarray(0, cut.end - 300));
    expect(verdict).toMatchObject({ code: 'truncated', offset: cut.start });
    expect(message_count).toBeGreaterThan(before + cut.messages / 2);
    expect(message_count).toBeLessThan(before + cut.messages);
  });

  test('knows its topics from the index if the chunk that named them is lost', async () => {
    const first = samples.lz4.extents[0] ?? middle;
    const damaged = Uint8Array.from(samples.lz4.bytes).fill(0, first.start, first.end);
    const { topics, message_count } = await summarise(damaged);
    expect(message_count).toBe(total - first.messages);
    expect(topics.every(({ name, type }) => name.startsWith('/') && type !== '')).toBe(true);
  });

  test('without its index is reported as such, with nothing lost', async () => {
    const unclosed = record({ closed: false }).bytes;
    const { verdict, message_count } = await summarise(unclosed);
    expect(verdict).toMatchObject({ code: 'truncated', damaged: [], salvaged_messages: total });
    expect(verdict.message).toContain('without its index');
    expect(message_count).toBe(total);
  });

  test('truncated in its index is reported as such, with nothing lost', async () => {
    const { verdict, message_count } = await summarise(bytes.subarray(0, bytes.byteLength - 30));
    expect({ code: verdict.code, message_count }).toEqual({ code: 'truncated', message_count: total });
    const info = record({}).bytes;
    const whole = Buffer.from(info).lastIndexOf('chunk_pos=') - 8;
    expect((await summarise(info.subarray(0, whole))).verdict.message).toContain('without its whole index');
  });

  test('and concatenated with another yields the messages of both under their own topics', async () => {
    const other = recordRos1bag({ seconds: 3, seed: 2, compression: lz4 });
    const glued = await summarise(Buffer.concat([bytes, other.bytes]));
    const [one, two] = [await summarise(bytes), await summarise(other.bytes)];
    const sum = Object.fromEntries(
      Object.entries(countsByTopic(two)).map(([topic, count]) => [
        topic,
        count + (countsByTopic(one)[topic] ?? 0),
      ]),
    );
    expect(countsByTopic(glued)).toEqual(sum);
    expect(glued.verdict.message).toContain('a second bag begins');
  });

  test('reports a message that its index counts but that is not found', async () => {
    const damaged = Buffer.from(bytes);
    // The connection of one message becomes another that exists.
    const at = damaged.indexOf('conn=', damaged.indexOf('op=\x02', middle.start) - 20) + 5;
    damaged[at] = ((damaged[at] as number) + 1) % 4;
    const { verdict, message_count } = await summarise(damaged);
    expect(message_count).toBe(total);
    expect(verdict).toMatchObject({ code: 'corrupt' });
    expect(verdict.message).toContain('the index of a chunk counts');
  });
});
