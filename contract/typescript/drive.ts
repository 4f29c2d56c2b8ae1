/** One batch from the recording to the report, with the types and the client that are generated for TypeScript. */
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import createClient from 'openapi-fetch';
import type { paths } from './argus.ts';

const [baseUrl = '', folder = ''] = process.argv.slice(2);
const argus = createClient<paths>({ baseUrl });
const fileOf = async (name: string) => new Blob([await readFile(`${folder}/${name}`)]);
const hexOf = (bytes: ArrayBuffer) => createHash('sha256').update(new Uint8Array(bytes)).digest('hex');

/** @throws Error with the code of a refusal. */
function answer<T>({ data, error }: { data?: T; error?: { code: string; error?: string } }): T {
  if (data === undefined) throw new Error(`${error?.code}: ${error?.error}`);
  return data;
}

const database = answer(
  await argus.PUT('/api/v1/platforms/{platform}/databases/{name}', {
    params: { path: { platform: 'typescript', name: 'vehicle.dbc' } },
    headers: { 'content-type': 'application/octet-stream' },
    body: await fileOf('vehicle.dbc'),
    bodySerializer: (body: Blob) => body,
  }),
);
const imported = answer(
  await argus.POST('/api/v1/knowledge/import', {
    params: { query: { dry_run: 'true' } },
    headers: { 'content-type': 'text/csv' },
    body: await fileOf('knowledge.csv'),
    bodySerializer: (body: unknown) => body as Blob,
  }),
);

const { batch_id: id } = answer(
  await argus.POST('/api/v1/batches', {
    body: { vehicle_id: 'typescript-1', vin: 'WVWZZZ1JZ3W386752', platform: 'typescript' },
  }),
);
const params = { path: { id } };
const file = answer(
  await argus.POST('/api/v1/batches/{id}/files', {
    params: { ...params, header: { 'idempotency-key': 'drive-1' } },
    body: { file: await fileOf('drive.mcap') },
    bodySerializer({ file }) {
      const form = new FormData();
      form.set('file', file, 'drive.mcap');
      return form;
    },
  }),
);
answer(await argus.POST('/api/v1/batches/{id}/complete', { params }));

let progress = answer(await argus.GET('/api/v1/batches/{id}/progress', { params }));
while (progress.status !== 'completed' && progress.status !== 'failed') {
  await sleep(100);
  progress = answer(await argus.GET('/api/v1/batches/{id}/progress', { params }));
}

const report = answer(await argus.GET('/api/v1/batches/{id}/report', { params, parseAs: 'json' }));
if (typeof report === 'string' || !('totals' in report)) throw new Error('The report is no JSON.');
const content = answer(
  await argus.GET('/api/v1/batches/{id}/files/{file_id}/content', {
    params: { path: { id, file_id: file.file_id } },
    parseAs: 'arrayBuffer',
  }),
);
const refused = await argus.GET('/api/v1/batches/{id}', { params: { path: { id: crypto.randomUUID() } } });

console.log(
  JSON.stringify({
    batch_id: id,
    signals: database.signals,
    imported: imported.created,
    size: file.size,
    sha256: file.sha256,
    status: progress.status,
    processed_files: progress.processed_files,
    parsed: report.totals.parsed,
    cpu_average: report.cpu?.avg,
    content_sha256: hexOf(content),
    refusal: refused.error?.code,
  }),
);
