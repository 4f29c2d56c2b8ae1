import type { FileStore } from '../stores/postgres/files.ts';
import type { createRepairStore } from '../stores/postgres/repairs.ts';
import type { RedisStore } from '../stores/redis.ts';

export interface RebuildRedisDeps {
  repairs: Pick<ReturnType<typeof createRepairStore>, 'openPage'>;
  files: Pick<FileStore, 'processedIds'>;
  redis: Pick<RedisStore, 'clearProcessed' | 'addProcessed'>;
}

const pageSize = 1_000;

/**
 * Writes the barriers of all open batches from PostgreSQL. Reports are cached again when they are read, and progress
 * is published as it happens: nothing else in Redis has to be restored.
 */
export async function rebuildRedis({ repairs, files, redis }: RebuildRedisDeps) {
  const rebuilt = { batches: 0, files: 0 };
  for (let after: string | undefined; ; ) {
    const page = await repairs.openPage(after, 0, pageSize);
    for (const { id, status } of page) {
      await redis.clearProcessed(id);
      if (status !== 'scattering') continue;
      // After the barrier was cleared: a result that arrives in between is added by its worker, or read here, or
      // both.
      const processed = await files.processedIds(id);
      if (processed.length > 0) await redis.addProcessed(id, processed);
      rebuilt.batches += 1;
      rebuilt.files += processed.length;
    }
    after = page.at(-1)?.id;
    if (page.length < pageSize) return rebuilt;
  }
}
