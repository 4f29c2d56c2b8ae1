import { checkObject } from '../custody/check-object.ts';
import { type BatchFile, chartObjectKey, fileObjectKey } from '../domain/batch.ts';
import type { ListedObject, ObjectStore } from '../stores/objects.ts';
import type { FileStore } from '../stores/postgres/files.ts';
import type { ObjectRowStore } from '../stores/postgres/object-rows.ts';

export interface VerifyDeps {
  files: Pick<FileStore, 'list' | 'get'>;
  objectRows: ObjectRowStore;
  objects: Pick<ObjectStore, 'list' | 'getRange' | 'stat'>;
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
    const batches = await deps.objectRows.batchesAfter(after, pageSize);
    for (const batch of batches) {
      await verifyBatch(deps, batch, options, (file) => {
        seen.files += 1;
        seen.bytes += file.size;
      });
    }
    seen.batches += batches.length;
    after = batches.at(-1)?.id;
    if (batches.length < pageSize) break;
  }
  await findOrphans(deps, options);
  return seen;
}

async function verifyBatch(
  deps: VerifyDeps,
  { id: batchId, has_recordings }: { id: string; has_recordings: boolean },
  options: VerifyOptions,
  onFile: (file: BatchFile) => void,
): Promise<void> {
  const listed = new Map<string, ListedObject>();
  for await (const page of deps.objects.list(`${batchId}/`)) {
    for (const object of page) listed.set(object.key, object);
  }
  // Those that were deleted by age are gone on purpose; what a sweep has yet to remove is no orphan.
  for (let after: string | undefined; has_recordings; ) {
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
    const madeAgain = /^[^/]+\/(reports|charts|uploads)\//.test(object.key);
    if (has_recordings && !madeAgain) reportOrphan(object, options);
  }
}

async function verifyFile(
  { files, objects }: VerifyDeps,
  file: BatchFile,
  listed: ListedObject | undefined,
  { digest, onProblem }: VerifyOptions,
): Promise<void> {
  const key = fileObjectKey(file.batch_id, file.id);
  const paced = digest ? () => undefined : undefined;
  const finding = await checkObject(objects, file, { listedSize: listed?.size, paced });
  if (finding.outcome === 'lost') {
    // Of a batch that was deleted meanwhile the row has gone first.
    const row = await files.get(file.batch_id, file.id);
    if (row) onProblem({ kind: 'lost', key, detail: `${file.name}, ${file.size} bytes` });
  } else if (finding.outcome === 'changed') {
    const { size, sha256 } = finding;
    const what = sha256 === null ? `${size} bytes, not ${file.size}` : 'another SHA-256';
    onProblem({ kind: 'changed', key, detail: `${file.name} has ${what}` });
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
