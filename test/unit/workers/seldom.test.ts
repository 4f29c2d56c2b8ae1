import { v7 } from 'uuid';
import { expect, test } from 'vitest';
import { seldom } from '../../../src/workers/seldom.ts';

test('a message that names another run each time is logged once within the time, and then again', () => {
  const isDue = seldom(30_000);
  const slow = () => `[TMPRL1104] ${v7()}:18:1 Workflow task duration exceeded 5 seconds.`;
  expect(isDue(slow(), 0)).toBe(true);
  expect(Array.from({ length: 1_000 }, () => isDue(slow(), 29_999)).filter(Boolean)).toEqual([]);
  expect(isDue(slow(), 30_000)).toBe(true);
});

test('other messages are of other kinds', () => {
  const isDue = seldom(30_000);
  expect(isDue('poll failed: 127.0.0.1:7233 refused', 0)).toBe(true);
  expect(isDue('poll failed: 127.0.0.1:7234 refused', 0)).toBe(false);
  expect(isDue('poll failed: 127.0.0.1:7233 reset', 0)).toBe(true);
});

test('what is remembered is bounded: the first of very many kinds is new again', () => {
  const isDue = seldom(30_000);
  const kinds = Array.from({ length: 1_001 }, (_, kind) => 'a'.repeat(kind + 1));
  expect(kinds.every((kind) => isDue(kind, 0))).toBe(true);
  expect(isDue('a', 0)).toBe(true);
});
