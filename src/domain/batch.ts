import type { BatchStatus } from './batch-status.ts';
import type { FailureCode } from './failure.ts';
import type { FileFacts } from './file-facts.ts';
import type { FileState } from './file-state.ts';
import type { Verdict } from './verdict.ts';

/** A batch as it is stored and as callers see it. Times are RFC 3339, sizes bytes. */
export interface Batch {
  id: string;
  vehicle_id: string;
  vin: string;
  /** The kind of vehicle, if the client named it. */
  platform: string | null;
  expected_workers: number | null;
  /** Share of files, 0–100, that may fail before the batch does. */
  tolerated_failed_percent: number;
  /** Its files are read before those of others. */
  urgent: boolean;
  status: BatchStatus;
  run: number;
  /** While files are still uploaded: the number so far. */
  total_files: number;
  total_bytes: number;
  /** Of the current run: parsed or failed. */
  processed_files: number;
  failed_files: number;
  failure_code: FailureCode | null;
  failure_message: string | null;
  created_at: string;
  updated_at: string;
  uploaded_at: string | null;
  completed_at: string | null;
  /** When its recordings were deleted by age; the rest is still there. */
  recordings_deleted_at: string | null;
  /** When its charts were, so far; a later run has new ones. */
  charts_deleted_at: string | null;
}

export interface BatchFile extends FileFacts {
  id: string;
  batch_id: string;
  name: string;
  size: number;
  /** Lower-case hexadecimal. */
  sha256: string;
  content_type: string;
  position: number | null;
  state: FileState;
  format: string | null;
  verdict: Verdict | null;
  message_count: number | null;
  created_at: string;
  processed_at: string | null;
}

/** Key of a recording in the object store. */
export function fileObjectKey(batchId: string, fileId: string): string {
  return `${batchId}/${fileId}`;
}

/** Key of a chart of one run in the object store. */
export function chartObjectKey(batchId: string, run: number, name: string): string {
  return `${batchId}/charts/${run}/${name}`;
}

/** Key of a report of one run as a page or a PDF; `name` says from what it was rendered. */
export function renderedReportKey(batchId: string, run: number, name: string): string {
  return `${batchId}/reports/${run}/${name}`;
}

/** Key of what was made of the signals of a batch; `name` says from what. */
export function signalObjectKey(batchId: string, name: string): string {
  return `${batchId}/signals/${name}`;
}

/** Key of a clip of a batch's recordings in the object store; `name` says from what it was made. */
export function clipObjectKey(batchId: string, name: string): string {
  return `${batchId}/clips/${name}`;
}

/** Key of a recording as tables in the object store; `name` says from what they were made. */
export function exportObjectKey(batchId: string, name: string): string {
  return `${batchId}/exports/${name}`;
}

/** Prefix of all objects of a batch. */
export function batchObjectPrefix(batchId: string): string {
  return `${batchId}/`;
}

/** Prefix of the objects of one run, except the recordings. */
export function runObjectPrefixes(batchId: string, run: number): string[] {
  return [chartObjectKey(batchId, run, ''), renderedReportKey(batchId, run, '')];
}

/** What watchers of a batch receive as it progresses. */
export interface ProgressSnapshot {
  batch_id: string;
  status: BatchStatus;
  run: number;
  total_files: number;
  processed_files: number;
  failed_files: number;
}

export function snapshotOf(batch: Batch): ProgressSnapshot {
  const { id, status, run, total_files, processed_files, failed_files } = batch;
  return { batch_id: id, status, run, total_files, processed_files, failed_files };
}
