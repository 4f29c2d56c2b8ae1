import { defineQuery, defineUpdate } from '@temporalio/workflow';
import type { BatchStatus } from '../domain/batch-status.ts';

/** The input of a run of a batch; small, since it stays in the workflow history. */
export interface BatchInput {
  batchId: string;
  run: number;
  vehicleId: string;
  vin: string;
  /** An upload that has been idle for this long is abandoned. */
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

/** Says that the upload is complete. Sent with start, so that a lost start is repaired; idempotent. */
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
