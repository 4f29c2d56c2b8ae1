import { ArgusError } from '../domain/error.ts';
import type { BatchStore } from '../stores/postgres/batches.ts';
import type { RetentionStore } from '../stores/postgres/retention.ts';
import type { VinStore } from '../stores/postgres/vins.ts';
import type { RedisStore } from '../stores/redis.ts';

export interface DeleteVinDeps {
  batches: Pick<BatchStore, 'list'>;
  retention: Pick<RetentionStore, 'deleteBatch' | 'count'>;
  vins: Pick<VinStore, 'contentsOf' | 'eraseTraces' | 'holdings' | 'forgetVehicles'>;
  redis: Pick<RedisStore, 'forgetReports'>;
}

export interface DeletedVin {
  deleted: number;
  /** Batches that are still there, and why. */
  kept: { batch_id: string; why: string }[];
  /** Whether every batch was looked at; else go on. */
  complete: boolean;
}

const pageSize = 100;

/**
 * Deletes every batch of a vehicle with all that belongs to it; objects go with the next sweeps. One that is not over stays and is
 * named: repeat it afterwards. With the last batch of a vehicle goes what it was asked for and what it said that it holds.
 * @param mayGoOn asked before each batch
 * @throws ArgusError `legal_hold`.
 */
export async function deleteVin(
  deps: DeleteVinDeps,
  vin: string,
  mayGoOn: () => boolean = () => true,
): Promise<DeletedVin> {
  const result: DeletedVin = { deleted: 0, kept: [], complete: false };
  const { vehicle_ids } = await deps.vins.holdings(vin);
  for (let before: string | undefined; !result.complete; ) {
    const page = await deps.batches.list({ vin }, before, pageSize);
    for (const { id } of page) {
      if (!mayGoOn()) return counted(deps, result);
      const why = await deleteOne(deps, id);
      if (why === undefined) result.deleted += 1;
      else result.kept.push({ batch_id: id, why });
    }
    before = page.at(-1)?.id;
    result.complete = page.length < pageSize;
  }
  await deps.vins.forgetVehicles(vehicle_ids);
  return counted(deps, result);
}

async function counted({ retention }: DeleteVinDeps, result: DeletedVin): Promise<DeletedVin> {
  await retention.count('batches', result.deleted);
  return result;
}

/** @returns why it is kept. */
async function deleteOne(
  { retention, vins, redis }: DeleteVinDeps,
  batchId: string,
): Promise<string | undefined> {
  try {
    const contents = await vins.contentsOf(batchId);
    const run = await retention.deleteBatch(batchId);
    await vins.eraseTraces(batchId, contents);
    // What a Redis that is away still has goes by itself, in ten minutes.
    await redis.forgetReports(batchId, run).catch(() => undefined);
    return undefined;
  } catch (error) {
    if (error instanceof ArgusError && error.code === 'state') return error.message;
    throw error;
  }
}
