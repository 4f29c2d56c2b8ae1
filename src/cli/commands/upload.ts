import { filesUnder } from '../files-under.ts';
import { createApiClient } from '../http-client.ts';
import { createStageView } from '../stage-view.ts';
import { uploadFiles } from '../upload.ts';
import { watchBatch } from '../watch.ts';
import { report } from './report.ts';

interface Options {
  server: string;
  vehicle: string;
  vin: string;
  batch?: string;
  detach?: boolean;
  json?: boolean;
}

export async function upload(paths: string[], options: Options): Promise<void> {
  const client = createApiClient(options.server);
  const files = await filesUnder(paths);
  const batchId =
    options.batch ??
    (
      await client.post<{ batch_id: string }>('/api/v1/batches', {
        vehicle_id: options.vehicle,
        vin: options.vin,
      })
    ).batch_id;
  process.stderr.write(`batch ${batchId}\n`);
  const view = createStageView(process.stderr);
  try {
    await uploadFiles(client, batchId, files, view.upload);
  } catch (error) {
    process.stderr.write(`To go on later: argus upload --batch ${batchId} with the same files.\n`);
    throw error;
  }
  await client.post(`/api/v1/batches/${batchId}/complete`);
  if (options.detach) {
    process.stdout.write(`${batchId}\n`);
    return;
  }
  const last = await watchBatch(client, batchId, view.batch);
  view.end();
  if (last.status === 'failed') throw new Error(`the batch failed: ${last.failure_message}`);
  await report(batchId, options);
}
