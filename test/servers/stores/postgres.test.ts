import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { emptySummary } from '../../../src/recordings/summary/empty-summary.ts';
import { parsedResult, testDatabase } from '../../support/database.ts';
import { storedReports } from '../../support/stored-reports.ts';

let database: Awaited<ReturnType<typeof testDatabase>>;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.db.end());

const typesOf = async (batchId: string) =>
  (await database.events.after(batchId, 0, 1_000)).map(({ event_type }) => event_type);

describe('completing an upload', () => {
  test('freezes the batch once, however many requests are concurrent', async () => {
    const { id } = await database.createBatch();
    await database.addFile(id);
    await database.addFile(id);
    const answers = await Promise.all(Array.from({ length: 20 }, () => database.batches.freeze(id)));
    expect(answers.filter(({ changed }) => changed)).toHaveLength(1);
    expect(new Set(answers.map(({ batch }) => batch.total_files))).toEqual(new Set([2]));
    expect(await typesOf(id)).toEqual(['BatchCreated', 'StatusChanged']);
    expect((await database.files.chunk(id, 0, 10)).map(({ position }) => position)).toEqual([0, 1]);
  });

  test('is refused without files', async () => {
    const { id } = await database.createBatch();
    await expect(database.batches.freeze(id)).rejects.toMatchObject({ code: 'empty_batch' });
    expect(await typesOf(id)).toEqual([]);
  });

  test('counts a file that races it, or refuses it, never both', async () => {
    for (let round = 0; round < 20; round += 1) {
      const { id } = await database.createBatch();
      await database.addFile(id);
      const uploads = Array.from({ length: 8 }, () =>
        database.addFile(id).then(
          () => 1,
          () => 0,
        ),
      );
      const [{ batch }, ...taken] = await Promise.all([database.batches.freeze(id), ...uploads]);
      const stored = await database.files.list(id, undefined, undefined, 100);
      const acknowledged = 1 + taken.reduce<number>((sum, one) => sum + one, 0);
      expect(stored).toHaveLength(acknowledged);
      expect(batch.total_files).toBe(acknowledged);
      expect(stored.every(({ position }) => position !== null)).toBe(true);
    }
  });
});

describe('a state change', () => {
  test('may be repeated and changes nothing then', async () => {
    const { id } = await database.scatteringBatch(1);
    const before = await typesOf(id);
    const again = await database.batches.transition({ batchId: id, run: 1, to: 'scattering' });
    expect(again.status).toBe('scattering');
    expect(await typesOf(id)).toEqual(before);
  });

  test('that the table does not allow is refused', async () => {
    const { id } = await database.createBatch();
    const step = database.batches.transition({ batchId: id, run: 1, to: 'gathering' });
    await expect(step).rejects.toMatchObject({ code: 'state' });
  });

  test('of an earlier run is refused', async () => {
    const { id } = await database.scatteringBatch(1);
    await database.batches.fail(id, 1, { code: 'cancelled', message: 'Cancelled.' });
    await database.batches.beginRun(id, ['failed']);
    const late = database.batches.transition({ batchId: id, run: 1, to: 'scattered' });
    await expect(late).rejects.toMatchObject({ code: 'state' });
  });
});

describe('results of files', () => {
  test('are counted once, however often and concurrently they arrive', async () => {
    const { id, fileIds } = await database.scatteringBatch(6);
    const all = fileIds.map(parsedResult);
    await Promise.all([
      database.files.recordResults(id, 1, all),
      database.files.recordResults(id, 1, all.slice(3)),
      database.files.recordResults(id, 1, all.slice(0, 4)),
    ]);
    const batch = await database.batches.mustGet(id);
    expect(batch.processed_files).toBe(6);
    expect((await typesOf(id)).filter((type) => type === 'FileParsed')).toHaveLength(6);
  });

  test('a reader that resumes after the last event it saw misses none', async () => {
    const { id, fileIds } = await database.scatteringBatch(40);
    const seen: number[] = [];
    const follow = async () => {
      while (seen.length < 2 + 1 + 40) {
        const page = await database.events.after(id, seen.at(-1) ?? 0, 100);
        seen.push(...page.map(({ seq }) => seq));
      }
    };
    await Promise.all([
      follow(),
      ...fileIds.map((file) => database.files.recordResults(id, 1, [parsedResult(file)])),
    ]);
    expect(seen).toEqual((await database.events.after(id, 0, 100)).map(({ seq }) => seq));
  });

  test('that come after the stage has ended are refused', async () => {
    const { id, fileIds } = await database.scatteringBatch(1);
    await database.files.recordResults(id, 1, fileIds.map(parsedResult));
    await database.batches.openGate(id, 1);
    const late = database.files.recordResults(id, 1, fileIds.map(parsedResult));
    await expect(late).rejects.toMatchObject({ code: 'state' });
  });

  test('the gate stays closed until all have arrived', async () => {
    const { id, fileIds } = await database.scatteringBatch(2);
    await database.files.recordResults(id, 1, fileIds.slice(0, 1).map(parsedResult));
    await expect(database.batches.openGate(id, 1)).rejects.toMatchObject({ code: 'conflict' });
    await database.files.recordResults(id, 1, fileIds.map(parsedResult));
    expect((await database.batches.openGate(id, 1)).status).toBe('scattered');
  });
});

describe('summaries', () => {
  test('are kept by content, and a file without one has the format and verdict of its row', async () => {
    const { id, fileIds } = await database.scatteringBatch(2);
    const [first = '', second = ''] = fileIds;
    const summary = emptySummary(10, { code: 'ok', message: 'The file is whole.' }, 'mcap');
    const sha256 = 'ab'.repeat(32);
    await database.files.recordResults(id, 1, [
      { ...parsedResult(first), summary: { sha256, summary } },
      {
        ...parsedResult(second),
        state: 'failed',
        verdict: { code: 'parse_timeout', message: 'Too slow.' },
      },
    ]);
    const versions = { plain: summary.parser_version, withDatabases: summary.parser_version };
    expect(await database.summaries.present([sha256, 'cd'.repeat(32)], versions)).toEqual(new Set([sha256]));
    const folded = [];
    for await (const file of database.summaries.ofBatch(id, 1)) folded.push(file);
    expect(folded.map(({ state, summary: { format, verdict } }) => [state, format, verdict.code])).toEqual([
      ['parsed', 'mcap', 'ok'],
      ['failed', 'mcap', 'parse_timeout'],
    ]);
  });
});

describe('another run', () => {
  test('of a failed scatter starts from the uploaded files', async () => {
    const { id, fileIds } = await database.scatteringBatch(2);
    await database.files.recordResults(id, 1, fileIds.map(parsedResult));
    await database.batches.fail(id, 1, { code: 'too_many_failed_files', message: 'Too many.' });
    const again = await database.batches.beginRun(id, ['failed']);
    expect(again).toMatchObject({ status: 'uploaded', run: 2, processed_files: 0, failure_code: null });
    expect((await database.files.list(id, 'pending', undefined, 10)).length).toBe(2);
  });

  test('of an abandoned upload accepts files again', async () => {
    const { id } = await database.createBatch();
    await database.addFile(id);
    await database.batches.fail(id, 1, { code: 'upload_abandoned', message: 'Nothing came.' });
    await expect(database.addFile(id)).rejects.toMatchObject({ code: 'state' });
    expect((await database.batches.beginRun(id, ['failed'])).status).toBe('pending');
    await database.addFile(id);
    expect((await database.batches.freeze(id)).batch).toMatchObject({ total_files: 2, run: 2 });
  });

  test('is refused while one is in progress', async () => {
    const { id } = await database.scatteringBatch(1);
    await expect(database.batches.beginRun(id, ['failed', 'completed'])).rejects.toMatchObject({
      code: 'state',
    });
  });
});

test('lists page through all batches, newest first', async () => {
  const wanted = [];
  for (let index = 0; index < 5; index += 1) wanted.unshift((await database.createBatch()).id);
  const first = await database.batches.list({ vehicle_id: 'vehicle-1' }, undefined, 3);
  const second = await database.batches.list({ vehicle_id: 'vehicle-1' }, first.at(-1)?.id, 2);
  expect([...first, ...second].map(({ id }) => id)).toEqual(wanted);
  expect(await database.batches.list({ vin: 'another' }, undefined, 3)).toEqual([]);
});

describe('the drive before', () => {
  test('is that of the newest report of the batch that the same vehicle began before', async () => {
    const stored = storedReports(database.db);
    const first = await stored.drive({ codes: [{ code: 'older' }] });
    const { vehicle_id } = first;
    const second = await stored.drive({ vehicle_id, codes: [{ code: 'first run' }] });
    await stored.drive({ codes: [{ code: 'of another' }] });
    await stored.again(second.batch_id, { codes: [{ code: 'second run' }] });
    const third = await stored.drive({ vehicle_id });
    const codesBefore = async (batchId: string) =>
      (await database.reports.previousDrive(batchId))?.error_codes.map(({ code }) => code);
    expect(await codesBefore(third.batch_id)).toEqual(['second run']);
    expect(await codesBefore(second.batch_id)).toEqual(['older']);
    expect(await codesBefore(first.batch_id)).toBeUndefined();
  });
});
