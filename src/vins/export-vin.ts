import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { type Batch, type BatchFile, chartObjectKey, fileObjectKey } from '../domain/batch.ts';
import { ArgusError } from '../domain/error.ts';
import { requestBounds } from '../domain/vehicle-request.ts';
import type { ObjectStore } from '../stores/objects.ts';
import type { BatchStore } from '../stores/postgres/batches.ts';
import type { EventStore } from '../stores/postgres/events.ts';
import type { FileStore } from '../stores/postgres/files.ts';
import type { ObjectRowStore } from '../stores/postgres/object-rows.ts';
import type { VehicleHoldingsStore } from '../stores/postgres/vehicle-holdings.ts';
import type { VehicleRequestStore } from '../stores/postgres/vehicle-requests.ts';
import type { VinStore } from '../stores/postgres/vins.ts';

export interface ExportVinDeps {
  batches: Pick<BatchStore, 'list'>;
  files: Pick<FileStore, 'list'>;
  events: Pick<EventStore, 'after'>;
  vins: Pick<VinStore, 'reportsOf' | 'holdings'>;
  objectRows: Pick<ObjectRowStore, 'charts'>;
  objects: Pick<ObjectStore, 'getRange' | 'get' | 'stat'>;
  vehicleHoldings: Pick<VehicleHoldingsStore, 'get'>;
  vehicleRequests: Pick<VehicleRequestStore, 'list'>;
}

/** Where an export goes. */
export interface ExportSink {
  /** @param path relative, of letters that every system has. Resolves when all of `content` is written. */
  write(path: string, size: number, content: AsyncIterable<Uint8Array>): Promise<void>;
}

export interface ExportedVin {
  vin: string;
  batches: number;
  files: number;
  /** Of recordings. */
  bytes: number;
  /** Objects that are not there as they were stored: the first ones, and how many. */
  troubles: { key: string; why: string }[];
  trouble_count: number;
}

const pageSize = 500;
const mostTroubles = 1_000;

/**
 * Writes everything of a vehicle, a folder for each batch: `batch.json`, `files/N.ndjson` and `events/N.ndjson` (500 rows each),
 * `reports/RUN.json`, `charts/RUN/NAME`, `recordings/FILE_ID`, and `SHA256SUMS` of all that as `sha256sum -c` takes it. Recordings
 * are compared with the SHA-256 they had when they came. Beside the folders `vehicles/N.json` has what the vehicle was asked for and
 * still holds, and `export.json`, the last file, what was written. Names that vehicles gave stand in these files and become no paths.
 */
export async function exportVin(deps: ExportVinDeps, vin: string, sink: ExportSink): Promise<ExportedVin> {
  const exported: ExportedVin = { vin, batches: 0, files: 0, bytes: 0, troubles: [], trouble_count: 0 };
  for (let before: string | undefined; ; ) {
    const page = await deps.batches.list({ vin }, before, pageSize);
    for (const batch of page) await exportBatch(deps, batch, sink, exported);
    before = page.at(-1)?.id;
    if (page.length < pageSize) break;
  }
  const { vehicle_ids } = await deps.vins.holdings(vin);
  for (const [index, vehicleId] of vehicle_ids.entries()) {
    await writeText(sink, `vehicles/${index + 1}.json`, pretty(await vehicleSide(deps, vehicleId)));
  }
  await writeText(sink, 'export.json', pretty(exported));
  return exported;
}

async function exportBatch(
  deps: ExportVinDeps,
  batch: Batch,
  into: ExportSink,
  exported: ExportedVin,
): Promise<void> {
  const { sink, sums } = summing(within(into, batch.id));
  await writeText(sink, 'batch.json', pretty(batch));
  await writeLines(sink, 'files', pagesOfFiles(deps, batch.id));
  await writeLines(sink, 'events', pagesOfEvents(deps, batch.id));
  for (const { run, body } of await deps.vins.reportsOf(batch.id)) {
    await writeText(sink, `reports/${run}.json`, `${body}\n`);
  }
  exported.batches += 1;
  for (const { run, name } of await deps.objectRows.charts(batch.id)) {
    const key = chartObjectKey(batch.id, run, name);
    const bytes = await unlessLost(async () => Buffer.concat(await (await deps.objects.get(key)).toArray()));
    if (bytes) await writeBytes(sink, `charts/${run}/${name}`, bytes);
    else note(exported, key, 'lost');
  }
  if (batch.recordings_deleted_at === null) {
    for await (const page of pagesOfFiles(deps, batch.id)) {
      for (const file of page) await exportRecording(deps, file, sink, sums, exported);
    }
  }
  const lines = [...sums].map(([path, sha256]) => `${sha256}  ${path}\n`);
  await writeText(within(into, batch.id), 'SHA256SUMS', lines.join(''));
}

async function exportRecording(
  { objects }: ExportVinDeps,
  file: BatchFile,
  sink: ExportSink,
  sums: ReadonlyMap<string, string>,
  exported: ExportedVin,
): Promise<void> {
  const key = fileObjectKey(file.batch_id, file.id);
  const size = (await objects.stat(key))?.size;
  if (size === undefined) return note(exported, key, 'lost');
  const path = `recordings/${file.id}`;
  const bytes = size === 0 ? Readable.from([]) : await objects.getRange(key, 0, size - 1);
  await sink.write(path, size, bytes);
  const sha256 = sums.get(path);
  if (sha256 !== file.sha256) note(exported, key, `has the SHA-256 ${sha256}`);
  exported.files += 1;
  exported.bytes += size;
}

function note(exported: ExportedVin, key: string, why: string): void {
  exported.trouble_count += 1;
  if (exported.troubles.length < mostTroubles) exported.troubles.push({ key, why });
}

/** A sink that notes the SHA-256 of what goes into another one. */
function summing(into: ExportSink): { sink: ExportSink; sums: Map<string, string> } {
  const sums = new Map<string, string>();
  const sink: ExportSink = {
    async write(path, size, content) {
      const hash = createHash('sha256');
      async function* hashed() {
        for await (const chunk of content) {
          hash.update(chunk);
          yield chunk;
        }
      }
      await into.write(path, size, hashed());
      sums.set(path, hash.digest('hex'));
    },
  };
  return { sink, sums };
}

const within = (sink: ExportSink, folder: string): ExportSink => ({
  write: (path, size, content) => sink.write(`${folder}/${path}`, size, content),
});

const pretty = (value: unknown) => `${JSON.stringify(value, null, 2)}\n`;
const writeText = (sink: ExportSink, path: string, text: string) => writeBytes(sink, path, Buffer.from(text));
const writeBytes = (sink: ExportSink, path: string, bytes: Buffer) =>
  sink.write(path, bytes.length, Readable.from(bytes.length === 0 ? [] : [bytes]));

/** A file for each page: its size has to be known before it is written, and all rows may be more than fit in memory. */
async function writeLines(sink: ExportSink, folder: string, pages: AsyncIterable<object[]>): Promise<void> {
  let number = 0;
  for await (const rows of pages) {
    number += 1;
    const text = rows.map((row) => `${JSON.stringify(row)}\n`).join('');
    await writeText(sink, `${folder}/${String(number).padStart(5, '0')}.ndjson`, text);
  }
}

async function* pagesOfFiles({ files }: ExportVinDeps, batchId: string): AsyncGenerator<BatchFile[]> {
  for (let after: string | undefined; ; ) {
    const page = await files.list(batchId, undefined, after, pageSize);
    if (page.length > 0) yield page;
    after = page.at(-1)?.id;
    if (page.length < pageSize) return;
  }
}

async function* pagesOfEvents({ events }: ExportVinDeps, batchId: string): AsyncGenerator<object[]> {
  for (let seq = 0; ; ) {
    const page = await events.after(batchId, seq, pageSize);
    if (page.length > 0) yield page;
    seq = page.at(-1)?.seq ?? seq;
    if (page.length < pageSize) return;
  }
}

/** What a vehicle was asked for, and what it still holds; both are bounded. */
async function vehicleSide({ vehicleHoldings, vehicleRequests }: ExportVinDeps, vehicle_id: string) {
  const requests = await vehicleRequests.list(vehicle_id, undefined, undefined, requestBounds.kept);
  return { vehicle_id, requests, holdings: (await vehicleHoldings.get(vehicle_id)) ?? null };
}

async function unlessLost<T>(work: () => Promise<T>): Promise<T | undefined> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof ArgusError && error.code === 'not_found') return undefined;
    throw error;
  }
}
