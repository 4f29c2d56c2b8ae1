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
