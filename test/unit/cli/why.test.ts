import { afterEach, expect, test, vi } from 'vitest';
import type { FileBody } from '../../../src/api/batches/file-schema.ts';
import type { WhyBody } from '../../../src/api/batches/why-schema.ts';
import { why } from '../../../src/cli/commands/why.ts';
import { describeFailure } from '../../../src/cli/describe-failure.ts';
import { ApiError } from '../../../src/client/api-error.ts';

afterEach(() => vi.restoreAllMocks());

const sentence =
  'It waits for nothing: it has failed. None of the 2 files could be read. See the verdict of each file.';

/** What `argus why` prints about a batch with these failed files. */
async function printed(status: WhyBody['status'], files: Partial<FileBody>[], next_cursor: string | null) {
  let text = '';
  vi.spyOn(process.stdout, 'write').mockImplementation((chunk) => {
    text += String(chunk);
    return true;
  });
  const asked: unknown[] = [];
  await why(
    {
      getWhy: async () => ({ status, sentence, workflow: null }) as WhyBody,
      listFiles: async (_, query) => {
        asked.push(query);
        return { files: files as FileBody[], next_cursor };
      },
    },
    'b',
    {},
  );
  return { text, asked };
}

const empty = {
  name: 'cam0/a\u202e.mcap',
  verdict: { code: 'empty', message: 'The member b\u202e.mcap is empty.' },
} as const;

test('of a failed batch names the files that failed, with their verdicts', async () => {
  const { text, asked } = await printed('failed', [empty], null);
  const [first, ...table] = text.trimEnd().split('\n');
  expect(first).toBe(`failed: ${sentence}`);
  expect(table.map((line) => line.replaceAll(/ {2,}/g, ' | '))).toEqual([
    'FILE | VERDICT',
    'cam0/a\ufffd.mcap | empty | The member b\ufffd.mcap is empty.',
  ]);
  expect(asked).toEqual([{ state: 'failed', limit: 20 }]);
});

test('says where the others are listed', async () => {
  const { text } = await printed('failed', [empty], 'next');
  expect(text).toMatch(/These are the first 1; the page of the batch in the console lists all\.\n$/);
});

test('of a batch that goes on does not ask for them', async () => {
  expect((await printed('scattering', [empty], null)).asked).toEqual([]);
});

test('who asks for the report of a failed batch is not told to wait', () => {
  const refusal = (status: string) =>
    describeFailure(new ApiError(409, 'not_ready', 'no report', { details: { status } }));
  expect(refusal('failed').nextStep).toContain('argus retry BATCH');
  expect(refusal('scattering').nextStep).toMatch(/^Wait/);
});
