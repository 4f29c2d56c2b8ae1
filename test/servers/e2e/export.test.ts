import { unpackTar } from 'modern-tar';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { writeZip } from '../../../samples/archives/write-zip.ts';
import { sampleMcap } from '../../../samples/mcap/sample-mcap.ts';
import { sampleUlog } from '../../../samples/ulog/sample-ulog.ts';
import type { FilePageBody } from '../../../src/api/batches/file-schema.ts';
import { startArgus, type TestArgus } from '../../support/argus.ts';
import { vehicle } from '../../support/batches.ts';
import { exportSample, readTable } from '../../support/export/export-sample.ts';

let argus: TestArgus;
let batch = '';
let ids: Map<string, string>;
const drive = sampleMcap({ seconds: 5 });
const flight = sampleUlog({ seconds: 10 });

beforeAll(async () => {
  argus = await startArgus();
  const car = vehicle(argus.url);
  ({ batch_id: batch } = await car.createBatch());
  await car.upload(batch, { name: 'day 1/drive.mcap', bytes: drive });
  await car.upload(batch, { name: 'flight.ulg', bytes: flight });
  const both = writeZip([
    { name: 'a.mcap', content: drive },
    { name: 'b.mcap', content: sampleMcap({ seconds: 6 }) },
  ]);
  await car.upload(batch, { name: 'both.zip', bytes: both });
  await car.complete(batch);
  await car.ended(batch);
  const { files } = await car.json<FilePageBody>(`/batches/${batch}/files`);
  ids = new Map(files.map(({ name, file_id }) => [name, file_id]));
});
afterAll(() => argus.close());

const ask = (name: string, query: string, init?: RequestInit) =>
  fetch(`${argus.url}/api/v1/batches/${batch}/files/${ids.get(name)}/export?${query}`, init);
const bytesOf = async (response: Response) => new Uint8Array(await response.arrayBuffer());

test('all topics of a recording are a tar of Parquet files', async () => {
  const response = await ask('day 1/drive.mcap', 'format=parquet');
  expect(response.status).toBe(200);
  expect(response.headers.get('content-type')).toContain('application/x-tar');
  expect(response.headers.get('content-disposition')).toContain('filename="day 1_drive.mcap.tar"');
  const entries = await unpackTar(await bytesOf(response));
  const contents = new Map(entries.map(({ header, data }) => [header.name, data ?? new Uint8Array()]));
  const local = await exportSample(drive);
  expect([...contents.keys()]).toEqual([
    'tables/export.json',
    ...local.exported.tables.map(({ file }) => `tables/${file}`),
  ]);
  for (const { topic, file } of local.exported.tables) {
    const { rows } = await readTable(contents.get(`tables/${file}`) ?? new Uint8Array());
    expect(rows).toEqual(local.tables.get(topic)?.rows);
  }
});

test('one topic is its Parquet file; it is kept, for ranges and tags', async () => {
  const query = 'format=parquet&topic=battery_status';
  const response = await ask('flight.ulg', query);
  expect(response.headers.get('content-type')).toContain('application/vnd.apache.parquet');
  const bytes = await bytesOf(response);
  const { rows, about } = await readTable(bytes);
  expect(rows).toEqual((await exportSample(flight)).tables.get('battery_status')?.rows);
  expect(about).toMatchObject({ recording: 'flight.ulg', topic: 'battery_status', clock: 'boot' });
  const part = await ask('flight.ulg', query, { headers: { range: 'bytes=0-3' } });
  expect([part.status, Buffer.from(await part.arrayBuffer()).toString()]).toEqual([206, 'PAR1']);
  const etag = response.headers.get('etag') ?? '';
  expect((await ask('flight.ulg', query, { headers: { 'if-none-match': etag } })).status).toBe(304);
});

test('what cannot be one file, or does not exist, is refused', async () => {
  expect((await ask('flight.ulg', 'format=parquet&topic=nothing')).status).toBe(404);
  expect((await ask('both.zip', `format=parquet&topic=${encodeURIComponent('/imu/data')}`)).status).toBe(400);
  expect((await ask('both.zip', 'format=parquet')).status).toBe(200);
  expect((await ask('flight.ulg', 'format=csv')).status).toBe(400);
  const other = ids.get('flight.ulg')?.replace(/.$/, (digit) => (digit === '0' ? '1' : '0'));
  ids.set('other', other ?? '');
  expect((await ask('other', 'format=parquet')).status).toBe(404);
});
