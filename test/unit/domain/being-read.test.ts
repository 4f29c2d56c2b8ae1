import { expect, test } from 'vitest';
import { areBeingRead } from '../../../src/domain/being-read.ts';

const file = (change: { size?: number; taken_ms?: number | null } = {}) => ({
  size: 33_000,
  taken_ms: 40,
  ...change,
});

test('a few small files that a worker has just taken are worth a wait', () => {
  expect(areBeingRead([file(), file({ taken_ms: 1_000 }), file({ size: 4 * 2 ** 20 })])).toBe(true);
  expect(areBeingRead(Array.from({ length: 50 }, () => file()))).toBe(true);
});

test.each([
  ['none', []],
  ['one that nobody has taken', [file(), file({ taken_ms: null })]],
  ['one that was taken long ago', [file(), file({ taken_ms: 1_001 })]],
  ['a large one', [file({ size: 4 * 2 ** 20 + 1 })]],
  ['many', Array.from({ length: 51 }, () => file())],
])('%s are not', (_name, files) => {
  expect(areBeingRead(files)).toBe(false);
});
