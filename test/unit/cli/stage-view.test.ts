import { expect, test } from 'vitest';
import { createStageView } from '../../../src/cli/stage-view.ts';

test('the stage view counts files as reports do: one that failed was not read', () => {
  const lines: string[] = [];
  const out = { isTTY: false, write: (text: string) => lines.push(text) } as unknown as NodeJS.WriteStream;
  const view = createStageView(out);
  const progress = { status: 'scattering', total_files: 7, processed_files: 7, failed_files: 1 };
  view.batch(progress as Parameters<typeof view.batch>[0]);
  expect(lines).toEqual(['scatter: 6/7 files read, 1 failed\n']);
});

test('a server that does not answer is a line that stays above the stages', () => {
  const written: string[] = [];
  const out = {
    isTTY: true,
    columns: 80,
    write: (text: string) => written.push(text),
    moveCursor: (_: number, rows: number) => written.push(`${rows} rows`),
    clearLine: () => undefined,
    clearScreenDown: () => written.push('cleared below'),
  } as unknown as NodeJS.WriteStream;
  const view = createStageView(out);
  const pause = () => view.pause({ error: new Error('No answer.'), pauseMs: 900 });
  pause();
  expect(written.splice(0)).toEqual(['No answer. Next attempt in 1 s.\n']);
  view.end();
  expect(written.splice(0)).toHaveLength(4);
  pause();
  const [up, cleared, line, ...stages] = written;
  expect([up, cleared, line]).toEqual(['-4 rows', 'cleared below', 'No answer. Next attempt in 1 s.\n']);
  expect(stages).toHaveLength(4);
});
