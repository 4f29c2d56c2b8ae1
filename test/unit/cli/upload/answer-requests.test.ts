import { expect, test } from 'vitest';
import { answerTo, isAskedFor } from '../../../../src/cli/upload/answer-requests.ts';

const at = (time: string) => Date.parse(`2026-11-29T${time}:00Z`);
const file = (name: string, from: string, to: string, batchId?: string) => ({
  name,
  mtime: String(BigInt(at(to)) * 1_000_000n),
  createdMs: at(from),
  batchId,
});
const nothing = { path: null, pattern: null, recorded_from: null, recorded_to: null };
const time = (from: string, to: string) => ({
  ...nothing,
  recorded_from: `2026-11-29T${from}:00Z`,
  recorded_to: `2026-11-29T${to}:00Z`,
});

test.for([
  [{ ...nothing, path: 'cam0/a.mcap' }, true],
  [{ ...nothing, path: 'a.mcap' }, false],
  [{ ...nothing, pattern: '*.mcap' }, true],
  [{ ...nothing, pattern: 'cam1/**' }, false],
  [time('09:30', '09:40'), true],
  [time('08:00', '09:00'), true],
  [time('08:00', '08:59'), false],
  [time('10:01', '11:00'), false],
  [{ ...time('09:30', '09:40'), pattern: 'cam1/**' }, false],
] as const)('%j is about cam0/a.mcap, recorded from 09:00 to 10:00: %s', ([asked, is]) => {
  expect(isAskedFor(file('cam0/a.mcap', '09:00', '10:00'), asked)).toBe(is);
});

test('a file that was copied here was recorded at its last modification', () => {
  const copied = file('a', '12:00', '10:00');
  expect(isAskedFor(copied, time('11:00', '13:00'))).toBe(false);
  expect(isAskedFor(copied, time('10:00', '10:00'))).toBe(true);
});

test('a request is fulfilled when all it is about is safe, and declined when nothing can come of it', () => {
  const asked = { ...nothing, pattern: '*.mcap' };
  const safe = [file('a.mcap', '09:00', '10:00', 'b1'), file('b.mcap', '09:00', '10:00', 'b2')];
  const end = { declines: true, nowMs: at('12:00') };
  expect(answerTo(asked, safe, end)).toEqual({ state: 'fulfilled', batch_id: 'b2' });
  expect(answerTo(asked, [...safe, file('c.mcap', '09:00', '10:00')], end)).toBeUndefined();
  const other = [file('d.txt', '09:00', '10:00')];
  expect(answerTo(asked, other, end)).toMatchObject({ state: 'declined' });
  expect(answerTo(asked, other, { ...end, declines: false })).toBeUndefined();
  // What is recorded until then may still come.
  expect(answerTo(time('11:00', '13:00'), other, end)).toBeUndefined();
  expect(answerTo(time('11:00', '11:30'), other, end)).toMatchObject({ state: 'declined' });
});
