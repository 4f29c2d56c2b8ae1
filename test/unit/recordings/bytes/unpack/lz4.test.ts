import { expect, test } from 'vitest';
import { decodeBlock } from '../../../../../src/recordings/bytes/unpack/lz4.ts';

test('a block whose literals extend beyond its end yields none of them, even if they fit', () => {
  const block = Uint8Array.of(0xf0, 10, 1, 2, 3);
  expect(decodeBlock(block, new Uint8Array(100), 0)).toEqual({ end: 0, whole: false });
});

test('a block whose literals do not fit yields none of them', () => {
  const block = Uint8Array.of(0x30, 1, 2, 3);
  expect(decodeBlock(block, new Uint8Array(2), 0)).toEqual({ end: 0, whole: false });
});
