import * as zlib from 'node:zlib';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { crc32 } from '../../../../src/recordings/bytes/crc32.ts';

test('equals the checksum of zlib, for any part of a buffer and continued from any checksum', () => {
  const parts = fc.tuple(fc.uint8Array({ maxLength: 5_000 }), fc.nat(5_000), fc.nat(2 ** 32 - 1));
  fc.assert(
    fc.property(parts, ([bytes, from, before]) => {
      const part = bytes.subarray(from % (bytes.byteLength + 1));
      expect(crc32(part, before)).toBe(zlib.crc32(part, before));
      expect(crc32(part)).toBe(zlib.crc32(part));
    }),
  );
});
