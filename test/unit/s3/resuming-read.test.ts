import { Readable } from 'node:stream';
import { expect, test } from 'vitest';
import { resumingRead } from '../../../src/s3/resuming-read.ts';
import { S3Error } from '../../../src/s3/s3-error.ts';

const whole = Buffer.from('0123456789');

/** A store that ends each response after that many bytes. */
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

test.for(['breaks', 'ends'] as const)('reading resumes if the store %s', async (ends) => {
  const { asked, open } = brittle(3, ends);
  const read = await resumingRead(open, 1, 9);
  expect(Buffer.concat(await read.toArray()).toString()).toBe('123456789');
  expect(asked).toEqual([1, 4, 7]);
});

test('a store that sends nothing any more is given up', async () => {
  const { asked, open } = brittle(0);
  await expect((await resumingRead(open, 0, 9)).toArray()).rejects.toThrow('broken off');
  expect(asked).toHaveLength(5);
});

test('a missing object is not requested again', async () => {
  const gone = async () => {
    throw new S3Error(404, 'NoSuchKey');
  };
  await expect(resumingRead(gone, 0, 9)).rejects.toThrow();
});
