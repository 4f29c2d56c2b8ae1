import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createBound } from '../async/bounded.ts';
import { createLazyThread } from '../async/lazy-thread.ts';
import { ArgusError } from '../domain/error.ts';
import type { ExportMade, ExportTask } from './export-task.ts';

export interface ExportLimits {
  /** Exports that may wait, beside the one that is made. */
  queue: number;
  /** For one export, waiting included. */
  timeoutMs: number;
  /** Bytes of all files of one export. */
  maxBytes: number;
}

export const exportLimits: ExportLimits = { queue: 8, timeoutMs: 15 * 60_000, maxBytes: 2 ** 31 };
/** After which a refused client asks again. */
const retryAfterSeconds = 10;
/** JavaScript heap, in MiB: 100 MB of rows, one group while it is packed, and what the footers need. */
const memoryMb = 1_024;

/** Writes recordings as tables, one after the other in a thread of its own, so that the event loop is not blocked. */
export function createExportMaker({ queue, timeoutMs, maxBytes }: ExportLimits) {
  const tooMany = () =>
    new ArgusError(
      'unavailable',
      `${queue + 1} exports are being made, and no more may be; try again shortly.`,
      { retryAfterSeconds },
    );
  // Each has its files on this disk until it is stored.
  const bounded = createBound(queue + 1, tooMany);
  const thread = createLazyThread<ExportTask, ExportMade>({
    file: new URL('./export-thread.ts', import.meta.url),
    queue: queue + 1,
    timeoutMs,
    memoryMb,
    tooMany,
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
      await bounded(async () => {
        const folder = await mkdtemp(join(tmpdir(), 'argus-export-'));
        try {
          const made = await thread.run({ ...task, folder, maxBytes });
          if (!made.ok) throw failureOf(made, maxBytes);
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

function failureOf({ code, message }: Extract<ExportMade, { ok: false }>, maxBytes: number): ArgusError {
  switch (code) {
    case 'too_large':
      return new ArgusError(
        'too_large',
        `The tables have more than ${maxBytes / 2 ** 20} MiB; ask for one topic, or use \`argus export\` on the file.`,
        { details: { limit: maxBytes } },
      );
    case 'object_missing':
      return new ArgusError('not_found', 'The recording is no longer in the object store.');
    case 'source_unavailable':
      return new ArgusError('unavailable', `The recording cannot be read now: ${message}.`);
  }
}
