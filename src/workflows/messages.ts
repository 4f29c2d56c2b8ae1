import { defineQuery, defineSignal, defineUpdate } from '@temporalio/workflow';
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
  /** Its files are read before those of others; absent for those that can wait. */
  urgent?: boolean;
  /** Present when all files were up before the workflow began: then it does not wait for them. */
  totalFiles?: number;
  /**
   * Whether Temporal waits for the upload in its stead: its first task comes with the signal, or when the upload has been idle
   * for `abandonSeconds`. Absent in runs that wait by a timer of their own.
   */
  beginsWithUpload?: true;
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

/**
 * Reports that all files are up. A signal is in the history before its sender is answered and before the workflow sees it,
 * so that nothing is done because of it that a crash of Temporal could make unsaid. Sent with start, so that a lost start
 * heals. Idempotent.
 */
export const completeSignal = defineSignal<[Completion]>('uploadCompleted');

/**
 * The same as an Update: what earlier releases send, and what their histories hold. An Update lives in Temporal's memory
 * until the workflow has answered it (docs/decisions/017-row-and-workflow-never-part.md).
 */
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
