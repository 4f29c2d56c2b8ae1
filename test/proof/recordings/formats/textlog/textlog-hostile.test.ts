import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { sampleTextlog } from '../../../../../samples/textlog/sample-textlog.ts';
import { textlogStyles } from '../../../../../samples/textlog/write-textlog.ts';
import { ByteReader } from '../../../../../src/recordings/bytes/byte-reader.ts';
import { bufferSource } from '../../../../../src/recordings/bytes/byte-source.ts';
import { DamageLog } from '../../../../../src/recordings/bytes/damage.ts';
import { walkLines } from '../../../../../src/recordings/formats/text/line-walk.ts';
import { logStyles, readHead, styleOf } from '../../../../../src/recordings/formats/textlog/log-styles.ts';
import { TextEntries } from '../../../../../src/recordings/formats/textlog/text-entries.ts';
import { TextlogLines } from '../../../../../src/recordings/formats/textlog/textlog-lines.ts';
import { SummaryBuilder } from '../../../../../src/recordings/summary/summary-builder.ts';
import { checkDamage } from '../../../../support/recordings/damage-at-random.ts';
import { lineExtents } from '../../../../support/recordings/line-extents.ts';
import { summarise } from '../../../../support/recordings/summarise.ts';

const numRuns = Number(process.env.FUZZ_RUNS ?? 150);

/** Pieces of heads of all styles, and what damages them. */
const pieces = [
  ...[
    '\n',
    '\0',
    '\u0001',
    '\t',
    ' ',
    ': ',
    '[',
    ']',
    '] [',
    '<3>',
    '<191>1 ',
    ' - ',
    '| ',
    '-',
    '/',
    '(12): ',
  ],
  ...['Mar  9 23:01:31 ', '03-09 23:01:31.627  1  2 E ', '2024-03-09 23:01:31,627 ', '[   12.345678] '],
  ...[
    '1710025291.627 ',
    'E0309 23:01:31.627000 1 a.cc:12] ',
    '[ERROR] [1710025291.5] [node]: ',
    'ERROR:name:',
  ],
  ...[
    'ERROR ',
    'Hal: ',
    'box nav[7]: ',
    'E (6953) wifi: ',
    '--------- beginning of main\n',
    'a text',
    '9999999999',
  ],
];
const text = fc.array(fc.oneof(fc.constantFrom(...pieces), fc.string({ maxLength: 12 })), { maxLength: 60 });

test('no line is lost: it is an entry, continues one, or is left out for a reason that is counted', async () => {
  await fc.assert(
    fc.asyncProperty(text, fc.constantFrom(...logStyles), async (parts, style) => {
      const bytes = Buffer.from(parts.join(''));
      const builder = new SummaryBuilder();
      const damage = new DamageLog();
      const lines = new TextlogLines(style, new TextEntries(builder), {
        size: bytes.byteLength,
        first: undefined,
      });
      await walkLines(new ByteReader(bufferSource(bytes)), lines, damage);
      lines.finish();
      const { entries, continued, headings, before, unreadable } = lines.counts;
      // Blank to the walk are spaces, tabs and, at the end of a line, control characters.
      const seen = bytes
        .toString('latin1')
        .replace(/^\u00ef\u00bb\u00bf/, '')
        .split('\n')
        // biome-ignore lint/suspicious/noControlCharactersInRegex: the walk cuts them off
        .filter((line) => !/^[ \t]*[\x01-\x20]*$/.test(line)).length;
      const restarted = entries + continued + headings + before + unreadable - seen;
      // A line with zeros may hold an entry behind them: it is damage and an entry.
      expect(restarted).toBeGreaterThanOrEqual(0);
      expect(restarted).toBeLessThanOrEqual(unreadable);
      expect(builder.messageCount).toBe(entries);
      expect(damage.any).toBe(unreadable > 0);
    }),
    { numRuns: numRuns * 4 },
  );
});

describe.each(textlogStyles)('a log in the style %s', (style) => {
  const bytes = sampleTextlog({ style, seconds: 10 });

  test('loses by random damage no entry that it does not touch', async () => {
    const extents = lineExtents(bytes, (line) => !line.startsWith('-----'));
    await checkDamage({ bytes, extents }, { seed: 70_000, runs: 60 });
  });

  test('with bytes overwritten, left out or repeated gives a verdict', async () => {
    const edit = fc.record({
      at: fc.nat(bytes.length - 1),
      length: fc.oneof(fc.constant(1), fc.nat(8), fc.nat(600)),
      other: fc.oneof(
        fc.uint8Array({ maxLength: 8 }),
        fc.constantFrom(...pieces.map((piece) => Uint8Array.from(Buffer.from(piece)))),
      ),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(edit, { minLength: 1, maxLength: 6 }), async (edits) => {
        let damaged = Buffer.from(bytes);
        for (const { at, length, other } of edits)
          damaged = Buffer.concat([damaged.subarray(0, at), other, damaged.subarray(at + length)]);
        const { verdict, message_count, topics } = await summarise(damaged);
        expect(verdict.message).toMatch(/\.$/);
        expect(topics.reduce((sum, topic) => sum + topic.message_count, 0)).toBe(message_count);
        for (const { start, end } of verdict.damaged ?? []) {
          expect(start).toBeLessThan(end);
          expect(end).toBeLessThanOrEqual(damaged.byteLength);
        }
      }),
      { numRuns },
    );
  });
});

// Patterns that can match in many ways would not end on these.
test.each([
  '[',
  '[ ',
  '(',
  '<1',
  '|',
  '| a',
  ' - ',
  'a.',
  'a::',
  'a ',
  '[a]',
  '[a] ',
  'a="b" ',
  '[a b="\\',
  '0',
  '1:',
  '  ',
  '<3>[',
  '(a',
])('lines of %j behind every head are read in linear time', (piece) => {
  const heads = [
    ...[
      '2024-03-09 23:01:31,627 ',
      '[2024-03-09 23:01:31] ',
      '2024-03-09 23:01:31 ERROR ',
      'Mar  9 23:01:31 ',
    ],
    ...[
      '03-09 23:01:31.627  1  2 E ',
      '[ 03-09 23:01:31.627 ',
      'E/',
      'I( 1) ',
      '<34>1 - - - - - ',
      '<34>1 - a b c d ',
    ],
    ...[
      '[   12.345678] ',
      '1710025291.627 ',
      '[INFO] [1710025291.5] ',
      '[a-1] ',
      '[a] [',
      '[a][INFO] ',
      'E (1) ',
      '12 [',
    ],
  ];
  for (const head of heads) {
    const line = head + piece.repeat(65_536 / piece.length);
    expect(styleOf(Buffer.from(line.slice(0, 4_096))) === undefined).toBeTypeOf('boolean');
    for (let run = 0; run < 50; run += 1) for (const style of logStyles) readHead(style, line);
  }
});
