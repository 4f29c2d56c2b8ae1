import { deflateSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { unpackContainer } from '../../../../../src/recordings/formats/blf/unpack-container.ts';
import { defaultLimits } from '../../../../../src/recordings/limits.ts';

/** A container with the head of other objects, which states neither method nor size. */
function unstated(content: Uint8Array): Uint8Array {
  const head = Buffer.alloc(32);
  head.write('LOBJ');
  head.writeUInt16LE(32, 4);
  return Buffer.concat([head, content]);
}

test('a container for which nothing is left of the limit is too large, not corrupt', () => {
  const container = unstated(deflateSync('LOBJ'.repeat(9)));
  expect(unpackContainer(container, { ...defaultLimits, maxUnpackedBytes: 0 })).toMatchObject({
    ok: false,
    kind: 'too_large_unpacked',
  });
});

test('a container that begins like packed data is read as it is if objects are in it', () => {
  const content = Buffer.from('\x78\x9c objects LOBJ', 'latin1');
  expect(unpackContainer(unstated(content), defaultLimits)).toMatchObject({ ok: true, packed: false });
  expect(unpackContainer(unstated(content.subarray(0, 9)), defaultLimits)).toMatchObject({ kind: 'corrupt' });
});
