import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { type Batch, type BatchFile, chartObjectKey, fileObjectKey } from '../domain/batch.ts';
import { ArgusError } from '../domain/error.ts';
import type { ObjectStore } from '../stores/objects.ts';
import type { BatchStore } from '../stores/postgres/batches.ts';
import type { EventStore } from '../stores/postgres/events.ts';
import type { FileStore } from '../stores/postgres/files.ts';
import type { ObjectRowStore } from '../stores/postgres/object-rows.ts';
import type { VinStore } from '../stores/postgres/vins.ts';

export interface ExportVinDeps {
  batches: Pick<BatchStore, 'list'>;
  files: Pick<FileStore, 'list'>;
  events: Pick<EventStore, 'after'>;
  vins: Pick<VinStore, 'reportsOf'>;
  objectRows: Pick<ObjectRowStore, 'charts'>;
  objects: Pick<ObjectStore, 'getRange' | 'get'>;
}

export interface ExportedVin {
  batches: number;
  files: number;
  /** Of recordings. */
  bytes: number;
  /** Objects that are not there as they were stored. */
  troubles: { key: string; why: string }[];
}

const pageSize = 500;

/**
 * Writes everything of a vehicle below `folder`, a folder for each batch: `batch.json`, `files.ndjson`, `events.ndjson`,
 * `reports/RUN.json`, `charts/RUN/NAME` and `recordings/FILE_ID`, each with its SHA-256 compared on the way. Names that
 * vehicles gave stand in `files.ndjson` and become no paths.
 */
export async function exportVin(deps: ExportVinDeps, vin: string, folder: string): Promise<ExportedVin> {
  const exported: ExportedVin = { batches: 0, files: 0, bytes: 0, troubles: [] };
  for (let before: string | undefined; ; ) {
    const page = await deps.batches.list({ vin }, before, pageSize);
    for (const batch of page) await exportBatch(deps, batch, join(folder, batch.id), exported);
    before = page.at(-1)?.id;
    if (page.length < pageSize) return exported;
  }
}

async function exportBatch(
  deps: ExportVinDeps,
  batch: Batch,
  folder: string,
  exported: ExportedVin,
): Promise<void> {
  for (const part of ['recordings', 'reports']) await mkdir(join(folder, part), { recursive: true });
  await writeFile(join(folder, 'batch.json'), `${JSON.stringify(batch, null, 2)}\n`);
  await writeLines(join(folder, 'files.ndjson'), filesOf(deps, batch.id));
  await writeLines(join(folder, 'events.ndjson'), eventsOf(deps, batch.id));
  for (const { run, body } of await deps.vins.reportsOf(batch.id)) {
    await writeFile(join(folder, 'reports', `${run}.json`), `${body}\n`);
  }
  exported.batches += 1;
  const tried = async (key: string, work: () => Promise<unknown>) => {
    try {
      await work();
    } catch (error) {
      if (!(error instanceof ArgusError) || error.code !== 'not_found') throw error;
      exported.troubles.push({ key, why: 'lost' });
    }
  };
  for (const { run, name } of await deps.objectRows.charts(batch.id)) {
    const key = chartObjectKey(batch.id, run, name);
    await mkdir(join(folder, 'charts', `${run}`), { recursive: true });
    const path = join(folder, 'charts', `${run}`, name);
    await tried(key, async () => pipeline(await deps.objects.get(key), createWriteStream(path)));
  }
  if (batch.recordings_deleted_at !== null) return;
  for await (const file of filesOf(deps, batch.id)) {
    const key = fileObjectKey(batch.id, file.id);
    await tried(key, async () => {
      const sha256 = await writeRecording(deps, file, join(folder, 'recordings', file.id));
      if (sha256 !== file.sha256) exported.troubles.push({ key, why: `has the SHA-256 ${sha256}` });
      exported.files += 1;
      exported.bytes += file.size;
    });
  }
}

/** @returns the SHA-256 of what was written. */
async function writeRecording({ objects }: ExportVinDeps, file: BatchFile, path: string): Promise<string> {
  const hash = createHash('sha256');
  const hashing = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      hash.update(chunk);
      done(null, chunk);
    },
  });
  const key = fileObjectKey(file.batch_id, file.id);
  const bytes = file.size === 0 ? Readable.from([]) : await objects.getRange(key, 0, file.size - 1);
  await pipeline(bytes, hashing, createWriteStream(path));
  return hash.digest('hex');
}

async function* filesOf({ files }: ExportVinDeps, batchId: string): AsyncGenerator<BatchFile> {
  for (let after: string | undefined; ; ) {
    const page = await files.list(batchId, undefined, after, pageSize);
    yield* page;
    after = page.at(-1)?.id;
    if (page.length < pageSize) return;
  }
}

async function* eventsOf({ events }: ExportVinDeps, batchId: string) {
  for (let seq = 0; ; ) {
    const page = await events.after(batchId, seq, pageSize);
    yield* page;
    seq = page.at(-1)?.seq ?? seq;
    if (page.length < pageSize) return;
  }
}

async function writeLines(path: string, rows: AsyncIterable<object>): Promise<void> {
  async function* lines() {
    for await (const row of rows) yield `${JSON.stringify(row)}\n`;
  }
  await pipeline(lines, createWriteStream(path));
}
