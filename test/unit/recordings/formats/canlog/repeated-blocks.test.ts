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

  test.each([
    [
      'candump',
      (ms: number, id: string) => `(${(1_700_000_000 + ms / 1000).toFixed(6)}) can0 ${id}#0102`,
      '',
    ],
    [
      'ASC',
      (ms: number, id: string) => `   ${(ms / 1000).toFixed(6)} 1  ${id}             Rx   d 2 01 02`,
      'date Mon Nov 30 10:00:00.000 am 2026\nbase hex  timestamps absolute\n',
    ],
    [
      'CSV',
      (ms: number, id: string) => `${(1_700_000_000 + ms / 1000).toFixed(3)},${id},2,01 02`,
      'timestamp,id,dlc,data\n',
    ],
  ])('are told of %s', async (_, line, heading) => {
    const lines = Array.from({ length: 40 }, (_, index) =>
      ['1A0', '2B0', '3C0'].map((id, at) => line(100 * index + 10 * at, id)),
    ).flatMap((block, index) => (index % 10 === 0 ? [...block, ...block] : block));
    const { codes } = await summarise(Buffer.from(`${heading}${lines.join('\n')}\n`));
    expect(
      codes.filter(({ code }) => code === 'clock: repeated blocks').map(({ message }) => message),
    ).toEqual([
      '4 blocks of 12 lines in all repeat the lines before them byte by byte; they are counted again',
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
