import { tableFromIPC } from '@uwdata/flechette';
import { parquetReadObjects } from 'hyparquet';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sampleMcap } from '../../../samples/mcap/sample-mcap.ts';
import { sampleUlog } from '../../../samples/ulog/sample-ulog.ts';
import { UlogWriter } from '../../../samples/ulog/ulog-writer.ts';
import { bufferSource } from '../../../src/recordings/bytes/byte-source.ts';
import { summariseFile } from '../../../src/recordings/summarise-file.ts';
import { readFileIntoBatch } from '../../support/read-file-into-batch.ts';
import { startTestApi, type TestApi } from '../../support/test-api.ts';
import { until } from '../../support/until.ts';

let api: TestApi;
let batchId: string;
const drive = sampleMcap({ seconds: 20 });
const flight = sampleUlog({ seconds: 20 });

beforeAll(async () => {
  api = await startTestApi();
  batchId = await api.createBatch();
  await readFileIntoBatch(api, batchId, { name: 'drive.mcap', bytes: drive });
  await readFileIntoBatch(api, batchId, { name: 'flight.ulg', bytes: flight });
  await readFileIntoBatch(api, batchId, { name: 'nan.ulg', bytes: withoutNumbers() });
});
afterAll(() => api.close());

/** A log with a field that is never a number. */
function withoutNumbers(): Uint8Array {
  const log = new UlogWriter(0);
  log.flagBits();
  log.format('wheel:uint64_t timestamp;float speed;float gone;');
  log.subscribe(0, 0, 'wheel');
  for (let at = 1; at <= 20; at += 1) log.data(0, at * 100_000, [at, Number.NaN]);
  return log.bytes();
}

/** What the sink of the readers hands over for one field. */
async function valuesOf(bytes: Uint8Array, topic: string, read: (fields: never) => number) {
  const values: { timeNs: bigint; value: number }[] = [];
  await summariseFile(bufferSource(bytes), {
    messages: {
      channel: (channel) =>
        channel.topic === topic
          ? {
              message: (timeNs, _at, _data, fields) =>
                values.push({ timeNs, value: read(fields() as never) }),
            }
          : undefined,
    },
  });
  return values;
}

async function listed(query: string) {
  return until('the list of all files', async () => {
    const answer = await api.call(`/batches/${batchId}/signals?${query}`);
    expect(answer.status).toBe(200);
    return answer.body.pending_files === 0 && answer.body;
  });
}

const speed = '/imu/data:linear_acceleration.x';
const rawQuery = (signal: string, more = '') =>
  `/batches/${batchId}/series?signal=${encodeURIComponent(signal)}&points=10000${more}`;

describe('the list of signals', () => {
  test('has every number with its range, and is searched by words', async () => {
    const expected = await valuesOf(drive, '/imu/data', (fields: { linear_acceleration: { x: number } }) => {
      return fields.linear_acceleration.x;
    });
    const { signals } = await listed('text=IMU%20acceleration.x');
    expect(signals).toEqual([
      expect.objectContaining({
        signal: speed,
        topic: '/imu/data',
        field: 'linear_acceleration.x',
        type: 'sensor_msgs/msg/Imu',
        kind: 'number',
        count: expected.length,
        min: Math.min(...expected.map(({ value }) => value)),
        max: Math.max(...expected.map(({ value }) => value)),
        clock: 'unix',
        files: 1,
      }),
    ]);
    expect((await listed('text=vehicle_attitude%20q[0]')).signals[0]).toMatchObject({ clock: 'boot' });
  });

  test('is paged', async () => {
    const all: string[] = [];
    for (let cursor: string | null = ''; cursor !== null; ) {
      const body = await listed(`limit=50${cursor === '' ? '' : `&cursor=${encodeURIComponent(cursor)}`}`);
      all.push(...body.signals.map(({ signal }: { signal: string }) => signal));
      cursor = body.next_cursor;
    }
    expect(all.length).toBeGreaterThan(50);
    expect(new Set(all).size).toBe(all.length);
  });
});

describe('series', () => {
  test('have the values of the recording, also the second time', async () => {
    const expected = await valuesOf(drive, '/imu/data', (fields: { linear_acceleration: { x: number } }) => {
      return fields.linear_acceleration.x;
    });
    for (const _ of ['made', 'kept']) {
      const { status, body } = await api.call(rawQuery(speed));
      expect(status).toBe(200);
      const [series] = body.series;
      expect(series).toMatchObject({ signal: speed, kind: 'raw', clock: 'unix', total: expected.length });
      const start = BigInt(series.start_ns);
      expect(series.t.map((t: number) => start + BigInt(t))).toEqual(expected.map(({ timeNs }) => timeNs));
      expect(series.value).toEqual(expected.map(({ value }) => value));
    }
  });

  test('of several signals and files come together, in buckets where there are more values than points', async () => {
    const query = [speed, 'vehicle_attitude:q[0]'].map((signal) => `signal=${encodeURIComponent(signal)}`);
    const { body } = await api.call(`/batches/${batchId}/series?${query.join('&')}&points=10`);
    expect(body.series.map(({ signal, kind }: never) => [signal, kind])).toEqual([
      [speed, 'buckets'],
      ['vehicle_attitude:q[0]', 'buckets'],
    ]);
    const [first] = body.series;
    expect(first.count.reduce((sum: number, each: number) => sum + each, 0)).toBe(first.total);
    const raw = (await api.call(rawQuery(speed))).body.series[0];
    expect(Math.max(...first.max)).toBe(Math.max(...raw.value));
    expect(Math.min(...first.min)).toBe(Math.min(...raw.value));
  });

  test('of a window that ends before it begins are refused, not empty', async () => {
    const { status, body } = await api.call(rawQuery(speed, '&from=9&to=1'));
    expect([status, body]).toEqual([400, expect.objectContaining({ code: 'validation', field: 'to' })]);
  });

  test('of a window have only what lies in it', async () => {
    const whole = (await api.call(rawQuery(speed))).body.series[0];
    const [from, to] = [whole.t[10], whole.t[20]].map((t) => BigInt(whole.start_ns) + BigInt(t));
    const { body } = await api.call(rawQuery(speed, `&from=${from}&to=${to}`));
    expect(body.series[0].value).toEqual(whole.value.slice(10, 21));
  });

  test('of a signal without any number are empty, as it is listed; of one that is not there, none', async () => {
    const { signals } = await listed('text=wheel%20gone');
    expect(signals).toEqual([expect.objectContaining({ signal: 'wheel:gone', count: 0, min: null })]);
    const { status, body } = await api.call(rawQuery('wheel:gone'));
    expect(status).toBe(200);
    expect(body.series).toEqual([
      expect.objectContaining({ signal: 'wheel:gone', kind: 'raw', t: [], value: [], total: 0 }),
    ]);
    const csv = await api.call(rawQuery('wheel:gone'), { headers: { accept: 'text/csv' } });
    expect(csv.status).toBe(200);
    expect((await api.call(rawQuery('wheel:never'))).status).toBe(404);
  });

  test('lines of a log are events', async () => {
    const { body } = await api.call(rawQuery('(log):lines'));
    expect(body.series[0]).toMatchObject({ kind: 'events' });
    expect(body.series[0].text.length).toBe(body.series[0].severity.length);
  });

  test('come as CSV, as Parquet and as an Arrow stream', async () => {
    const whole = (await api.call(rawQuery(speed))).body.series[0];
    const csv = await api.call(rawQuery(speed), { headers: { accept: 'text/csv' } });
    expect(csv.headers.get('content-type')).toContain('text/csv');
    const [heading, first] = csv.text.split('\r\n');
    expect(heading).toBe('time_ns,signal,unit,value,min,max,mean,count,text');
    expect(first).toContain(`${whole.start_ns},${speed},,${whole.value[0]}`);
    const response = await fetch(`${api.url}/api/v1${rawQuery(speed, '&format=parquet')}`);
    const rows = await parquetReadObjects({ file: await response.arrayBuffer() });
    expect(rows.map(({ value }) => value)).toEqual(whole.value);
    expect(rows[0]?.time_ns).toBe(BigInt(whole.start_ns));
    const headers = { accept: 'application/vnd.apache.arrow.stream' };
    const stream = await fetch(`${api.url}/api/v1${rawQuery(speed)}`, { headers });
    expect(stream.headers.get('content-type')).toBe(headers.accept);
    const table = tableFromIPC(await stream.arrayBuffer(), { useBigIntTimestamp: true });
    expect([...(table.getChild('value') ?? [])]).toEqual(whole.value);
    expect(table.getChild('time_ns')?.at(0)).toBe(BigInt(whole.start_ns));
  });

  test('of a signal that no recording has are not found', async () => {
    expect((await api.call(rawQuery('/nothing:x'))).status).toBe(404);
    expect((await api.call(rawQuery('nothing'))).status).toBe(404);
  });
});

test('signals stay while their recordings are read again', async () => {
  const before = [await listed('text=acceleration'), (await api.call(rawQuery(speed))).body];
  await api.stores.db.query(`UPDATE batches SET status = 'completed' WHERE id = $1`, [batchId]);
  await api.stores.batches.beginRun(batchId, ['completed']);
  const { rows } = await api.stores.db.query('SELECT DISTINCT state FROM files WHERE batch_id = $1', [
    batchId,
  ]);
  expect(rows).toEqual([{ state: 'pending' }]);
  expect([await listed('text=acceleration'), (await api.call(rawQuery(speed))).body]).toEqual(before);
});

test('what was made goes with the batch', async () => {
  await until(
    'the columns in the store',
    async () => (await api.stores.objects.listKeys(`${batchId}/signals/`)).length > 0,
  );
  await api.stores.db.query(`UPDATE batches SET status = 'failed', completed_at = now() WHERE id = $1`, [
    batchId,
  ]);
  await api.stores.db.query('UPDATE events SET published_at = now() WHERE batch_id = $1', [batchId]);
  await api.stores.retention.deleteBatch(batchId);
  const removals = await api.stores.retention.removals(1_000);
  expect(removals).toContainEqual({ prefix: `${batchId}/`, direct_only: false });
});
