import { randomUUID } from 'node:crypto';
import { Readable } from 'node:stream';
import { Client, Connection, type ScheduleHandle } from '@temporalio/client';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type CustodyDeps, watchRecordings } from '../../../src/custody/watch-recordings.ts';
import { ArgusError } from '../../../src/domain/error.ts';
import { startArgus, type TestArgus } from '../../support/argus.ts';
import { vehicle } from '../../support/batches.ts';
import { until } from '../../support/until.ts';

let argus: TestArgus;
let car: ReturnType<typeof vehicle>;
beforeAll(async () => {
  argus = await startArgus({ CUSTODY_MIB_PER_SECOND: '1000' });
  car = vehicle(argus.url);
  await pause();
});
afterAll(() => argus?.close());

const policy = { CUSTODY_MIB_PER_SECOND: 1_000, CUSTODY_EVERY_DAYS: 7 };
// biome-ignore lint/suspicious/noExplicitAny: answers are compared member by member
const get = async (path: string): Promise<any> => (await fetch(argus.url + path)).json();
const incidentsOf = async (batchId: string, state = 'open') =>
  (await get(`/api/v1/custody/incidents?state=${state}&batch_id=${batchId}`)).incidents;

/** One run of the job, by hand: what Temporal starts is the same. */
const watch = (change: Partial<CustodyDeps> = {}, signal = new AbortController().signal) => {
  const { custody, objects } = argus.stores;
  const deps = { policy, custody, objects, logger: argus.logger, ...change };
  return watchRecordings(deps, { runMs: 50_000, signal });
};
const beginAnew = () =>
  argus.stores.db.query('UPDATE custody_pass SET after_file = NULL, begun_at = NULL, ended_at = NULL');
const place = async () => (await argus.stores.db.query('SELECT * FROM custody_pass')).rows[0];

/** A batch of these files, which stays open; each with its key. */
async function stored(...contents: string[]) {
  const { batch_id } = await car.createBatch();
  const files = [];
  for (const content of contents) {
    const { file_id } = await car.upload(batch_id, { name: `${content}.bin`, bytes: Buffer.from(content) });
    files.push({ id: file_id, key: `${batch_id}/${file_id}`, content });
  }
  return { batchId: batch_id, files };
}

const put = (key: string, text: string) =>
  argus.stores.objects.putBytes(key, Buffer.from(text), 'application/octet-stream');

describe('custody', () => {
  test('finds by its schedule what was lost and changed, tells it everywhere, and when it is there again', async () => {
    const { batchId, files } = await stored('sound', 'lost', 'rotten', 'cut', '');
    const [sound, lost, rotten, cut, empty] = files as [(typeof files)[0], ...typeof files];
    if (!lost || !rotten || !cut || !empty) throw new Error('five files were uploaded');
    await car.complete(batchId);
    await argus.stores.objects.remove(lost.key);
    await put(rotten.key, 'Rotten');
    await put(cut.key, 'cu');
    await beginAnew();
    await trigger();
    const open = await until('the incidents', async () => {
      const incidents = await incidentsOf(batchId);
      return incidents.length === 3 && incidents;
    });
    const told = (file: { id: string }) => open.find((one: { file_id: string }) => one.file_id === file.id);
    expect(told(lost)).toMatchObject({ kind: 'lost', name: 'lost.bin', size: 4, found_size: null });
    expect(told(rotten)).toMatchObject({ kind: 'changed', size: 6, found_size: 6, found_again_at: null });
    expect(told(rotten).found_sha256).not.toBe(told(rotten).sha256);
    expect(told(cut)).toMatchObject({ kind: 'changed', size: 3, found_size: 2, found_sha256: null });
    const { receipt } = await get(`/api/v1/batches/${batchId}/receipt`);
    expect(receipt.files.map(({ file_id }: { file_id: string }) => file_id)).toEqual([sound.id, empty.id]);
    expect(receipt.not_safe).toHaveLength(3);
    // A database that takes long to answer leaves a gap in the figures, until they are taken again.
    await until('the figures', async () => {
      const metrics = await (await fetch(`${argus.url}/metrics`)).text();
      return ['changed"} 2', 'lost"} 1'].every((end) =>
        metrics.includes(`argus_custody_incidents{kind="${end}`),
      );
    });

    // Nothing was repaired; a person does it, and the incidents are looked at again before the next pass.
    await Promise.all([lost, rotten].map(({ key, content }) => put(key, content)));
    await argus.stores.db.query(`UPDATE custody_incidents SET checked_at = now() - interval '2 hours'`);
    await trigger();
    const over = await until('two to be over', async () => {
      const incidents = await incidentsOf(batchId, 'found_again');
      return incidents.length === 2 && incidents;
    });
    expect(over.map(({ file_id }: { file_id: string }) => file_id).sort()).toEqual(
      [lost.id, rotten.id].sort(),
    );
    expect((await incidentsOf(batchId)).map(({ file_id }: { file_id: string }) => file_id)).toEqual([cut.id]);
  });

  test('goes on where the run before ended, and begins a pass only when it is due', async () => {
    await stored('one', 'two', 'three');
    await beginAnew();
    const { count } = (await argus.stores.db.query('SELECT count(*) AS count FROM files')).rows[0];
    const { passed } = argus.stores.custody;
    for (let run = 1; run <= count; run += 1) {
      const stop = new AbortController();
      const custody: CustodyDeps['custody'] = {
        ...argus.stores.custody,
        passed: async (...file) => {
          await passed(...file);
          stop.abort();
        },
      };
      expect((await watch({ custody }, stop.signal)).files).toBe(1);
      expect((await place()).ended_at === null).toBe(run < count);
    }
    expect((await watch()).files).toBe(0);
    await argus.stores.db.query(`UPDATE custody_pass SET begun_at = now() - interval '8 days'`);
    expect((await watch()).files).toBe(count);
  });

  test('takes a store that is away for no loss, and one object that it does not give for unreadable', async () => {
    const { batchId, files } = await stored('kept', 'broken');
    await beginAnew();
    const { objects } = argus.stores;
    const away = () => Promise.reject(new ArgusError('unavailable', 'The object store does not answer.'));
    const before = await place();
    await expect(watch({ objects: { ...objects, stat: away, ping: away } })).rejects.toThrow(
      'does not answer',
    );
    expect((await place()).files).toBe(before.files);
    expect(await incidentsOf(batchId)).toEqual([]);

    const broken = files[1]?.key;
    const getRange: typeof objects.getRange = async (key, first, last) =>
      key === broken ? failing() : objects.getRange(key, first, last);
    expect(await watch({ objects: { ...objects, getRange } })).toMatchObject({ unreadable: 1 });
    expect(await incidentsOf(batchId)).toMatchObject([{ kind: 'unreadable', file_id: files[1]?.id }]);
    await beginAnew();
    expect(await watch()).toMatchObject({ unreadable: 0, found: 1 });
  });

  test('says nothing of a file whose row has gone, and off when the rate is 0', async () => {
    expect(await argus.stores.custody.record(randomUUID(), { outcome: 'lost' })).toBe(false);
    await beginAnew();
    const off = { ...policy, CUSTODY_MIB_PER_SECOND: 0 };
    expect((await watch({ policy: off })).files).toBe(0);
    expect((await place()).begun_at).toBe(null);
  });
});

async function withSchedule<T>(work: (schedule: ScheduleHandle) => Promise<T>): Promise<T> {
  const {
    TEMPORAL_ADDRESS: address,
    TEMPORAL_NAMESPACE: namespace,
    TEMPORAL_TASK_QUEUE: queue,
  } = argus.config;
  const connection = await Connection.connect({ address });
  try {
    return await work(new Client({ connection, namespace }).schedule.getHandle(`argus-custody-${queue}`));
  } finally {
    await connection.close();
  }
}

/** Has Temporal start the job now. */
const trigger = () => withSchedule((schedule) => schedule.trigger('BUFFER_ONE' as never));

/** From now on the job runs when a test says so. */
const pause = () =>
  withSchedule(async (schedule) => {
    await until('the schedule', () =>
      schedule.pause().then(
        () => true,
        () => false,
      ),
    );
    await until(
      'its run to be over',
      async () => (await schedule.describe()).info.runningActions.length === 0,
    );
  });

function failing(): Readable {
  return new Readable({
    read() {
      this.destroy(new ArgusError('unavailable', 'The object store broke off.'));
    },
  });
}
