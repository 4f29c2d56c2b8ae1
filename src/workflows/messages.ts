import { defineQuery, defineUpdate } from '@temporalio/workflow';
import type { BatchStatus } from '../domain/batch-status.ts';

/** Everything that a run of a batch gets when it starts; small, since it stays in the history for good. */
export interface BatchInput {
  batchId: string;
  run: number;
  vehicleId: string;
  vin: string;
  /** An upload that has been quiet for this long is given up. */
  abandonSeconds: number;
  /** Chunks of files in flight at once. */
  scatterWindow: number;
  parseTaskQueue: string;
}

export interface BatchResult {
  totalFiles: number;
  failedFiles: number;
  severity: string;
}

export interface Completion {
  run: number;
  totalFiles: number;
}

/** Says that all files are up. Sent with start, so that a lost start heals; repeating it changes nothing. */
export const completeUpdate = defineUpdate<{ accepted: true }, [Completion]>('complete');

export interface BatchProgress {
  stage: BatchStatus;
  totalFiles: number;
  processedFiles: number;
  failedFiles: number;
}

export const progressQuery = defineQuery<BatchProgress>('progress');

export function batchWorkflowId(batchId: string): string {
  return `batch-${batchId}`;
}

/** `type` of the failure with which the workflow refuses a `complete` meant for another run. */
export const wrongRun = 'wrong_run';
