import { resolve } from 'node:path';
import type { ArgusClient } from '../../client/client.ts';
import { endless, patient } from '../../client/retry.ts';
import type { LocalFile } from '../../client/upload/local-file.ts';
import { openLink } from '../../client/upload/open-link.ts';
import { createRateLimit, noLimit } from '../../client/upload/rate-limit.ts';
import type { SaidOfFiles } from '../../client/upload/said-of-files.ts';
import { CommandError } from '../command-error.ts';
import { isAskedFor, type KnownFile } from './answer-requests.ts';
import { type BatchJob, createBatchJob, type NewBatch } from './batch-job.ts';
import { openBatchJournal } from './batch-journal.ts';
import { claim } from './claim.ts';
import { type DeliveredFiles, openDeliveredFiles } from './delivered-files.ts';
import { type FoundRecordings, findRecordings } from './find-files.ts';
import { isLinkMetered } from './metered-link.ts';
import { planForLink, type UploadPlan } from './plan-upload.ts';
import { statePaths, usualStateFolder } from './state-folder.ts';
import type { UploadOptions } from './upload-options.ts';
import { whyHeld } from './upload-policy.ts';
import type { UploadView } from './upload-view.ts';
import { createVehicleSide, type VehicleSide } from './vehicle-side.ts';
import type { Wishes } from './wishes.ts';

export interface PreparedUpload {
  job: BatchJob;
  find(mayBeNone: boolean): Promise<FoundRecordings>;
  vehicleSide: VehicleSide;
  plan(files: readonly LocalFile[], wishes: Wishes): Promise<UploadPlan>;
  /** What was found, and what was handed over before. */
  known(found: FoundRecordings): KnownFile[];
}

/** Opens what a run of `argus upload` needs, with the state that an earlier one left. @throws CommandError */
export async function prepareUpload(
  client: ArgusClient,
  paths: readonly string[],
  options: UploadOptions,
  view: UploadView,
): Promise<PreparedUpload> {
  const batch = batchOf(options);
  const subject = 'id' in batch ? `batch ${batch.id}` : `vehicle ${batch.vehicle_id}`;
  const stateFolder = resolve(options.state ?? usualStateFolder());
  const state = statePaths(stateFolder, { server: client.server, subject, paths });
  await claim(state.journal);
  const warn = (line: string) => view.note(line);
  const journal = await openBatchJournal(state.journal, warn);
  const delivered = await openDeliveredFiles(state.delivered, warn);
  const rate = options.limitRate === undefined ? noLimit : createRateLimit(options.limitRate);
  const retries = options.watch ? endless : patient;

  return {
    job: createBatchJob({
      client,
      link: openLink(client, { parallel: options.parallel, rate }),
      parallel: options.parallel,
      retries,
      said: saidOf(options),
      journal,
      view,
      batch,
      delivered,
      receipts: state.receipts,
      receiptCopy: options.receipt,
      deletes: options.deleteAfterReceipt === true,
    }),
    find: (mayBeNone) => findRecordings(paths, stateFolder, mayBeNone),
    vehicleSide: createVehicleSide({
      client,
      vehicle: 'id' in batch || !options.policy ? undefined : batch.vehicle_id,
      platform: options.platform,
      retries,
      view,
    }),
    plan: (files, { timeOf, requests }) =>
      planForLink(
        files,
        {
          stored: journal.memory.stored,
          deliveredIn: (file) => (options.again ? undefined : delivered.find(file)?.batch_id),
          whyHeld: (file, isMetered) =>
            requests.some((request) => isAskedFor(file, request))
              ? undefined
              : whyHeld(timeOf(file.name), isMetered),
        },
        () => isLinkMetered(options.metered),
      ),
    known: ({ files, nameOf }) => knownFiles(files, nameOf, delivered),
  };
}

function knownFiles(
  files: readonly LocalFile[],
  nameOf: FoundRecordings['nameOf'],
  delivered: DeliveredFiles,
): KnownFile[] {
  const found = new Set(files.map(({ path }) => path));
  const gone = [...delivered.all()].flatMap(({ path, mtime, batch_id }) => {
    const name = found.has(path) ? undefined : nameOf(path);
    return name === undefined ? [] : [{ name, mtime, batchId: batch_id }];
  });
  return [...files.map((file) => ({ ...file, batchId: delivered.find(file)?.batch_id })), ...gone];
}

/** Neither names nor times of files on the disk say when something was recorded: only whoever uploads them does. */
function saidOf({ recordedAt, priority, label }: UploadOptions): SaidOfFiles {
  return {
    ...(recordedAt !== undefined && { recorded_at: recordedAt }),
    ...(priority !== undefined && { priority }),
    ...(label !== undefined && { labels: label }),
  };
}

/** @throws CommandError where neither a vehicle nor a batch is named. */
function batchOf({ batch, vehicle, vin, platform, urgent }: UploadOptions): NewBatch | { id: string } {
  if (batch !== undefined) return { id: batch };
  if (vehicle === undefined || vin === undefined) {
    throw new CommandError(
      'usage',
      'a new batch needs --vehicle and --vin',
      'Give the vehicle, or with --batch the batch to continue.',
    );
  }
  return {
    vehicle_id: vehicle,
    vin,
    ...(platform !== undefined && { platform }),
    ...(urgent && { urgent }),
  };
}
