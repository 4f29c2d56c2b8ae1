import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { WrappingCount } from '../../../../../src/recordings/formats/tables/wrapping-count.ts';
import { summarise } from '../../../../support/recordings/summarise.ts';

const all = (values: readonly number[]) => {
  const count = new WrappingCount();
  return { counted: values.map((value) => count.next(value)), wraps: count.wraps };
};

describe('a count that begins anew goes on', () => {
  test.each([
    ['16 bits', 2 ** 16, 0],
    ['16 bits with a sign', 2 ** 16, -(2 ** 15)],
    ['32 bits', 2 ** 32, 0],
    ['32 bits with a sign', 2 ** 32, -(2 ** 31)],
  ])('%s', (_, width, least) => {
    const step = fc.integer({ min: 0, max: width / 64 });
    fc.assert(
      fc.property(
        fc.array(step, { minLength: 2, maxLength: 300 }),
        fc.integer({ min: 0, max: width / 4 }),
        (steps, start) => {
          let time = least + width / 2 + start;
          const times = steps.map((one) => (time += one));
          const written = times.map((one) => ((((one - least) % width) + width) % width) + least);
          const { counted, wraps } = all(written);
          expect(counted).toEqual(times);
          expect(wraps).toBe(Math.floor(((times.at(-1) as number) - least) / width));
        },
      ),
    );
  });

  test('and nothing else is changed: pauses, steps back, fractions', () => {
    for (const values of [
      [0, 10, 60_000, 20, 30],
      [100, 70_000, 5, 6],
      [65_535.5, 0.5],
      [465_269, 465_035, 465_411],
      [-40_000, 40_000, -40_000],
    ])
      expect(all(values)).toEqual({ counted: values, wraps: 0 });
  });

  test('a frame that is late by a turn keeps its old time', () => {
    expect(all([65_530, 3, 65_533, 9])).toEqual({ counted: [65_530, 65_539, 65_533, 65_545], wraps: 1 });
  });
});

test('a table of frames whose milliseconds are a 16-bit count is read to its end, and says so', async () => {
  const heading = 'Time Stamp,ID,Extended,Dir,Bus,LEN,D1,D2,D3,D4,D5,D6,D7,D8';
  const rows = Array.from({ length: 400 }, (_, i) => {
    const ms = 32_000 + 10 * i;
    return `${ms > 32_767 ? ms - 65_536 : ms},00000418,false,Rx,0,8,1,2,3,4,5,6,7,8,`;
  });
  const summary = await summarise(Buffer.from([heading, ...rows, ''].join('\n')));
  expect(summary).toMatchObject({
    message_count: 400,
    span: { start_ns: '32000000000', end_ns: '35990000000' },
    read_as: expect.stringContaining('milliseconds since the start, a count that began anew 1 time.'),
  });
});
