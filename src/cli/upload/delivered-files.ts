import { lstat } from 'node:fs/promises';
import { z } from 'zod';
import { inLanes } from '../../client/in-lanes.ts';
import type { FileIdentity } from '../../client/upload/local-file.ts';
import { openLineStore } from './line-store.ts';

const line = z.strictObject({
  path: z.string(),
  size: z.int().min(0),
  mtime: z.string(),
  batch_id: z.uuid(),
});
export type DeliveredFile = z.infer<typeof line>;

/** From so many on, those that are no longer on the disk are forgotten. */
const tidyFrom = 1_000;
/** Looked at together. */
const atOnce = 16;

/** Files that stand in a receipt, so that they are not sent again while they stay on the disk as they were. */
export async function openDeliveredFiles(path: string, warn: (line: string) => void) {
  const store = await openLineStore(path, line, warn);
  const byPath = new Map(store.lines.map((file) => [file.path, file]));
  if (store.lines.length >= tidyFrom) await tidy();

  async function tidy(): Promise<void> {
    await inLanes([...byPath.keys()], atOnce, async (one) => {
      const isGone = await lstat(one).then(
        () => false,
        (error: NodeJS.ErrnoException) => error.code === 'ENOENT',
      );
      if (isGone) byPath.delete(one);
    });
    await store.rewrite([...byPath.values()]);
  }

  return {
    /** Undefined when it is not, or not as it is now. */
    find({ path: at, size, mtime }: FileIdentity & { path: string }): DeliveredFile | undefined {
      const known = byPath.get(at);
      return known?.size === size && known.mtime === mtime ? known : undefined;
    },
    all: (): Iterable<DeliveredFile> => byPath.values(),
    async add(files: readonly DeliveredFile[]): Promise<void> {
      for (const file of files) byPath.set(file.path, file);
      await store.append(files, true);
    },
  };
}

export type DeliveredFiles = Awaited<ReturnType<typeof openDeliveredFiles>>;
