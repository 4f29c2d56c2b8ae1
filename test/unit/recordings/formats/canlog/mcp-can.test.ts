import { describe, expect, test } from 'vitest';
import { countsByTopic, summarise } from '../../../../support/recordings/summarise.ts';

const frame = (at: number, id = '412') =>
  `20:13:${String(4 + Math.floor(at / 10)).padStart(2, '0')}.${at % 10}01 -> Standard ID: 0x${id}       DLC: 2  Data: 0x00 0x${String(at % 10).padStart(2, '0')}`;
const summary = (...lines: string[]) => summarise(Buffer.from(`${lines.join('\n')}\n`));
const frames = (from: number, count: number) => Array.from({ length: count }, (_, at) => frame(from + at));

describe('what the example of MCP_CAN prints into a serial monitor', () => {
  test('is read, of both lengths of identifiers and with a character before', async () => {
    const extended = frame(20, '18FEEE00').replace('Standard', '1Extended');
    const read = await summary(...frames(0, 20), extended);
    expect(read).toMatchObject({ format: 'canlog', verdict: { code: 'ok' } });
    expect(countsByTopic(read)).toEqual({ 'CAN 1 0x412': 20, 'CAN 1 0x18FEEE00': 1 });
    expect(read.span).toMatchObject({ start_ns: '72784001000000' });
  });

  test('tells of an adapter that started anew, but not of its first start', async () => {
    const start = '20:14:07.442 -> MCP2515 Initialized Successfully!';
    const cut = '20:14:04.387 -> Standard ID: 0x1A8  Entering Configuration Mode Successful!';
    const codesOf = async (...lines: string[]) => (await summary(...lines)).codes;
    expect(await codesOf(start, ...frames(0, 20))).toEqual([]);
    expect(await codesOf(...frames(0, 20), cut, start, ...frames(640, 5))).toMatchObject([
      { code: 'recorder: lost frames', count: 1, message: 'MCP2515 Initialized Successfully!' },
    ]);
  });

  test('without times has none', async () => {
    const read = await summary(...frames(0, 20).map((line) => line.replace(/^.* -> /, '')));
    expect([read.verdict.code, read.message_count, read.span?.clock ?? 'unknown']).toEqual([
      'ok',
      20,
      'unknown',
    ]);
  });

  test('with more bytes than its length is damaged', async () => {
    const read = await summary(...frames(0, 20), frame(20).replace('DLC: 2', 'DLC: 1'), ...frames(21, 5));
    expect(read.verdict.code).toBe('corrupt');
  });
});
