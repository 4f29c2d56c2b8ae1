import type { BatchBody } from '../../api/batches/schema.ts';
import { filesUnder } from '../files-under.ts';
import { createApiClient } from '../http-client.ts';
import { persist } from '../persist.ts';
import { createStageView } from '../stage-view.ts';
import { uploadFiles } from '../upload.ts';
import { watchBatch } from '../watch.ts';
import { report } from './report.ts';

interface Options {
  server: string;
  vehicle: string;
  vin: string;
  platform?: string;
  batch?: string;
  detach?: boolean;
  json?: boolean;
}

export async function upload(paths: string[], options: Options): Promise<void> {
  const client = createApiClient(options.server);
  const files = await filesUnder(paths);
  const tell = (trouble: string) => process.stderr.write(`${trouble}\n`);
  const create = async () => {
    const { vehicle: vehicle_id, vin, platform } = options;
    const path = '/api/v1/batches';
    return (
      await persist(
        () => client.post<BatchBody>(path, { vehicle_id, vin, ...(platform !== undefined && { platform }) }),
        tell,
      )
    ).batch_id;
  };
  const batchId = options.batch ?? (await create());
  process.stderr.write(`batch ${batchId}\n`);
  const view = createStageView(process.stderr);
  try {
    await uploadFiles(client, batchId, files, view.upload);
  } catch (error) {
    process.stderr.write(`To go on later: argus upload --batch ${batchId} with the same files.\n`);
    throw error;
  }
  await persist(() => client.post(`/api/v1/batches/${batchId}/complete`), tell);
  if (options.detach) {
    process.stdout.write(`${batchId}\n`);
    return;
  }
  const last = await watchBatch(client, batchId, view.batch);
  view.end();
  if (last.status === 'failed') throw new Error(`the batch failed: ${last.failure_message}`);
  await report(batchId, options);
}
