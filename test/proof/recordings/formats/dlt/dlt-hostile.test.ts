import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { writeSampleDlt } from '../../../../../samples/dlt/sample-dlt.ts';
import { checkDamage } from '../../../../support/recordings/damage-at-random.ts';
import { summarise } from '../../../../support/recordings/summarise.ts';

const numRuns = Number(process.env.FUZZ_RUNS ?? 300);

const second = { place: { file: 'a.cc', line: 7 }, tags: ['one', 'two'], privacy: 3 };
const styles = (['storage', 'serial', 'none'] as const).flatMap((framing) => [
  { name: `framing ${framing}`, style: { framing } },
  { name: `version 2, framing ${framing}`, style: { framing, session: 9, second } },
]);

describe.each(styles)('a DLT log, $name', ({ style }) => {
  const writer = writeSampleDlt({ seconds: 2, style });
  const bytes = writer.bytes();

  test('with bytes overwritten, left out or repeated gives a verdict', async () => {
    const edit = fc.record({
      at: fc.nat(bytes.length - 1),
      length: fc.nat(300),
      other: fc.oneof(
        fc.uint8Array({ maxLength: 8 }),
        fc.constantFrom(
          ...['DLT\x01', 'DLT\x02', 'DLS\x01', '\xff\xff', '\0\0\0\0'].map((text) =>
            Buffer.from(text, 'latin1'),
          ),
        ),
      ),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(edit, { minLength: 1, maxLength: 6 }), async (edits) => {
        let damaged = Buffer.from(bytes);
        for (const { at, length, other } of edits)
          damaged = Buffer.concat([damaged.subarray(0, at), other, damaged.subarray(at + length)]);
        const { verdict, message_count, topics, omitted } = await summarise(damaged);
        expect(verdict.message).toMatch(/\.$/);
        const counted = topics.reduce((sum, topic) => sum + topic.message_count, 0);
        if (omitted.topics === 0) expect(counted).toBe(message_count);
        for (const { start, end } of verdict.damaged ?? []) {
          expect(start).toBeLessThan(end);
          expect(end).toBeLessThanOrEqual(damaged.byteLength);
        }
      }),
      { numRuns },
    );
  });
});

test.each([
  ['1', {}],
  ['2', { second }],
  ['2 in the order of the machine', { second: { ...second, inHostOrder: true } }],
])('random damage costs no message of version %s that it does not touch', async (_, style) => {
  const writer = writeSampleDlt({ seconds: 20, style });
  const bytes = writer.bytes();
  const extents = writer.starts.map((start, index) => ({
    start,
    end: writer.starts[index + 1] ?? bytes.byteLength,
    messages: 1,
  }));
  await checkDamage({ bytes, extents }, { seed: 90_000, runs: 600 });
});

test('a file that consists of marks only is read in linear time', async () => {
  const marks = Buffer.alloc(4 << 20, 'DLT\x01', 'latin1');
  const long = Buffer.alloc(4 << 20, 'DLT\x01aaaabbbbECU1\x25\x00\xff\xff', 'latin1');
  const marks2 = Buffer.alloc(4 << 20, 'DLT\x02', 'latin1');
  const long2 = Buffer.alloc(4 << 20, 'DLT\x02aaaaabbbb\x04ECU1\x4c\x00\x00\x00\x00\xff\xff', 'latin1');
  for (const bytes of [marks, long, marks2, long2]) {
    expect((await summarise(bytes)).verdict.code).not.toBe('ok');
  }
});
