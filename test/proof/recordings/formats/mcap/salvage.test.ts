import { McapStreamReader } from '@mcap/core';
import { describe, expect, test } from 'vitest';
import { sampleMcap } from '../../../../../samples/mcap/sample-mcap.ts';
import { plural } from '../../../../../src/domain/plural.ts';
import { summarise } from '../../../../support/recordings/summarise.ts';

const options = { seconds: 4, chunkSize: 8192, compression: 'none' } as const;
const intact = sampleMcap(options);

interface Record {
  opcode: number;
  start: number;
  end: number;
}

/** Places of the top-level records. */
function recordsOf(bytes: Uint8Array): Record[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const records: Record[] = [];
  let at = 8;
  while (at + 9 <= bytes.byteLength - 8) {
    const end = at + 9 + Number(view.getBigUint64(at + 1, true));
    records.push({ opcode: view.getUint8(at), start: at, end });
    at = end;
  }
  return records;
}

const chunks = recordsOf(intact).filter(({ opcode }) => opcode === 6);

function messagesIn(chunk: Record): number {
  const reader = new McapStreamReader({ includeChunks: true });
  reader.append(intact.subarray(0, chunk.end));
  let last = 0;
  for (let record = reader.nextRecord(); record; record = reader.nextRecord()) {
    if (record.type === 'Chunk') last = 0;
    if (record.type === 'Message') last += 1;
  }
  return last;
}

function damaged(change: (bytes: Uint8Array) => void): Uint8Array {
  const bytes = new Uint8Array(intact);
  change(bytes);
  return bytes;
}

describe('a damaged MCAP', async () => {
  const total = (await summarise(intact)).message_count;
  const third = chunks[2] as Record;

  // If the record itself is damaged, the messages of an uncompressed chunk are found one by one.
  test.each([
    ['its data', 400, messagesIn(third)],
    ['its checksum', 9 + 24, messagesIn(third)],
    ['its length', 3, 0],
    ['its opcode', 0, 0],
    ['its compression name', 9 + 28, 0],
  ])('loses at most one chunk when a byte of %s is damaged', async (_, at, lost) => {
    const bytes = damaged((copy) => {
      copy[third.start + at] = (copy[third.start + at] ?? 0) ^ 0x55;
    });
    const { message_count, verdict } = await summarise(bytes);
    expect(message_count).toBe(total - lost);
    expect(verdict).toMatchObject({ code: 'corrupt', offset: third.start, salvaged_messages: message_count });
    expect(verdict.damaged?.[0]?.start).toBe(third.start);
  });

  test('says where a file was truncated, and reads the available part of the last chunk', async () => {
    const cut = third.start + 5_000;
    const { message_count, verdict } = await summarise(intact.subarray(0, cut));
    const before = chunks.slice(0, 2).reduce((sum, chunk) => sum + messagesIn(chunk), 0);
    expect(message_count).toBeGreaterThan(before);
    expect(message_count).toBeLessThan(before + messagesIn(third));
    expect(verdict).toMatchObject({
      code: 'truncated',
      offset: third.start,
      damaged: [{ start: third.start, end: cut }],
    });
    expect(verdict.message).toContain('ends in the middle of a chunk');
  });

  test('loses nothing with only the index', async () => {
    const dataEnd = recordsOf(intact).find(({ opcode }) => opcode === 15) as Record;
    for (const cut of [dataEnd.start, dataEnd.end, intact.byteLength - 8, intact.byteLength - 3]) {
      const { message_count, verdict } = await summarise(intact.subarray(0, cut));
      expect({ message_count, code: verdict.code }).toEqual({ message_count: total, code: 'truncated' });
    }
  });

  test('continues after a zeroed block that spans two chunks', async () => {
    const fourth = chunks[3] as Record;
    const bytes = damaged((copy) => copy.fill(0, fourth.start - 200, fourth.start + 200));
    const { message_count, verdict } = await summarise(bytes);
    expect(message_count).toBeGreaterThanOrEqual(total - messagesIn(third) - messagesIn(fourth));
    expect(message_count).toBeLessThan(total);
    expect(verdict.code).toBe('corrupt');
  });

  test('reads both of two concatenated files', async () => {
    const other = sampleMcap({ ...options, seed: 2 });
    const { message_count, verdict } = await summarise(Buffer.concat([intact, other]));
    expect(message_count).toBe(total + (await summarise(other)).message_count);
    expect(verdict).toMatchObject({ code: 'corrupt', offset: intact.byteLength });
  });

  test('finds the definitions of a lost first chunk in the index', async () => {
    const first = chunks[0] as Record;
    const bytes = damaged((copy) => {
      copy[first.start + 3_000] = (copy[first.start + 3_000] ?? 0) ^ 1;
    });
    const { topics, metrics, message_count } = await summarise(bytes);
    expect(message_count).toBe(total - messagesIn(first));
    expect(topics.map(({ name }) => name)).toContain('/imu/data');
    expect(topics.every(({ type }) => type !== '')).toBe(true);
    expect(metrics.length).toBeGreaterThan(0);
  });

  test('is detected even if no message is lost', async () => {
    const index = recordsOf(intact).find(({ opcode }) => opcode === 7) as Record;
    const bytes = damaged((copy) => {
      copy[index.end - 1] = (copy[index.end - 1] ?? 0) ^ 0x80;
    });
    const { message_count, verdict } = await summarise(bytes);
    expect(message_count).toBe(total);
    expect(verdict).toMatchObject({ code: 'corrupt', salvaged_messages: total });
    expect(verdict.message).toContain('checksum over all data');
  });

  test('loses one message when the length of one outside chunks is damaged', async () => {
    const plain = sampleMcap({ seconds: 4, chunkSize: 0 });
    const messages = recordsOf(plain).filter(({ opcode }) => opcode === 5);
    const victim = messages[100] as Record;
    const bytes = new Uint8Array(plain);
    bytes[victim.start + 2] = (bytes[victim.start + 2] ?? 0) ^ 0x10;
    const { message_count, verdict } = await summarise(bytes);
    expect(message_count).toBe(messages.length - 1);
    expect(verdict).toMatchObject({ code: 'corrupt', offset: victim.start });
  });

  test('mistakes no intact message for something else, whatever its sequence number', async () => {
    const { message_count, verdict } = await summarise(sampleMcap({ seconds: 120, chunkSize: 0 }));
    expect(verdict).toEqual({ code: 'ok', message: `All ${plural(message_count, 'message')} were read.` });
  });
});
