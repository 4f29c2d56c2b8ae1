import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { createSingleflight } from '../async/singleflight.ts';
import { exportObjectKey, fileObjectKey } from '../domain/batch.ts';
import { ArgusError } from '../domain/error.ts';
import { versionWith } from '../recordings/meaning/dbc/database-version.ts';
import type { SharedDatabase } from '../recordings/meaning/dbc/shared-database.ts';
import { parquetMediaType } from '../signals/table-media-types.ts';
import type { ObjectStore } from '../stores/objects.ts';
import { tarOf } from '../vins/tar-sink.ts';
import { type ExportMaker, maxExportBytes } from './export-maker.ts';

/** To be raised when the same recording yields other tables. */
const exportVersion = 5;
/** As long as an export may wait and be made. */
const presignSeconds = 3600;
/** Two gigabytes to a slow store. */
const storeMs = 10 * 60_000;
/** Of a tar, besides its files: heads and padding of each, and its end. */
const tarOverhead = 64 * 2 ** 20;

export const tarMediaType = 'application/x-tar';

export interface ExportWish {
  batchId: string;
  file: { id: string; name: string; size: number; sha256: string };
  /** All topics as one tar if undefined; else its Parquet file. */
  topic: string | undefined;
}

/** An export in the object store. */
export interface StoredExport {
  key: string;
  size: number;
  etag: string;
  mediaType: string;
  /** After the name of the recording. */
  ending: string;
}

export interface BatchExportDeps {
  databasesOf: (batchId: string) => Promise<SharedDatabase[]>;
  objects: Pick<ObjectStore, 'stat' | 'putStream' | 'linkTo'>;
  maker: Pick<ExportMaker, 'make'>;
}

/**
 * Recordings of batches as Parquet: made on first request, and kept in the object store below their batch under a key made
 * of everything that they are made of. Concurrent requests share one making.
 */
export function createBatchExports({ databasesOf, objects, maker }: BatchExportDeps) {
  const flights = createSingleflight<void>();

  async function make(key: string, wish: ExportWish, databases: SharedDatabase[]): Promise<void> {
    const { batchId, file, topic } = wish;
    const link = await objects.linkTo(fileObjectKey(batchId, file.id), presignSeconds);
    const store = (source: ReturnType<typeof tarOf>, contentType: string) =>
      objects.putStream(key, source, {
        contentType,
        maxBytes: maxExportBytes + tarOverhead,
        signal: AbortSignal.timeout(storeMs),
      });
    const task = { name: file.name, ...link, size: file.size, databases, topic };
    await maker.make(task, async ({ folder, files }) => {
      if (topic !== undefined) {
        await store(createReadStream(join(folder, theOnly(files))), parquetMediaType);
        return;
      }
      const tar = tarOf('tables', async (sink) => {
        for (const path of ['export.json', ...files]) {
          const { size } = await stat(join(folder, path));
          await sink.write(path, size, createReadStream(join(folder, path)));
        }
      });
      await store(tar, tarMediaType);
    });
  }

  return {
    /**
     * @throws ArgusError `not_found`: the recording has no messages of the topic; `validation`: several recordings of an
     * archive have the topic; as `ExportMaker.make`.
     */
    async get(wish: ExportWish): Promise<StoredExport> {
      const { batchId, file, topic } = wish;
      const databases = await databasesOf(batchId);
      const content = [exportVersion, versionWith(databases), file.sha256, file.name, topic ?? null];
      const name = createHash('sha256').update(JSON.stringify(content)).digest('hex').slice(0, 40);
      const [mediaType, ending] =
        topic === undefined ? [tarMediaType, '.tar'] : [parquetMediaType, '.parquet'];
      const key = exportObjectKey(batchId, `${name}${ending}`);
      const stored = async () => {
        const found = await objects.stat(key);
        return found && { key, size: found.size, etag: `"${name}"`, mediaType, ending };
      };
      const present = await stored();
      if (present) return present;
      await flights(key, () => make(key, wish, databases));
      const made = await stored();
      if (!made) throw new ArgusError('unavailable', 'The export could not be stored; try again shortly.');
      return made;
    },
  };
}

export type BatchExports = ReturnType<typeof createBatchExports>;

function theOnly(files: readonly string[]): string {
  const [file, other] = files;
  if (file === undefined) throw new ArgusError('not_found', 'The recording has no messages of that topic.');
  if (other === undefined) return file;
  throw new ArgusError(
    'validation',
    'Several recordings of the archive have that topic; ask for the export without `topic`.',
  );
}
