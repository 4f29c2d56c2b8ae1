import fc from 'fast-check';
import { expect } from 'vitest';
import { accountedFor } from './accounted-for.ts';
import { summarise } from './summarise.ts';

/** Of any size, and none at all. */
const figure = fc.oneof(
  fc.float(),
  fc.float({ min: 0, max: 2, noNaN: true }),
  fc.constantFrom(0, -1, 0.5, 40, 255, Number.NaN, Number.POSITIVE_INFINITY),
);
const rows = fc.array(fc.tuple(figure, figure, figure, figure, figure), { minLength: 1, maxLength: 30 });
export type Row = readonly [number, number, number, number, number];

/** Writes a file whose fields have the values; `seen`: how many of them are values. */
export type WriteFigures = (rows: readonly Row[]) => { bytes: Uint8Array; seen: number };

/** Whether each value of random ones is in a figure, or left out for a named reason. */
export async function expectAllAccountedFor(name: string, write: WriteFigures): Promise<void> {
  await fc.assert(
    fc.asyncProperty(rows, async (values) => {
      const { bytes, seen } = write(values);
      const summary = await summarise(bytes);
      expect(summary).toMatchObject({ format: name.split(' ')[0], verdict: { code: 'ok' } });
      expect(accountedFor(summary)).toBe(seen);
    }),
    { numRuns: 60, seed: 13 },
  );
}
