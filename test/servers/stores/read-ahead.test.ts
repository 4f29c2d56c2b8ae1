import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { emptySummary } from '../../../src/recordings/summary/empty-summary.ts';
import { type FileSummary, parserVersion } from '../../../src/recordings/summary/file-summary.ts';
import { testDatabase } from '../../support/database.ts';

let database: Awaited<ReturnType<typeof testDatabase>>;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.db.end());
beforeEach(async () => {
  await database.db.query('DELETE FROM batches');
  await database.db.query('DELETE FROM summaries');
});

const sha256Of = (letter: string) => letter.repeat(64);
const versions = { plain: parserVersion, withDatabases: parserVersion };
const all = { offset: 0, limit: 100 };

function summaryOf(more: Partial<FileSummary> = {}): FileSummary {
  return {
    ...emptySummary(10, { code: 'ok', message: 'The file is whole.' }, 'mcap'),
    message_count: 7,
    ...more,
  };
}

async function filled(count: number, change: { urgent?: boolean; size?: number } = {}) {
  const { id } = await database.createBatch();
  await database.db.query('UPDATE batches SET urgent = $2 WHERE id = $1', [id, change.urgent ?? false]);
  const files = [];
  for (let index = 0; index < count; index += 1) {
    files.push(
      await database.addFile(id, {
        size: change.size ?? 10,
        sha256: sha256Of('abcdef'[index % 6] as string),
      }),
    );
  }
  return { id, fileIds: files.map((file) => file.id) };
}

describe('files to read ahead', () => {
  test('are taken once, in the order of their upload, and those of an urgent batch first', async () => {
    const first = await filled(3);
    const urgent = await filled(2, { urgent: true });
    const taken = [await database.ahead.take(), await database.ahead.take(), await database.ahead.take()];
    expect(taken.map((group) => group?.batchId)).toEqual([urgent.id, first.id, undefined]);
    expect(taken[1]?.files.map(({ id }) => id)).toEqual(first.fileIds);
    const more = await database.addFile(first.id);
    expect((await database.ahead.take())?.files.map(({ id }) => id)).toEqual([more.id]);
  });

  test('are taken by several workers at once without one being taken twice', async () => {
    const { fileIds } = await filled(40);
    const groups = await Promise.all(Array.from({ length: 8 }, () => database.ahead.take()));
    for (let group = await database.ahead.take(); group; group = await database.ahead.take())
      groups.push(group);
    const taken = groups.flatMap((group) => group?.files.map(({ id }) => id) ?? []);
    expect(taken.sort()).toEqual([...fileIds].sort());
  });

  test('are few at a time where they are large', async () => {
    await filled(5, { size: 20_000_000 });
    expect((await database.ahead.take())?.files).toHaveLength(2);
  });

  test('are none of a batch that is complete or has ended', async () => {
    const complete = await filled(2);
    const cancelled = await filled(2);
    await database.batches.freeze(complete.id);
    await database.batches.fail(cancelled.id, 1, { code: 'cancelled', message: 'Cancelled.' });
    expect(await database.ahead.take()).toMatchObject({ batchId: cancelled.id, files: [] });
    expect(await database.ahead.take()).toBeUndefined();
    expect(await database.ahead.stateOf(complete.id)).toBe('closed');
    expect(await database.ahead.stateOf(cancelled.id)).toBe('over');
    expect(await database.ahead.stateOf((await filled(1)).id)).toBe('open');
  });

  test('leave no summary of a file that has been deleted meanwhile', async () => {
    const { id, fileIds } = await filled(2);
    const [kept = '', dropped = ''] = fileIds;
    await database.files.drop(id, dropped);
    await database.ahead.keep([
      { fileId: kept, sha256: sha256Of('a'), summary: summaryOf() },
      { fileId: dropped, sha256: sha256Of('b'), summary: summaryOf() },
    ]);
    const present = await database.summaries.present([sha256Of('a'), sha256Of('b')], versions);
    expect(present).toEqual(new Set([sha256Of('a')]));
  });
});

describe('summaries that are there', () => {
  async function scattering(count: number) {
    const { id, fileIds } = await filled(count);
    await database.batches.freeze(id);
    await database.batches.transition({ batchId: id, run: 1, to: 'scattering' });
    return { id, fileIds };
  }
  const keep = (fileId: string, letter: string, summary: FileSummary) =>
    database.ahead.keep([{ fileId, sha256: sha256Of(letter), summary }]);

  test('give the files their results, counts and events as parsing does', async () => {
    const { id, fileIds } = await scattering(3);
    const [first = '', second = ''] = fileIds;
    await keep(first, 'a', summaryOf());
    await keep(second, 'b', summaryOf({ verdict: { code: 'unknown_format', message: 'Unknown.' } }));
    const reused = await database.files.reuseSummaries(id, 1, all, versions);
    expect(reused?.files.map((file) => file.id).sort()).toEqual([first, second].sort());
    expect(reused?.snapshot).toMatchObject({ processed_files: 2, failed_files: 1 });
    expect(await database.files.get(id, first)).toMatchObject({
      state: 'parsed',
      format: 'mcap',
      message_count: 7,
      verdict: { code: 'ok' },
    });
    expect(await database.files.get(id, second)).toMatchObject({ state: 'failed' });
    const events = await database.events.after(id, 0, 100);
    const parsed = events.filter(({ event_type }) => event_type === 'FileParsed');
    expect(parsed.map(({ payload }) => payload.verdict_code).sort()).toEqual(['ok', 'unknown_format']);
    expect(await database.files.reuseSummaries(id, 1, all, versions)).toBeUndefined();
    expect(await database.files.unprocessed(id)).toEqual([{ position: 2, size: 10, taken_ms: null }]);
  });

  test('apply with the databases they were made with, or where no database matters', async () => {
    const { id, fileIds } = await scattering(3);
    const withDatabases = `${parserVersion}+dbc.0123456789abcdef`;
    const databases: FileSummary['databases'] = [];
    for (const [index, letter] of ['a', 'b', 'c'].entries()) {
      const summary = [
        summaryOf(),
        summaryOf({ databases }),
        summaryOf({ databases, parser_version: withDatabases }),
      ][index] as FileSummary;
      await keep(fileIds[index] as string, letter, summary);
    }
    const reused = await database.files.reuseSummaries(id, 1, all, { plain: parserVersion, withDatabases });
    expect(reused?.files.map((file) => file.id).sort()).toEqual([fileIds[0], fileIds[2]].sort());
  });

  test('of a run that is over are refused', async () => {
    const { id, fileIds } = await scattering(1);
    await keep(fileIds[0] as string, 'a', summaryOf());
    await database.batches.fail(id, 1, { code: 'cancelled', message: 'Cancelled.' });
    await expect(database.files.reuseSummaries(id, 1, all, versions)).rejects.toMatchObject({
      code: 'state',
    });
  });
});
