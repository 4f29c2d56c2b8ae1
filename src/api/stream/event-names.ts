import type { EventType } from '../../domain/event.ts';

/** The `event` of a message of the stream, by the type of the event that it reports. */
export const eventNames = {
  UploadSilent: 'upload_silent',
  BatchCreated: 'batch_created',
  RequestFulfilled: 'request_fulfilled',
  StatusChanged: 'status',
  FileParsed: 'file',
  AllFilesParsed: 'all_files_parsed',
  GatheringCompleted: 'gathering_completed',
  DiagnosisCompleted: 'diagnosis_completed',
} as const satisfies Record<EventType, string>;

export type EventNames = typeof eventNames;
