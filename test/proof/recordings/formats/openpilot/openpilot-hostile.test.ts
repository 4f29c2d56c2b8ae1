import fc from 'fast-check';
import { expect, test } from 'vitest';
import { sampleEvents, writeEvent } from '../../../../../samples/openpilot/sample-openpilot.ts';
import { checkDamage } from '../../../../support/recordings/damage-at-random.ts';
import { summarise } from '../../../../support/recordings/summarise.ts';

test('random damage costs no event that it does not touch', async () => {
  const events = sampleEvents({ seconds: 4 });
  let end = 0;
  const extents = events.map((event) => {
    const start = end;
    end += event.byteLength;
    return { start, end, messages: 1 };
  });
  // Without the second event, nothing shows that the first is one.
  const vital = extents.slice(0, 2);
  await checkDamage({ bytes: Buffer.concat(events), extents, vital }, { seed: 41_000, runs: 500 });
});

test('any bytes inside an event give a verdict', async () => {
  const first = writeEvent(1n, 21, { struct: { f32: { 0: 1 } } });
  const kinds = [0, 4, 5, 6, 11, 17, 20, 21, 47, 66, 67, 76, 78, 79, 83, 128, 132];
  const content = fc.record({
    kind: fc.constantFrom(...kinds),
    split: fc.boolean(),
    words: fc.array(
      fc.oneof(
        fc.bigInt({ min: 0n, max: 2n ** 64n - 1n }),
        fc.constantFrom(0n, 1n, 0x0000000100000000n, 0xffffffff00000001n),
      ),
    ),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(content, { minLength: 1, maxLength: 5 }), async (contents) => {
      const events = contents.map(({ kind, words, split }) => {
        const event = Buffer.from(writeEvent(2n, kind, { bytes: new Uint8Array(8 * words.length) }, split));
        const from = event.byteLength - 8 * words.length;
        for (const [index, word] of words.entries()) event.writeBigUInt64LE(word, from + 8 * index);
        // The pointer to the content becomes one to a struct or a list of them in these words.
        if (!split && words.length > 0) event.writeUInt32LE(words.length % 2, 8 + 24);
        return event;
      });
      const { verdict, message_count } = await summarise(Buffer.concat([first, ...events, first]));
      expect(message_count).toBe(events.length + 2);
      expect(verdict.message).toMatch(/\.$/);
    }),
    { numRuns: Number(process.env.FUZZ_RUNS ?? 500) },
  );
});

test('a list of millions of empty structs costs no more than its bytes', async () => {
  const bytes = Buffer.from(writeEvent(1n, 4, { bytes: new Uint8Array(8) }));
  const tag = bytes.byteLength - 8;
  bytes.writeInt32LE(1, 8 + 24);
  bytes.writeUInt32LE(7, 8 + 28);
  bytes.writeUInt32LE(0xffff_fffc, tag);
  const { verdict, message_count } = await summarise(Buffer.concat([bytes, bytes]));
  expect({ code: verdict.code, message_count }).toEqual({ code: 'corrupt', message_count: 2 });
});

test('a file that consists of heads only is read in linear time', async () => {
  const head = writeEvent(1n, 21, { struct: {} });
  const long = Buffer.from(head);
  long.writeUInt32LE((60 << 20) / 8, 4);
  const heads = Buffer.concat(Array.from({ length: 50_000 }, () => long));
  const { verdict } = await summarise(heads);
  expect(verdict.code).not.toBe('ok');
});
