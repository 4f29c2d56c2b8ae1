import { Readable } from 'node:stream';
import { expect, test } from 'vitest';
import { resumingRead } from '../../../src/s3/resuming-read.ts';
import { S3Error } from '../../../src/s3/s3-error.ts';

const whole = Buffer.from('0123456789');

/** A store that breaks off after so many bytes, each time it is asked. */
function brittle(bytesEach: number, ends: 'breaks' | 'ends' = 'breaks') {
  const asked: number[] = [];
  const open = async (first: number) => {
    asked.push(first);
    return Readable.from(
      (async function* () {
        yield whole.subarray(first, first + bytesEach);
        if (ends === 'breaks') throw new Error('broken off');
      })(),
    );
  };
  return { asked, open };
}

test.for(['breaks', 'ends'] as const)('reading goes on where the store %s', async (ends) => {
  const { asked, open } = brittle(3, ends);
  const read = await resumingRead(open, 1, 9);
  expect(Buffer.concat(await read.toArray()).toString()).toBe('123456789');
  expect(asked).toEqual([1, 4, 7]);
});

test('a store that gives nothing any more is given up', { timeout: 10_000 }, async () => {
  const { asked, open } = brittle(0);
  await expect((await resumingRead(open, 0, 9)).toArray()).rejects.toThrow('broken off');
  expect(asked).toHaveLength(5);
});

test('an object that is gone is not asked for again', async () => {
  const gone = async () => {
    throw new S3Error(404, 'NoSuchKey');
  };
  await expect(resumingRead(gone, 0, 9)).rejects.toThrow();
});
