import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { sampleDatabases } from '../../../../../samples/databases/sample-databases.ts';
import { parseDatabase } from '../../../../../src/recordings/meaning/databases/parse-database.ts';
import { dbcLimits } from '../../../../../src/recordings/meaning/dbc/dbc-limits.ts';
import { summarise } from '../../../../support/recordings/summarise.ts';

const numRuns = Number(process.env.FUZZ_RUNS ?? 150);

describe.each(Object.entries(sampleDatabases))('a .%s', (ending, make) => {
  const bytes = Buffer.from(make());

  test('with bytes left out, repeated or overwritten gives a verdict', async () => {
    const edit = fc.record({
      // Behind what the format is recognised by.
      at: fc.integer({ min: 300, max: bytes.length - 1 }),
      length: fc.nat(60),
      other: fc.oneof(
        fc.uint8Array({ maxLength: 6 }),
        fc.constantFrom(
          ...['<', '>', '"', '{', '}', ';', '=', '/', '//', '/*', '&b;', '-1', '1e99'].map((text) =>
            Buffer.from(text),
          ),
        ),
      ),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(edit, { minLength: 1, maxLength: 5 }), async (edits) => {
        let damaged = Buffer.from(bytes);
        for (const { at, length, other } of edits)
          damaged = Buffer.concat([damaged.subarray(0, at), other, damaged.subarray(at + length)]);
        const { verdict, format } = await summarise(damaged);
        expect(format).toBe(ending);
        expect(verdict.message).toMatch(/\.$/);
        for (const { start, end } of verdict.damaged ?? []) {
          expect(start).toBeLessThan(end);
          expect(end).toBeLessThanOrEqual(damaged.byteLength);
        }
      }),
      { numRuns },
    );
  });
});

/** Mebibytes of what could cost more than its size. */
const floods: Record<string, [head: string, repeated: string]> = {
  'elements inside elements': ['<AUTOSAR>', '<A>'],
  'short elements': ['<AUTOSAR>', '<A/>'],
  'messages without end': ['<NetworkDefinition>', '<Message id="1" name="m">'],
  'entities of its own': ['<NetworkDefinition>', '&a;'],
  'quotes without end': ['FormatVersion=6.0\n{ENUMS}\nEnum=A(', '0="\\'],
  'open enumerations': ['FormatVersion=6.0\n{ENUMS}\n', 'Enum=A(\n'],
  'symbols of one name': ['FormatVersion=6.0\n{SEND}\n', '[A]\nID=1h\n'],
  'wide ranges of identifiers': ['FormatVersion=6.0\n{SEND}\n', '[A]\nID=1h-1FFFFFFFh\n[B]\n'],
  braces: ['LIN_description_file;\nSignals {', '{'],
  'comments without end': ['LIN_description_file;\n', '/*'],
};

test.each(Object.entries(floods))('%s are read in bounds', (_, [head, repeated]) => {
  const flood = Buffer.concat([Buffer.from(head), Buffer.alloc(2 << 20, repeated)]);
  const { messages, problems } = parseDatabase(flood);
  expect(messages.length).toBeLessThanOrEqual(dbcLimits.messages);
  expect(problems.length).toBeLessThanOrEqual(dbcLimits.problems);
});
