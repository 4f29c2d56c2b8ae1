import { expect, test } from 'vitest';
import { createUploadView } from '../../../../src/cli/upload/upload-view.ts';
import { apiErrorFrom } from '../../../../src/client/api-error.ts';

const file = { path: '/d/a.mcap', name: 'a.mcap', size: 1_000, mtime: '0' };

function view(isTTY: boolean) {
  const written: string[] = [];
  const ignore = () => true;
  const out = { isTTY, columns: 80, rows: 20, moveCursor: ignore, cursorTo: ignore, clearScreenDown: ignore };
  const write = (text: string) => written.push(text);
  return { written, ...createUploadView({ ...out, write } as unknown as NodeJS.WriteStream) };
}

test('where nothing can be redrawn there are plain lines: what begins, notes, troubles and their end', () => {
  const { written, ...plain } = view(false);
  plain.add([file]);
  plain.begin(file);
  plain.sent(file, 500);
  plain.trouble(file, { error: apiErrorFrom(503, ''), pauseMs: 2_000 });
  plain.sent(file, 600);
  plain.sent(file, 700);
  plain.stored(file);
  plain.note('done');
  plain.end();
  expect(written).toEqual([
    'upload: 0/1 files, 0 B of 1.0 kB\n',
    expect.stringMatching(/^a\.mcap: .* Next attempt in 2 s\.\n$/),
    'a.mcap: it goes on\n',
    'done\n',
  ]);
});

test('on a terminal there is a bar for each file under way and one for all, within its width', () => {
  const { written, ...live } = view(true);
  live.add([file]);
  live.begin(file);
  const lines = written.join('').split('\n').slice(0, -1);
  expect(lines).toHaveLength(2);
  expect(lines[0]).toContain(`a.mcap                         ${'─'.repeat(16)}   0 %  reading`);
  expect(lines[1]).toBe(`  ${'─'.repeat(16)}   0 %  0/1 files, 0 B of 1.0 kB`);
});
