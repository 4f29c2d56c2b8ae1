import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { RecordWriter } from '../../../../../samples/cyber/record-writer.ts';
import { writeSampleCyber } from '../../../../../samples/cyber/sample-cyber.ts';
import { checkDamage } from '../../../../support/recordings/damage-at-random.ts';
import { realRecordings } from '../../../../support/recordings/real-recordings.ts';
import { countsByTopic, summarise } from '../../../../support/recordings/summarise.ts';

/** `test/example.record.00000` of daohu527/cyber_record at 588def777dad; skipped where it is absent. */
const path = join(realRecordings ?? '', 'apollo', 'example.record.00000');

test.skipIf(!existsSync(path))('a real record is read as cyber_record 0.1.13 reads it', async () => {
  const summary = await summarise(readFileSync(path));
  expect(summary.verdict).toEqual({ code: 'ok', message: 'All 34 messages were read.' });
  expect(countsByTopic(summary)).toEqual({
    '/apollo/canbus/chassis': 15,
    '/apollo/localization/pose': 15,
    '/apollo/planning': 1,
    '/apollo/prediction': 2,
    '/apollo/routing_response_history': 1,
  });
  expect(summary.span).toEqual({
    start_ns: '1627031535114943571',
    end_ns: '1627031535253911410',
    clock: 'unix',
  });
  const position = summary.metrics.find(({ source }) => source.endsWith('pose: pose.position.x'));
  expect(position).toMatchObject({ count: 15, min_milli: 315_323_446, max_milli: 315_323_446 });
});

test('random damage costs no message that it does not touch', async () => {
  const writer = writeSampleCyber({ seconds: 4, messagesPerChunk: 100 });
  const bytes = writer.bytes();
  const extents = writer.extents.map((extent) => ({ ...extent, messages: 1 }));
  // Header and first channel, without either of which the file is not recognised.
  await checkDamage(
    { bytes, extents, vital: [{ start: 0, end: 2_100 }] },
    { seed: 52_000, runs: 400, kinds: ['cut', 'flip', 'zero'] },
  );
});

test('any bytes in a section give a verdict', async () => {
  const section = fc.record({
    type: fc.integer({ min: 0, max: 5 }),
    size: fc.oneof(fc.nat(200), fc.constantFrom(2 ** 31, 2 ** 40)),
    content: fc.uint8Array({ maxLength: 200 }),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(section, { minLength: 1, maxLength: 6 }), async (sections) => {
      const parts = sections.map(({ type, size, content }) => {
        const head = Buffer.alloc(16);
        head.writeUInt32LE(type);
        head.writeBigUInt64LE(BigInt(size), 8);
        return Buffer.concat([head, content]);
      });
      const bytes = Buffer.concat([new RecordWriter().bytes(), ...parts]);
      const { verdict } = await summarise(bytes);
      expect(verdict.message).toMatch(/\.$/);
      for (const { start, end } of verdict.damaged ?? []) {
        expect(start).toBeLessThan(end);
        expect(end).toBeLessThanOrEqual(bytes.byteLength);
      }
    }),
    { numRuns: Number(process.env.FUZZ_RUNS ?? 500) },
  );
});

test('imports inside imports, and heads of messages only, are read in bounds', async () => {
  let nested: Uint8Array = new Uint8Array();
  const wrap = (content: Uint8Array) => {
    const length = content.byteLength;
    return Buffer.concat([
      Uint8Array.of(0x12, (length & 0x7f) | 0x80, ((length >> 7) & 0x7f) | 0x80, length >> 14),
      content,
    ]);
  };
  for (let depth = 0; depth < 20_000; depth += 1) nested = wrap(nested);
  const writer = new RecordWriter();
  writer.channel('/deep', 'a.B', nested);
  writer.message('/deep', 1_700_000_000_000_000_000n, new Uint8Array(3));
  expect(await summarise(writer.bytes())).toMatchObject({ message_count: 1, verdict: { code: 'ok' } });

  const heads = Buffer.alloc(2 << 20, Buffer.from([0x0a, 0xff, 0xff, 0x7f, 0x0a, 0x02, 0x2f, 0x61]));
  const { verdict } = await summarise(Buffer.concat([new RecordWriter().bytes(), heads]));
  expect(verdict.code).not.toBe('ok');
});
