import { v7 as uuidv7 } from 'uuid';
import type { Config } from '../../src/config.ts';
import { createAheadStore } from '../../src/stores/postgres/ahead.ts';
import { createBatchStore } from '../../src/stores/postgres/batches.ts';
import { createEventStore } from '../../src/stores/postgres/events.ts';
import { createFileStore, type NewFile } from '../../src/stores/postgres/files.ts';
import { migrate } from '../../src/stores/postgres/migrate.ts';
import { createPool } from '../../src/stores/postgres/pool.ts';
import { createReportStore } from '../../src/stores/postgres/reports.ts';
import { createSummaryStore } from '../../src/stores/postgres/summaries.ts';
import { testConfig } from './test-config.ts';
import { testLogger } from './test-logger.ts';

/** A separate database for the test file, migrated, with its stores. */
export async function testDatabase(config?: Config) {
  const used = config ?? (await testConfig());
  await migrate(used, testLogger());
  const db = createPool(used, testLogger());
  const batches = createBatchStore(db);
  const files = createFileStore(db);

  const createBatch = () =>
    batches.create({
      id: uuidv7(),
      vehicle_id: 'vehicle-1',
      vin: 'WVWZZZ1JZ3W386752',
      expected_workers: null,
      tolerated_failed_percent: 25,
    });
  /** Each file has a name of its own: two of one name and content are one. */
  const addFile = async (batchId: string, change: Partial<NewFile> = {}) => {
    const id = uuidv7();
    return files.add(
      {
        id,
        batch_id: batchId,
        name: `${id}.mcap`,
        size: 10,
        sha256: 'ab'.repeat(32),
        content_type: 'application/octet-stream',
        ...change,
      },
      100,
    );
  };
  return {
    config: used,
    db,
    ahead: createAheadStore(db),
    batches,
    files,
    events: createEventStore(db),
    reports: createReportStore(db),
    summaries: createSummaryStore(db),
    createBatch,
    addFile,
    /** A batch with files that is being scattered. */
    async scatteringBatch(fileCount: number) {
      const { id } = await createBatch();
      const added = [];
      for (let index = 0; index < fileCount; index += 1) added.push(await addFile(id));
      await batches.freeze(id);
      await batches.transition({ batchId: id, run: 1, to: 'scattering' });
      return { id, fileIds: added.map((file) => file.id) };
    },
  };
}

export function parsedResult(id: string) {
  return {
    id,
    state: 'parsed' as const,
    format: 'mcap',
    verdict: { code: 'ok' as const, message: 'The file is whole.' },
    message_count: 3,
    summary: null,
  };
}
