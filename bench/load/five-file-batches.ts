import { unlikeDrives } from '../recordings/unlike-drives.ts';
import type { RunningBuild } from './build.ts';
import { deliver } from './fleet-of-batches.ts';
import { inParallel } from './parallel.ts';

const filesOfBatch = 5;
const fileBytes = 33_000;
/** Vehicles that deliver at the same moment. */
const atOnce = 32;
/** No batch begins after this, so that a slow machine measures fewer. */
const stretchMs = 8 * 60_000;

/** Delivers so many batches by the vehicles in turn, and waits for their reports. Returns how many, and the last one. */
export function fiveFileBatches({ vehicle }: RunningBuild, vehicles: number) {
  const of = unlikeDrives(fileBytes);
  let file = 0;
  let number = 0;
  return async (batches: number): Promise<{ delivered: number; lastId: string }> => {
    const begun = performance.now();
    let [delivered, lastId] = [0, ''];
    await inParallel(batches, Math.min(atOnce, vehicles), async () => {
      if (performance.now() - begun > stretchMs) return;
      number += 1;
      const files = { count: filesOfBatch, of: () => of(file++), width: 1 };
      const { batchId } = await deliver(vehicle, files, `many-${number % vehicles}`);
      delivered += 1;
      lastId = batchId;
    });
    return { delivered, lastId };
  };
}
