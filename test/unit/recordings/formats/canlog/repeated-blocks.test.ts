import { describe, expect, test } from 'vitest';
import { summarise } from '../../../../support/recordings/summarise.ts';

/** Lines of a logger that joins hexadecimal milliseconds, identifier and data. */
const frame = (ms: number, id: string) =>
  `${ms.toString(16).toUpperCase().padStart(8, '0')}x${id}${(ms % 251).toString(16).toUpperCase().padStart(2, '0').repeat(8)}`;
const block = (from: number) =>
  ['18840401', '04001003', '0404FF07'].map((id, at) => frame(from + 10 * at, id));
const repeated = async (lines: readonly string[]) => {
  const { codes, verdict } = await summarise(Buffer.from(`${lines.join('\n')}\n`));
  expect(verdict.code).toBe('ok');
  return codes.filter(({ code }) => code === 'clock: repeated blocks').map(({ message }) => message);
};
const blocks = Array.from({ length: 40 }, (_, index) => block(100 * index));

describe('blocks of lines that a logger writes again', () => {
  test('are told, however often', async () => {
    const lines = blocks.flatMap((lines, index) =>
      index % 10 === 0 ? [...lines, ...lines, ...lines] : lines,
    );
    expect(await repeated(lines)).toEqual([
      '8 blocks of 24 lines in all repeat the lines before them byte by byte; they are counted again',
    ]);
  });

  test('of which one line differs are none', async () => {
    const lines = blocks.flatMap((lines) => [...lines, lines[0] as string, ...lines.slice(2)]);
    expect(await repeated(lines)).toEqual([]);
  });

  test.each([
    ['once', blocks.flatMap((lines, index) => (index === 5 ? [...lines, ...lines] : lines))],
    ['never', blocks.flat()],
    [
      'with the same time throughout',
      blocks.flatMap((lines) => [lines[0], lines[0], lines[0], lines[0]]) as string[],
    ],
  ])('%s are not told', async (_, lines) => {
    expect(await repeated(lines)).toEqual([]);
  });
});
