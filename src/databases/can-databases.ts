import { createHash } from 'node:crypto';
import type { Logger } from 'pino';
import { fileObjectKey } from '../domain/batch.ts';
import type { DatabaseRef } from '../domain/can-database-file.ts';
import { ArgusError } from '../domain/error.ts';
import { unpackDatabase } from '../recordings/formats/dbc/unpack-database.ts';
import { type SharedDatabase, shareDatabase } from '../recordings/meaning/dbc/shared-database.ts';
import type { DatabaseStore } from '../stores/postgres/databases.ts';

export interface CanDatabaseDeps {
  databases: Pick<DatabaseStore, 'ofBatch' | 'content'>;
  objects: { get(key: string): Promise<AsyncIterable<unknown>> };
  logger: Logger;
}

/** Cached across batches: every batch of a platform needs the platform's databases. */
const maxKeptBytes = 64 * 2 ** 20;

/** Loads the CAN databases that apply to a batch, in order of precedence. */
export function createCanDatabases({ databases, objects, logger }: CanDatabaseDeps) {
  const kept = new Map<string, SharedDatabase>();
  let bytesKept = 0;

  return async (batchId: string): Promise<SharedDatabase[]> => {
    const loaded: SharedDatabase[] = [];
    for (const ref of await databases.ofBatch(batchId)) {
      const database = kept.get(keyOf(ref)) ?? (await load(batchId, ref));
      if (!database) continue;
      keep(keyOf(ref), database);
      loaded.push(database);
    }
    return loaded;
  };

  /** A database that is missing, damaged or too large names no signals; the verdict of the file itself says so. */
  async function load(batchId: string, ref: DatabaseRef): Promise<SharedDatabase | undefined> {
    const content = await contentOf(batchId, ref);
    if (content && createHash('sha256').update(content).digest('hex') === ref.sha256) {
      const database = await unpackDatabase(content);
      if (database) return shareDatabase(ref.name, database);
    }
    logger.warn(
      { batch_id: batchId, database: ref.name },
      'a CAN database is missing, damaged or too large; it is not used',
    );
    return undefined;
  }

  async function contentOf(batchId: string, ref: DatabaseRef): Promise<Uint8Array | undefined> {
    if (ref.file_id === null) return databases.content(ref.platform ?? '', ref.name);
    try {
      const chunks: Buffer[] = [];
      for await (const chunk of await objects.get(fileObjectKey(batchId, ref.file_id))) {
        chunks.push(chunk as Buffer);
      }
      return Buffer.concat(chunks);
    } catch (error) {
      if (error instanceof ArgusError && error.code === 'not_found') return undefined;
      throw error;
    }
  }

  function keep(key: string, database: SharedDatabase): void {
    if (!kept.delete(key)) bytesKept += database.bytes.byteLength;
    kept.set(key, database);
    for (const [oldest, { bytes }] of kept) {
      if (bytesKept <= maxKeptBytes || oldest === key) return;
      kept.delete(oldest);
      bytesKept -= bytes.byteLength;
    }
  }
}

export type CanDatabases = ReturnType<typeof createCanDatabases>;

/** By SHA-256 of the uploaded file. */
function keyOf({ name, sha256 }: DatabaseRef): string {
  return `${sha256} ${name}`;
}
