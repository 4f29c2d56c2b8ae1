import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createBoundedThread } from '../async/bounded-thread.ts';
import { ArgusError } from '../domain/error.ts';
import { tooManyMade } from '../domain/too-many.ts';
import type { ExportMade, ExportTask } from './export-task.ts';

/** For one export, waiting included. */
const timeoutMs = 15 * 60_000;
/** Bytes of all files of one export. */
export const maxExportBytes = 2 ** 31;
/** JavaScript heap, in MiB: 100 MB of rows, one group while it is packed, and what the footers need. */
const memoryMb = 1_024;

/**
 * Writes recordings as tables, one after the other in a thread of its own, so that the event loop is not blocked.
 * @param queue exports that may wait, beside the one that is made: each has its files on this disk until it is stored
 */
export function createExportMaker(queue: number) {
  const thread = createBoundedThread<ExportTask, ExportMade>({
    file: new URL('./export-thread.ts', import.meta.url),
    queue,
    timeoutMs,
    memoryMb,
    tooMany: tooManyMade('exports'),
    tooLong: (cause) =>
      new ArgusError(
        'unavailable',
        `Making the export took longer than ${timeoutMs / 60_000} min; ask for one topic, or use \`argus export\` on the file.`,
        { cause },
      ),
  });
  return {
    /**
     * Makes the tables in a folder that is removed when `use` is done with it; `files` are relative to it.
     * @throws ArgusError `too_large`, `not_found` (the recording is gone), `unavailable` (also where too many are being made).
     */
    async make(
      task: Omit<ExportTask, 'folder' | 'maxBytes'>,
      use: (made: { folder: string; files: string[] }) => Promise<void>,
    ): Promise<void> {
      await thread.within(async (run) => {
        const folder = await mkdtemp(join(tmpdir(), 'argus-export-'));
        try {
          const made = await run({ ...task, folder, maxBytes: maxExportBytes });
          if (!made.ok) throw failureOf(made);
          await use({ folder, files: made.files });
        } finally {
          await rm(folder, { recursive: true, force: true });
        }
      });
    },
    close: (): Promise<void> => thread.close(),
  };
}

export type ExportMaker = ReturnType<typeof createExportMaker>;

function failureOf({ code, message }: Extract<ExportMade, { ok: false }>): ArgusError {
  switch (code) {
    case 'too_large':
      return new ArgusError(
        'too_large',
        `The tables have more than ${maxExportBytes / 2 ** 20} MiB; ask for one topic, or use \`argus export\` on the file.`,
        { details: { limit: maxExportBytes } },
      );
    case 'object_missing':
      return new ArgusError('not_found', 'The recording is no longer in the object store.');
    case 'source_unavailable':
      return new ArgusError('unavailable', `The recording cannot be read now: ${message}.`);
  }
}
