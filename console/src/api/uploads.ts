import { argus } from './client.ts';

export const { createBatch, completeBatch, uploadsUrl } = argus;

/** As many as the API answers at once. */
const pageSize = 200;

/** Paths and sizes of all files that the batch has. */
export async function storedFiles(batchId: string): Promise<Map<string, number>> {
  const stored = new Map<string, number>();
  let cursor: string | undefined;
  do {
    const page = await argus.listFiles(batchId, { cursor, limit: pageSize });
    for (const { name, size } of page.files) stored.set(name, size);
    cursor = page.next_cursor ?? undefined;
  } while (cursor !== undefined);
  return stored;
}
