import { writeFile } from 'node:fs/promises';
import { constants } from 'node:os';
import type { ArgusClient } from '../../client/client.ts';
import { newKey } from '../../client/http.ts';
import { patient, withRetries } from '../../client/retry.ts';
import { uploadFiles } from '../../client/upload/upload-files.ts';
import { watchBatch } from '../../client/watch-batch.ts';
import { checkOutcome } from '../check-outcome.ts';
import { CommandError } from '../command-error.ts';
import { filesUnder, leftOutLines } from '../files-under.ts';
import { createStageView } from '../stage-view.ts';
import { troubleText } from '../trouble-text.ts';
import { report } from './report.ts';

interface Options {
  vehicle?: string | undefined;
  vin?: string | undefined;
  platform?: string | undefined;
  urgent?: true | undefined;
  batch?: string | undefined;
  receipt?: string | undefined;
  detach?: true | undefined;
  json?: true | undefined;
}

export async function upload(client: ArgusClient, paths: string[], options: Options): Promise<void> {
  const { files, leftOut } = await filesUnder(paths);
  process.stderr.write(leftOutLines(leftOut));
  const key = newKey();
  const batchId = options.batch ?? (await patiently(() => createBatch(client, options, key)));
  const view = createStageView(process.stderr);
  const howToResume = `To continue: argus --server ${client.server} upload --batch ${batchId} ${paths.map(quoted).join(' ')}\n`;
  const stopListening = onInterrupt(() =>
    process.stderr.write(`\nThe upload is not finished. ${howToResume}`),
  );
  // Who reads the line may interrupt at once.
  process.stderr.write(`batch ${batchId}\n`);
  try {
    await uploadFiles(client, batchId, files, view.upload);
    await patiently(() => client.completeBatch(batchId));
    // Before anything else can go wrong: from here on the vehicle may delete what it names.
    if (options.receipt !== undefined) {
      await writeFile(options.receipt, await patiently(() => client.getReceipt(batchId)));
    }
  } catch (error) {
    process.stderr.write(howToResume);
    throw error;
  } finally {
    stopListening();
  }
  if (options.detach) {
    process.stdout.write(`${batchId}\n`);
    return;
  }
  const stopFollowing = onInterrupt(() =>
    process.stderr.write(`\nEverything is uploaded. To keep following it: argus watch ${batchId}\n`),
  );
  const last = await watchBatch(client, batchId, view.batch);
  stopFollowing();
  view.end();
  if (last.status === 'completed') await report(client, batchId, { json: options.json });
  checkOutcome(last);
}

async function createBatch(
  client: ArgusClient,
  { vehicle, vin, platform, urgent }: Options,
  key: string,
): Promise<string> {
  if (vehicle === undefined || vin === undefined) {
    throw new CommandError(
      'usage',
      'a new batch needs --vehicle and --vin',
      'Give the vehicle, or with --batch the batch to continue.',
    );
  }
  const batch = await client.createBatch(
    { vehicle_id: vehicle, vin, ...(platform !== undefined && { platform }), ...(urgent && { urgent }) },
    key,
  );
  return batch.batch_id;
}

/** Retried as persistently as the upload itself. */
function patiently<T>(work: () => Promise<T>): Promise<T> {
  return withRetries(work, {
    policy: patient,
    onRetry: (error, pauseMs) => process.stderr.write(`${troubleText({ error, pauseMs })}\n`),
  });
}

/** Prints a last message on Ctrl-C or SIGTERM and ends as if killed by the signal. */
function onInterrupt(notify: () => void): () => void {
  const end = (signal: NodeJS.Signals) => {
    notify();
    process.exit(128 + constants.signals[signal]);
  };
  process.once('SIGINT', end).once('SIGTERM', end);
  return () => process.off('SIGINT', end).off('SIGTERM', end);
}

/** Quoted for a shell. */
function quoted(path: string): string {
  return /^[\w./+-]+$/.test(path) ? path : `'${path.replaceAll("'", "'\\''")}'`;
}
