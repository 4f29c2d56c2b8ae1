import { expect, test } from 'vitest';
import { ByteReader } from '../../../../src/recordings/bytes/byte-reader.ts';
import type { ByteSource } from '../../../../src/recordings/bytes/byte-source.ts';

test('reading a file that is open hears what else happens, such as that it is to stop', async () => {
  const size = 16 * 2 ** 20;
  const source: ByteSource = {
    size,
    open: () => ({
      read: (target, offset) => Math.min(target.byteLength, size - offset),
      close: () => undefined,
    }),
    async *stream() {},
  };
  const controller = new AbortController();
  const reader = new ByteReader(source, controller.signal);
  setImmediate(() => controller.abort(new Error('stopped')));
  await expect(reader.skip(size)).rejects.toThrow('stopped');
  expect(reader.offset).toBeLessThan(size);
});
