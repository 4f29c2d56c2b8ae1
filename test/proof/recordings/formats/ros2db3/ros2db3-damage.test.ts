import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Db3Writer } from '../../../../../samples/ros2db3/db3-writer.ts';
import { sampleRos2db3 } from '../../../../../samples/ros2db3/sample-ros2db3.ts';
import { headerBytes, magic } from '../../../../../src/recordings/formats/ros2db3/database-header.ts';
import { checkDamage } from '../../../../support/recordings/damage-at-random.ts';
import { databaseExtents } from '../../../../support/recordings/database-extents.ts';
import { randomRuns } from '../../../../support/recordings/runs.ts';
import { countsByTopic, summarise } from '../../../../support/recordings/summarise.ts';

const samples = {
  'pages of 4096 bytes': sampleRos2db3({ seconds: 4, schemaVersion: 3 }),
  'pages of 512 bytes': sampleRos2db3({
    seconds: 1,
    schemaVersion: 2,
    pageSize: 1024,
    prepare: 'PRAGMA auto_vacuum=FULL',
  }),
};

describe.each(Object.entries(samples))('a ROS 2 bag (%s) damaged at random', (_, bytes) => {
  test('yields all messages outside the damaged pages', async () => {
    const intact = { bytes, extents: databaseExtents(bytes), vital: [{ start: 0, end: headerBytes }] };
    await checkDamage(intact, { seed: 1, runs: randomRuns(200) });
  });
});

describe('a ROS 2 bag that is damaged', () => {
  const bytes = samples['pages of 4096 bytes'];
  const extents = databaseExtents(bytes);
  const total = extents.reduce((sum, { messages }) => sum + messages, 0);
  const [, second = { start: 0, end: 0, messages: 0 }] = extents;

  test('names the page that was overwritten, and counts all others', async () => {
    const damaged = Uint8Array.from(bytes).fill(0, second.start, second.end);
    const { verdict, message_count } = await summarise(damaged);
    expect(message_count).toBe(total - second.messages);
    expect(verdict).toMatchObject({ code: 'corrupt', damaged: [{ start: second.start, end: second.end }] });
  });

  test('knows its topics although the page that refers to them is lost', async () => {
    const damaged = Uint8Array.from(bytes).fill(0, headerBytes, 4096);
    const summary = await summarise(damaged);
    expect(countsByTopic(summary)).toEqual(countsByTopic(await summarise(bytes)));
    expect(summary.verdict).toMatchObject({ code: 'corrupt', offset: 0 });
  });

  test('survives damage to any byte of its header but the reserved size', async () => {
    for (let at = 0; at < headerBytes; at += 1) {
      if (at === 20 || (at >= 21 && at <= 23)) continue;
      const damaged = Uint8Array.from(bytes);
      damaged[at] = (damaged[at] as number) ^ 0x55;
      expect(`${at}: ${(await summarise(damaged)).message_count}`).toBe(`${at}: ${total}`);
    }
  });

  test('that was truncated says how many pages are missing, and where they may be', async () => {
    const half = Math.floor(bytes.byteLength / 8192) * 4096;
    const cut = await summarise(bytes.subarray(0, half));
    expect(cut.verdict).toMatchObject({ code: 'truncated', offset: half });
    expect(cut.verdict.message).toContain(`${(bytes.byteLength - half) / 4096} pages too early`);
    const wal = Uint8Array.from(bytes.subarray(0, half));
    wal.fill(2, 18, 20);
    expect((await summarise(wal)).verdict.message).toContain('-wal file, which is not part of the upload');
    expect((await summarise(bytes.subarray(0, half + 100))).verdict.damaged).toContainEqual({
      start: half,
      end: half + 100,
    });
  });

  test('does not count a message whose end is missing', async () => {
    const writer = new Db3Writer({ schemaVersion: 2 });
    const topic = writer.topic({ name: '/big', type: 'x/msg/Y', definition: '' });
    for (let i = 0n; i < 3n; i += 1n) writer.message(topic, 10n ** 18n + i, new Uint8Array(50_000));
    const large = writer.end();
    const { message_count, verdict } = await summarise(large.subarray(0, large.byteLength - 20 * 4096));
    expect({ message_count, code: verdict.code }).toEqual({ message_count: 2, code: 'truncated' });
  });
});

describe('a hostile database', () => {
  const bytes = samples['pages of 512 bytes'];

  test('with circular trees and chains terminates', async () => {
    const circle = Uint8Array.from(bytes);
    const view = new DataView(circle.buffer);
    for (let page = 1; page * 1024 < circle.byteLength; page += 1) {
      // An inner page whose children are all itself.
      if (page % 3 !== 0) continue;
      circle.fill(0, page * 1024, page * 1024 + 1024);
      circle[page * 1024] = 5;
      view.setUint32(page * 1024 + 8, page + 1);
    }
    expect((await summarise(circle)).verdict.message).toMatch(/\.$/);
    const free = Uint8Array.from(bytes);
    new DataView(free.buffer).setUint32(32, 3);
    new DataView(free.buffer).setUint32(36, 0xffffffff);
    expect((await summarise(free)).verdict.message).toMatch(/\.$/);
  });

  test('with absurd times never distorts the time span', async () => {
    const writer = new Db3Writer({ schemaVersion: 2 });
    const topic = writer.topic({ name: '/a', type: 'x/msg/Y', definition: '' });
    const start = 1_773_475_200_000_000_000n;
    for (const time of [0n, -1n, -(2n ** 63n), 2n ** 63n - 1n, 5n])
      writer.message(topic, time, new Uint8Array(4));
    for (let i = 0n; i < 20n; i += 1n) writer.message(topic, start + i * 10n ** 9n, new Uint8Array(4));
    const { span, message_count } = await summarise(writer.end());
    expect(message_count).toBe(25);
    expect(span).toEqual({ start_ns: String(start), end_ns: String(start + 19n * 10n ** 9n), clock: 'unix' });
  });

  test('of arbitrary bytes gives a verdict', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 3_000 }), fc.constantFrom(2, 4, 16), async (rest, high) => {
        const head = Buffer.concat([magic, Buffer.from([high, 0, 1, 1, 0, 64, 32, 32])]);
        expect((await summarise(Buffer.concat([head, rest]))).verdict.message).toMatch(/\.$/);
      }),
      { numRuns: randomRuns(300) },
    );
  });

  test('of changed bytes gives a verdict', async () => {
    const changes = fc.array(fc.tuple(fc.nat(1 << 20), fc.nat(255)), { minLength: 1, maxLength: 30 });
    await fc.assert(
      fc.asyncProperty(changes, async (all) => {
        const changed = Uint8Array.from(bytes);
        for (const [at, value] of all) changed[16 + (at % (changed.byteLength - 16))] = value;
        expect((await summarise(changed)).verdict.message).toMatch(/\.$/);
      }),
      { numRuns: randomRuns(300) },
    );
  });
});
