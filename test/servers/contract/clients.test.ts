import { createHash, randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { sampleDbc } from '../../../samples/dbc/sample-dbc.ts';
import { sampleMcap } from '../../../samples/mcap/sample-mcap.ts';
import type { Report } from '../../../src/report/report-schema.ts';
import { progressPrinter } from '../../../stack/progress.ts';
import { startArgus, type TestArgus } from '../../support/argus.ts';
import { clientPrograms, runClient } from './client-programs.ts';

let argus: TestArgus;
let folder: string;
beforeAll(async () => {
  argus = await startArgus();
  folder = await mkdtemp(join(tmpdir(), 'argus-clients-'));
});
afterAll(async () => {
  await argus.close();
  await rm(folder, { recursive: true });
});

const recording = sampleMcap({ seed: 1 });
const sha256 = createHash('sha256').update(recording).digest('hex');
const inputs = {
  'drive.mcap': recording,
  'vehicle.dbc': sampleDbc(),
  'knowledge.csv': `id,symptom,solution,source\r\n${randomUUID()},It smokes,Stop,A test\r\n`,
};

test.for(clientPrograms)(
  'a client generated for $language goes from the recording to the report',
  async (program, { skip }) => {
    const reason = await program.missing();
    if (reason !== undefined) skip(`not run: ${reason}`);
    const work = {
      folder: await mkdtemp(join(folder, `${program.language}-`)),
      onProgress: progressPrinter(),
    };
    const seen = await runClient(program, argus.url, inputs, work);
    expect(seen).toMatchObject({
      signals: expect.any(Number),
      imported: 1,
      size: recording.byteLength,
      sha256,
      content_sha256: sha256,
      status: 'completed',
      processed_files: 1,
      parsed: 1,
      refusal: 'not_found',
    });
    const { batch_id, cpu_average, signals } = seen as {
      batch_id: string;
      cpu_average: number;
      signals: number;
    };
    expect(signals).toBeGreaterThan(0);
    const response = await fetch(`${argus.url}/api/v1/batches/${batch_id}/report`);
    const report = (await response.json()) as Report;
    // All of its digits have been preserved.
    expect(cpu_average).toBe(report.cpu?.avg);
  },
);
