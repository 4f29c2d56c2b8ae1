import { gzipSync } from 'node:zlib';
import { afterAll, test as base, beforeAll, expect } from 'vitest';
import { sampleDbc } from '../../../samples/dbc/sample-dbc.ts';
import type { BatchPageBody } from '../../../src/api/batches/schema.ts';
import { readers } from '../../../src/recordings/formats/formats.ts';
import type { FileSummary } from '../../../src/recordings/summary/file-summary.ts';
import type { Report } from '../../../src/report/report-schema.ts';
import { startArgus, type TestArgus } from '../../support/argus.ts';
import { type NamedBytes, vehicle } from '../../support/batches.ts';

/** The traces below are candump logs. */
const test = base.skipIf(!readers.some(({ format }) => format === 'candump'));

let argus: TestArgus;
let car: ReturnType<typeof vehicle>;
beforeAll(async () => {
  argus = await startArgus();
  car = vehicle(argus.url);
});
afterAll(() => argus.close());

const dbc: NamedBytes = { name: 'vehicle.dbc', bytes: sampleDbc() };

/** Ten seconds at 100 km/h; `mark` makes its content unique. */
function trace(mark: number): NamedBytes {
  const lines = Array.from({ length: 100 }, (_, index) => {
    const data = `84${index.toString(16).padStart(2, '0')}2710000010${mark.toString(16).padStart(2, '0')}`;
    return `(${(1_773_475_200 + index / 10).toFixed(6)}) can0 0C9#${data.toUpperCase()}\n`;
  });
  return { name: `trace-${mark}.log`, bytes: Buffer.from(lines.join('')) };
}

async function summaryOf(batchId: string, name: string): Promise<FileSummary> {
  const { rows } = await argus.stores.db.query<{ summary: FileSummary }>(
    `SELECT s.summary FROM files f JOIN summaries s ON s.sha256 = f.sha256 AND s.parser_version = f.parser_version
     WHERE f.batch_id = $1 AND f.name = $2`,
    [batchId, name],
  );
  return (rows[0] as { summary: FileSummary }).summary;
}

async function delivered(files: NamedBytes[], more: Record<string, unknown> = {}): Promise<string> {
  const batchId = await car.deliver(files, more);
  expect(await car.ended(batchId)).toMatchObject({ status: 'completed', failed_files: 0 });
  return batchId;
}

const speed = expect.objectContaining({
  name: 'vehicle_speed_kmh',
  min_milli: 100_000,
  max_milli: 100_000,
  count: 100,
});

test('a compressed DBC names the signals as well', async () => {
  const batchId = await delivered([trace(7), { name: 'vehicle.dbc.gz', bytes: gzipSync(dbc.bytes) }]);
  const summary = await summaryOf(batchId, 'trace-7.log');
  expect(summary.metrics).toContainEqual(speed);
  expect(summary.databases).toMatchObject([{ name: 'vehicle.dbc.gz', identifiers: 1 }]);
});

test('a DBC among the files of a batch names the signals of its traces', async () => {
  const batchId = await delivered([trace(1), dbc]);
  const summary = await summaryOf(batchId, 'trace-1.log');
  expect(summary.topics[0]).toMatchObject({ name: 'can0 0x0C9', type: 'Speed_01', message_count: 100 });
  expect(summary.metrics).toContainEqual(speed);
  expect(summary.databases).toEqual([{ name: 'vehicle.dbc', sha256: expect.any(String), identifiers: 1 }]);
  expect(await summaryOf(batchId, 'vehicle.dbc')).toMatchObject({ format: 'dbc', verdict: { code: 'ok' } });
  const report = await car.json<Report>(`/batches/${batchId}/report`);
  expect(report.provenance.databases).toEqual([{ name: 'vehicle.dbc', sha256: expect.any(String) }]);
  expect(report.provenance.parser_version).not.toContain('dbc');
});

test('with another set of DBCs the same bytes are read anew, with the same set once', async () => {
  const plain = await summaryOf(await delivered([trace(2)]), 'trace-2.log');
  expect(plain.metrics).not.toContainEqual(speed);
  const named = await summaryOf(await delivered([trace(2), dbc]), 'trace-2.log');
  expect(named.metrics).toContainEqual(speed);
  const { rows: before } = await argus.stores.db.query('SELECT count(*) AS n FROM summaries');
  await delivered([trace(2)]);
  await delivered([trace(2), dbc]);
  const { rows: after } = await argus.stores.db.query('SELECT count(*) AS n FROM summaries');
  expect(after).toEqual(before);
});

test('a DBC kept for a platform applies to its batches, from the next run on', async () => {
  const path = `/platforms/${encodeURIComponent('Truck / 2026')}/databases/engine.dbc`;
  const put = await fetch(`${argus.url}/api/v1${path}`, { method: 'PUT', body: Buffer.from(sampleDbc()) });
  expect(put.status).toBe(200);

  const batchId = await delivered([trace(3)], { platform: 'Truck / 2026' });
  expect((await summaryOf(batchId, 'trace-3.log')).metrics).toContainEqual(speed);
  const other = await delivered([trace(3)], { platform: 'Car' });
  expect((await summaryOf(other, 'trace-3.log')).databases).toEqual([]);
  const { batches } = await car.json<BatchPageBody>('/batches?platform=Truck%20%2F%202026');
  expect(batches.map(({ batch_id }) => batch_id)).toEqual([batchId]);

  await fetch(`${argus.url}/api/v1${path}`, { method: 'DELETE' });
  await car.post(`/batches/${batchId}/reprocess`);
  await car.ended(batchId);
  expect((await summaryOf(batchId, 'trace-3.log')).databases).toEqual([]);
});
