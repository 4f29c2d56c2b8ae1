import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { sampleDbc, sampleLayoutDbc } from '../../../../../samples/dbc/sample-dbc.ts';
import { createRandom } from '../../../../../samples/random.ts';
import type { MessageDefinition } from '../../../../../src/recordings/meaning/dbc/can-database.ts';
import { dbcLimits } from '../../../../../src/recordings/meaning/dbc/dbc-limits.ts';
import { createMessageDecoder } from '../../../../../src/recordings/meaning/dbc/message-decoder.ts';
import { openDatabase } from '../../../../../src/recordings/meaning/dbc/open-database.ts';
import { parseDbc } from '../../../../../src/recordings/meaning/dbc/parse-dbc.ts';
import { summarise } from '../../../../support/recordings/summarise.ts';

const intact = sampleLayoutDbc({ random: 12 });
const whole = parseDbc(intact);
const keyOf = ({ id, name }: MessageDefinition) => `${id} ${name}`;
const untouched = new Map(whole.messages.map((message) => [keyOf(message), message.signals.length]));

/** How many definitions of the intact file are missing or have lost signals. */
function harmed(bytes: Uint8Array): { messages: number; signals: number } {
  const found = new Map(parseDbc(bytes).messages.map((message) => [keyOf(message), message.signals.length]));
  let messages = 0;
  let signals = 0;
  for (const [key, count] of untouched) {
    const left = found.get(key);
    if (left === undefined) messages += 1;
    else signals += Math.max(0, count - left);
  }
  return { messages, signals };
}

describe('a damaged DBC', () => {
  test('loses one definition by one damaged byte, wherever it is', () => {
    const random = createRandom(42);
    for (let run = 0; run < 600; run += 1) {
      const at = Math.floor(random.next() * intact.byteLength);
      const bytes = Uint8Array.from(intact);
      bytes[at] = (bytes[at] as number) ^ (1 + Math.floor(random.next() * 255));
      const { messages, signals } = harmed(bytes);
      // A message whose head is damaged loses its signals too; a lost line break costs two statements.
      expect(messages, `byte ${at}`).toBeLessThanOrEqual(1);
      expect(signals, `byte ${at}`).toBeLessThanOrEqual(messages === 0 ? 2 : 0);
    }
  });

  test('that was truncated has what preceded the truncation', () => {
    const random = createRandom(43);
    for (let run = 0; run < 100; run += 1) {
      const at = Math.floor(random.next() * intact.byteLength);
      const { messages } = parseDbc(intact.subarray(0, at));
      const complete = Buffer.from(intact.subarray(0, at)).toString().split('\nBO_ ').length - 2;
      expect(messages.length, `cut at ${at}`).toBeGreaterThanOrEqual(complete);
      expect(messages.length).toBeLessThanOrEqual(whole.messages.length);
    }
  });

  test('concatenated with another has the definitions of both', () => {
    const { messages, problemCount } = parseDbc(Buffer.concat([intact, sampleDbc()]));
    expect(problemCount).toBe(0);
    expect(messages).toHaveLength(whole.messages.length + parseDbc(sampleDbc()).messages.length);
  });
});

/** Bytes composed of the format's own words and signs. */
const dbcSoup = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        ...'BO_ |SG_ |VAL_ |VAL_TABLE_ |CM_ |BA_ |BA_DEF_ |BA_DEF_DEF_ |SIG_VALTYPE_ |SG_MUL_VAL_ |NS_ :|BU_: |EV_ |\n|\n|"|"|\\|;|:| 1|A |M|m1|m1M|(|)|[|]|,|-|+|@1+|0|8|"VFrameFormat"|ENUM |BO_ 1 A: 8 X\n| SG_ a : 0|8@1+ (1,0) [0|0] "" A\n'.split(
          '|',
        ),
      ),
      fc.string({ maxLength: 4 }),
    ),
    { maxLength: 60 },
  )
  .map((parts) => Buffer.from(parts.join('')));

/** Everything that was parsed can be used. */
function use(bytes: Uint8Array): void {
  const database = openDatabase('x', bytes);
  const payload = new Uint8Array(64).fill(0xa5);
  for (const message of database.messages) createMessageDecoder(message)(payload, 0, 64, () => undefined);
}

describe('hostile bytes', () => {
  const numRuns = Number(process.env.FUZZ_RUNS ?? 3_000);
  test('of any kind are read without an exception', () => {
    fc.assert(fc.property(fc.oneof(fc.uint8Array({ maxLength: 300 }), dbcSoup), use), { numRuns });
  });

  test('in a real file are read without an exception', () => {
    const changes = fc.array(fc.tuple(fc.nat(intact.byteLength - 1), fc.nat(255)), { maxLength: 12 });
    const mutated = changes.map((list) => {
      const bytes = Uint8Array.from(intact);
      for (const [at, value] of list) bytes[at] = value;
      return bytes;
    });
    fc.assert(fc.property(mutated, use), { numRuns: Math.ceil(numRuns / 10) });
  });

  const line = ' SG_ s : 0|8@1+ (1,0) [0|0] "" A\n';
  const repeat = (text: string, bytes = 2 * 2 ** 20) => text.repeat(Math.ceil(bytes / text.length));
  const message = 'BO_ 1 A: 8 X\n';
  test.each([
    ['a million signals', `${message}${repeat(line)}`],
    ['signals in many messages', repeat(message + line)],
    ['names of 10 MB', `BO_ 1 ${'N'.repeat(10 * 2 ** 20)}: 8 X\n`],
    ['a text that does not end', `${message}CM_ "${repeat(line)}`],
    ['texts that do not end, line by line', repeat(`CM_ "${'x'.repeat(20)}\n`)],
    ['escaped quotes without end', `CM_ "${repeat('\\"')}`],
    ['escaped quotes outside of texts', repeat('CM_ \\"\n')],
    ['statements that do not end', repeat('EV_ x\n')],
    ['ranges that do not end', repeat(' SG_ s : 0|8@1+ (1,0) [0\n')],
    ['one line', repeat('BO_ 1 A: 8 X SG_ ')],
    ['names of values without end', `${message}${line}VAL_ 1 s ${repeat('1 "x" ')}`],
    ['values of a switch without end', `${message}${line}SG_MUL_VAL_ 1 s s ${repeat('1-1,')}`],
    ['digits', `BO_ ${repeat('1')}`],
    ['blanks', repeat('\n \t')],
    ['no statement at all', repeat('x\n')],
    ['uppercase words', repeat('ABC_ ')],
  ])('%s are read in linear time and little memory', (_name, text) => {
    const bytes = Buffer.from(text);
    // 2 MB in reading order take a fraction of a second; anything that is not linear takes hours.
    const parsed = parseDbc(bytes);
    const signals = parsed.messages.reduce((sum, { signals: some }) => sum + some.length, 0);
    expect(signals).toBeLessThanOrEqual(dbcLimits.signals);
    expect(parsed.messages.length).toBeLessThanOrEqual(dbcLimits.messages);
    expect(parsed.problems.length).toBeLessThanOrEqual(dbcLimits.problems);
  });

  test('that nest switches as deeply as possible, or in a circle, are read', () => {
    const count = 4_000;
    const signals = Array.from(
      { length: count },
      (_, index) => ` SG_ s${index} m0M : 0|1@1+ (1,0) [0|0] "" A`,
    );
    const by = (of: number, on: number) => `SG_MUL_VAL_ 1 s${of} s${on} 0-1;`;
    const chain = Array.from({ length: count - 1 }, (_, index) => by(index, index + 1));
    const heads = `BO_ 1 A: 8 X\n${signals.join('\n')}\n`;
    const visited = (text: string) => {
      const [first] = parseDbc(Buffer.from(text)).messages;
      let visits = 0;
      createMessageDecoder(first as MessageDefinition)(new Uint8Array(8), 0, 8, () => {
        visits += 1;
      });
      return visits;
    };
    expect(visited(`${heads}${chain.join('\n')}\n${by(count - 1, 0)}\n`)).toBe(0);
    expect(visited(heads.replace(/ m0M/g, '') + chain.join('\n'))).toBe(count);
  });

  test('beyond what is read get a verdict', async () => {
    const { verdict } = await summarise(Buffer.from(`VERSION ""\nBS_:\n${' '.repeat(dbcLimits.bytes)}`));
    expect(verdict.code).toBe('too_large_unpacked');
    const many = await summarise(Buffer.from(`VERSION ""\nBS_:\n${message}${line.repeat(5_000)}`));
    expect(many.verdict).toMatchObject({
      code: 'ok',
      message: expect.stringContaining('4096 signals in one message'),
    });
  });
});
