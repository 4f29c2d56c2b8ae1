import { expect, test } from 'vitest';
import { lookAgain, type Seen, takeUpTo, whyComplete } from '../../../../src/cli/upload/watch-decision.ts';

const wallMs = 1_800_000_000_000;
const settleMs = 30_000;
const file = (name: string, size: number, modifiedMs = wallMs) => ({
  path: `/d/${name}`,
  name,
  size,
  mtime: String(BigInt(modifiedMs) * 1_000_000n),
});
const look = (seen: Seen, files: ReturnType<typeof file>[], nowMs: number) =>
  lookAgain(seen, files, { nowMs, wallMs: wallMs + nowMs, settleMs });
const names = (files: { name: string }[]) => files.map(({ name }) => name);

test('a file is closed when neither size nor time has changed for a while', () => {
  const first = look(new Map(), [file('a', 1), file('b', 1)], 0);
  expect(first).toMatchObject({ closed: [], hasChanged: true });
  const grown = look(first.seen, [file('a', 1), file('b', 2)], 29_999);
  expect(grown).toMatchObject({ closed: [], hasChanged: true });
  const then = look(grown.seen, [file('a', 1), file('b', 2)], 30_000);
  expect(names(then.closed)).toEqual(['a']);
  expect(then.hasChanged).toBe(false);
  const touched = look(then.seen, [file('a', 1, wallMs + 1), file('b', 2)], 59_999);
  expect(names(touched.closed)).toEqual(['b']);
});

test('an old file is closed when it is first seen, but not one that changes under our eyes with an old time', () => {
  const old = look(new Map(), [file('a', 1, wallMs - settleMs), file('b', 1, wallMs - settleMs + 1)], 0);
  expect(names(old.closed)).toEqual(['a']);
  expect(look(old.seen, [file('a', 2, wallMs - settleMs)], 1).closed).toEqual([]);
});

test('a time in the future, as of a computer without a clock, counts from when the file was first seen', () => {
  const files = [file('a', 1, wallMs + 1e9)];
  const first = look(new Map(), files, 0);
  expect(first.closed).toEqual([]);
  expect(names(look(first.seen, files, settleMs).closed)).toEqual(['a']);
});

test('files that are gone are forgotten', () => {
  const first = look(new Map(), [file('a', 1)], 0);
  expect(look(first.seen, [], 1).seen.size).toBe(0);
});

test.for([
  [{ files: 0, bytes: 0, silentMs: 1e9 }, undefined],
  [{ files: 1, bytes: 10, silentMs: 999 }, undefined],
  [{ files: 1, bytes: 10, silentMs: 1_000 }, 'nothing more has come'],
  [{ files: 1, bytes: 100, silentMs: 0 }, 'it is large enough'],
  [{ files: 5, bytes: 10, silentMs: 0 }, 'it has many files'],
] as const)('%j is complete: %s', ([batch, reason]) => {
  expect(whyComplete(batch, { silenceMs: 1_000, bytes: 100, files: 5 })).toBe(reason);
});

test('of what waits, as much is taken as the batch still has room for, and at least one file', () => {
  const files = [file('a', 40), file('b', 60), file('c', 1)];
  expect([101, 100, 99, 40, 5, -7].map((room) => names(takeUpTo(files, room)).join(''))).toEqual([
    'abc',
    'ab',
    'a',
    'a',
    'a',
    'a',
  ]);
  expect(takeUpTo([], 10)).toEqual([]);
});
