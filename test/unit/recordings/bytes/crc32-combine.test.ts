import { crc32 } from 'node:zlib';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { combineCrc32 } from '../../../../src/recordings/bytes/crc32-combine.ts';

test('the combined checksum of two pieces is that of the whole', () => {
  const piece = fc.uint8Array({ maxLength: 5_000 });
  fc.assert(
    fc.property(piece, piece, (a, b) => {
      expect(combineCrc32(crc32(a), crc32(b), b.byteLength)).toBe(crc32(Buffer.concat([a, b])));
    }),
  );
  const large = new Uint8Array(5_000_000).fill(7);
  expect(combineCrc32(crc32(Uint8Array.of(1)), crc32(large), large.byteLength)).toBe(
    crc32(Buffer.concat([Uint8Array.of(1), large])),
  );
});
