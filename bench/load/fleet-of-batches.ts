import { setTimeout as delay } from 'node:timers/promises';
import { isTerminal } from '../../src/domain/batch-status.ts';
import type { BenchVehicle } from './batches.ts';
import { inParallel } from './parallel.ts';

export interface Delivery {
  batchId: string;
  /** Milliseconds from the call of `complete`, after the last byte, to the report. */
  reportAfter: number;
}

/** A hundredth of what is measured. */
const oftenMs = 20;

/** Uploads files at most at this rate, several at a time, completes the batch and waits for its report. */
export async function deliver(
  vehicle: BenchVehicle,
  files: {
    count: number;
    of: (index: number) => Uint8Array;
    width: number;
    bytesPerSecond?: number;
    /** Between looks for the report; of many batches at once they would be most of what is measured. */
    lookMs?: number;
    /** Called when the batch is there, before its first file. */
    onBegin?: () => void;
    /** Called when all files are up, before `complete`. */
    onLastByte?: (batchId: string) => Promise<void> | void;
  },
  vehicleId?: string,
): Promise<Delivery> {
  const { batch_id } = await vehicle.create(vehicleId);
  files.onBegin?.();
  const begun = performance.now();
  let sent = 0;
  await inParallel(files.count, files.width, async (index) => {
    const bytes = files.of(index);
    if (files.bytesPerSecond !== undefined) {
      const due = begun + (sent / files.bytesPerSecond) * 1000;
      sent += bytes.byteLength;
      await delay(Math.max(0, due - performance.now()));
    }
    await vehicle.upload(batch_id, `${index}.mcap`, bytes);
  });
  await files.onLastByte?.(batch_id);
  const completed = performance.now();
  await vehicle.complete(batch_id);
  await reported(vehicle, batch_id, 1, files.lookMs);
  return { batchId: batch_id, reportAfter: performance.now() - completed };
}

/** Resolves when this run of the batch has its report. */
export async function reported(
  vehicle: BenchVehicle,
  batchId: string,
  run: number,
  lookMs = oftenMs,
): Promise<void> {
  for (;;) {
    const progress = await vehicle.progress(batchId);
    if (progress.run === run && isTerminal(progress.status)) {
      if (progress.status === 'completed') return;
      throw new Error(`batch ${batchId} ended as ${progress.status}`);
    }
    await delay(lookMs);
  }
}
