import { createHash } from 'node:crypto';
import { pipeline } from 'node:stream/promises';
import { type BatchFile, chartObjectKey, fileObjectKey } from '../domain/batch.ts';
import type { ListedObject, ObjectStore } from '../stores/objects.ts';
import type { FileStore } from '../stores/postgres/files.ts';
import type { ObjectRowStore } from '../stores/postgres/object-rows.ts';

export interface VerifyDeps {
  files: Pick<FileStore, 'list' | 'get'>;
  objectRows: ObjectRowStore;
  objects: Pick<ObjectStore, 'list' | 'get' | 'stat'>;
}

export interface ObjectProblem {
  /** `lost`: a row has no object. `changed`: it has another size or digest. `orphaned`: no row names it. */
  kind: 'lost' | 'changed' | 'orphaned';
  key: string;
  detail: string;
}

export interface VerifyOptions {
  /** Reads every recording and compares its SHA-256 again. */
  digest: boolean;
  onProblem(trouble: ObjectProblem): void;
}

const pageSize = 1_000;
/** The object of an uploaded file is written before its row. */
const settlingMs = 24 * 3600 * 1000;
const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/**
 * Compares rows with objects.
 * @returns what was checked.
 */
export async function verifyObjects(deps: VerifyDeps, options: VerifyOptions) {
  const seen = { batches: 0, files: 0, bytes: 0 };
  for (let after: string | undefined; ; ) {
    const ids = await deps.objectRows.batchIds(after, pageSize);
    for (const id of ids) {
      await verifyBatch(deps, id, options, (file) => {
        seen.files += 1;
        seen.bytes += file.size;
      });
    }
    seen.batches += ids.length;
    after = ids.at(-1);
    if (ids.length < pageSize) break;
  }
  await findOrphans(deps, options);
  return seen;
}

async function verifyBatch(
  deps: VerifyDeps,
  batchId: string,
  options: VerifyOptions,
  onFile: (file: BatchFile) => void,
): Promise<void> {
  const listed = new Map<string, ListedObject>();
  for await (const page of deps.objects.list(`${batchId}/`)) {
    for (const object of page) listed.set(object.key, object);
  }
  for (let after: string | undefined; ; ) {
    const page = await deps.files.list(batchId, undefined, after, pageSize);
    for (const file of page) {
      const key = fileObjectKey(batchId, file.id);
      await verifyFile(deps, file, listed.get(key), options);
      listed.delete(key);
      onFile(file);
    }
    after = page.at(-1)?.id;
    if (page.length < pageSize) break;
  }
  for (const { run, name } of await deps.objectRows.charts(batchId)) {
    const key = chartObjectKey(batchId, run, name);
    if (!listed.delete(key)) options.onProblem({ kind: 'lost', key, detail: 'chart' });
  }
  for (const object of listed.values()) {
    // Reports as pages and PDF are rendered again on request; likewise charts of a run that ended before its report;
    // unfinished uploads are removed with their rows.
    if (!/^[^/]+\/(reports|charts|uploads)\//.test(object.key)) reportOrphan(object, options);
  }
}

async function verifyFile(
  { files, objects }: VerifyDeps,
  file: BatchFile,
  listed: ListedObject | undefined,
  { digest, onProblem }: VerifyOptions,
): Promise<void> {
  const key = fileObjectKey(file.batch_id, file.id);
  // A file uploaded after its batch was listed has an object; one whose batch was deleted meanwhile has no row.
  const object = listed ?? (await objects.stat(key));
  if (!object) {
    const row = await files.get(file.batch_id, file.id);
    if (row) onProblem({ kind: 'lost', key, detail: `${file.name}, ${file.size} bytes` });
  } else if (object.size !== file.size) {
    onProblem({ kind: 'changed', key, detail: `${file.name} has ${object.size} bytes, not ${file.size}` });
  } else if (digest) {
    const found = createHash('sha256');
    await pipeline(await objects.get(key), found);
    if (found.digest('hex') !== file.sha256) {
      onProblem({ kind: 'changed', key, detail: `${file.name} has another SHA-256` });
    }
  }
}

/** Objects that belong to no batch. */
async function findOrphans({ objectRows, objects }: VerifyDeps, options: VerifyOptions): Promise<void> {
  for await (const page of objects.list()) {
    const folder = ({ key }: ListedObject) => key.slice(0, Math.max(0, key.indexOf('/')));
    const ids = [...new Set(page.map(folder))].filter((id) => uuid.test(id));
    const known = await objectRows.batchesAmong(ids);
    for (const object of page) if (!known.has(folder(object))) reportOrphan(object, options);
  }
}

function reportOrphan({ key, size, modified }: ListedObject, { onProblem }: VerifyOptions): void {
  if (Date.now() - modified.getTime() < settlingMs) return;
  onProblem({ kind: 'orphaned', key, detail: `${size} bytes of ${modified.toISOString()}` });
}
