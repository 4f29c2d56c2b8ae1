import { v5 as uuidv5 } from 'uuid';
import type { BatchStatus } from './batch-status.ts';
import type { FailureCode } from './failure.ts';
import type { Severity } from './severity.ts';

export interface TopErrorCode {
  code: string;
  count: number;
  severity: Severity;
}

export interface TokenUsage {
  prompt_tokens: number;
  completion_tokens: number;
  total_tokens: number;
  /** US dollars. */
  estimated_cost: number;
}

/** The fields of each event besides `event_type`, `event_id`, `batch_id`, `run` and `timestamp`. */
export interface EventPayloads {
  /** Nothing was uploaded to an open batch since `silent_since`; it is given up at `abandoned_at`. Times are RFC 3339. */
  UploadSilent: { vehicle_id: string; vin: string; silent_since: string; abandoned_at: string };
  BatchCreated: { vehicle_id: string; vin: string };
  /** The batch has what the vehicle was asked for. */
  RequestFulfilled: { request_id: string; vehicle_id: string; vin: string; asked_by: string | null };
  StatusChanged: {
    old_status: BatchStatus;
    new_status: BatchStatus;
    failure_code?: FailureCode;
    failure_message?: string;
  };
  FileParsed: { file_id: string; state: 'parsed' | 'failed'; verdict_code: string };
  AllFilesParsed: { total_files: number; failed_files: number };
  GatheringCompleted: { version: number; total_files: number; chart_files: string[] };
  DiagnosisCompleted: {
    version: number;
    diagnosis_id: string;
    diagnosis_summary: string;
    top_error_codes: TopErrorCode[];
    token_usage: TokenUsage;
  };
}

export type EventType = keyof EventPayloads;

// Unlike a list, a record does not compile while a type is missing.
const everyType: Record<EventType, null> = {
  UploadSilent: null,
  BatchCreated: null,
  RequestFulfilled: null,
  StatusChanged: null,
  FileParsed: null,
  AllFilesParsed: null,
  GatheringCompleted: null,
  DiagnosisCompleted: null,
};
export const eventTypes = Object.keys(everyType) as EventType[];

/** An event that has no place in the log yet. */
export type NewEvent = { [T in EventType]: { type: T; payload: EventPayloads[T] } }[EventType];

export function allFilesParsed(counts: EventPayloads['AllFilesParsed']): NewEvent {
  const { total_files, failed_files } = counts;
  return { type: 'AllFilesParsed', payload: { total_files, failed_files } };
}

/** Namespace of event ids (a random UUID that never changes: consumers recognise repeats by it). */
const eventNamespace = '5b2a1f9e-6a0d-4c8e-9d55-0f6f2c1e7a43';

/** The same step of the same run has the same id however often it is repeated, so consumers can drop repeats. */
export function eventId(batchId: string, run: number, event: NewEvent): string {
  return uuidv5(`${batchId}/${run}/${event.type}/${discriminator(event)}`, eventNamespace);
}

/** What distinguishes two events of one type in one run. */
function discriminator(event: NewEvent): string {
  if (event.type === 'StatusChanged') return `${event.payload.old_status}>${event.payload.new_status}`;
  if (event.type === 'FileParsed') return event.payload.file_id;
  if (event.type === 'UploadSilent') return event.payload.silent_since;
  if (event.type === 'RequestFulfilled') return event.payload.request_id;
  return '';
}

/** An event in the log; `seq` orders the events of one batch. */
export interface StoredEvent {
  seq: number;
  event_id: string;
  batch_id: string;
  run: number;
  event_type: EventType;
  payload: Record<string, unknown>;
  /** RFC 3339. */
  occurred_at: string;
}
