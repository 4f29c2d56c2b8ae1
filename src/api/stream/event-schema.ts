import { z } from 'zod';
import { batchStatuses } from '../../domain/batch-status.ts';
import { type EventPayloads, type EventType, eventTypes } from '../../domain/event.ts';
import { failureCodes } from '../../domain/failure.ts';
import { severities } from '../../domain/severity.ts';
import { verdictCodes } from '../../domain/verdict.ts';
import { count, ordinal, timestamp, uuid } from '../http/text-schema.ts';
import type { EventNames } from './event-names.ts';
import { endMessage, fileMessage, progressMessage, statusMessage } from './schema.ts';

const tokenUsage = z.object({
  prompt_tokens: count,
  completion_tokens: count,
  total_tokens: count,
  estimated_cost: z.number().min(0).describe('US dollars'),
});

/** What `src/domain/event.ts` says of each event, as schemas: a type without one does not compile. */
const payloads = {
  UploadSilent: z.object({
    vehicle_id: z.string(),
    vin: z.string(),
    silent_since: timestamp,
    abandoned_at: timestamp.describe('When the batch is given up, if nothing comes'),
  }),
  BatchCreated: z.object({ vehicle_id: z.string(), vin: z.string() }),
  RequestFulfilled: z.object({
    request_id: uuid,
    vehicle_id: z.string(),
    vin: z.string(),
    asked_by: z.string().nullable().describe('Null where nobody was known'),
  }),
  StatusChanged: z.object({
    old_status: z.enum(batchStatuses),
    new_status: z.enum(batchStatuses),
    failure_code: z.enum(failureCodes).exactOptional().describe('Where it failed'),
    failure_message: z.string().exactOptional().describe('In a sentence'),
  }),
  FileParsed: z.object({
    file_id: uuid,
    state: z.enum(['parsed', 'failed']),
    verdict_code: z.enum(verdictCodes),
  }),
  AllFilesParsed: z.object({ total_files: count, failed_files: count }),
  GatheringCompleted: z.object({ version: ordinal, total_files: count, chart_files: z.array(z.string()) }),
  DiagnosisCompleted: z.object({
    version: ordinal,
    diagnosis_id: z.string(),
    diagnosis_summary: z.string(),
    top_error_codes: z.array(z.object({ code: z.string(), count, severity: z.enum(severities) })),
    token_usage: tokenUsage,
  }),
} satisfies { [T in EventType]: z.ZodType<EventPayloads[T]> };

/** When each event happens. */
export const eventMeanings: Record<EventType, string> = {
  UploadSilent:
    'Nothing was uploaded to an open batch for three quarters of the time after which it is given up',
  BatchCreated: 'The upload of a batch is complete',
  RequestFulfilled: 'A batch has what its vehicle was asked for, by the word of the vehicle',
  StatusChanged: 'A batch goes from one state to another',
  FileParsed: 'A file of a batch was read, or cannot be',
  AllFilesParsed: 'Every file of a batch was read, or cannot be',
  GatheringCompleted: 'The results of all files are gathered, and the charts drawn',
  DiagnosisCompleted: 'The report is there',
};

/** Of all events. */
const head = {
  event_id: uuid.describe('The same for a repeat: drop repeats by it'),
  batch_id: uuid,
  run: ordinal.describe('1 at first; each retry or reprocess begins another run'),
  timestamp: timestamp.describe('When it happened, RFC 3339 in UTC'),
};

const published = <T extends EventType>(type: T) =>
  z.object({ event_type: z.literal(type), ...head, ...payloads[type].shape }).describe(eventMeanings[type]);

/** What is published of an event. More members may come; readers pass over those that they do not know. */
export const eventSchemas: Readonly<Record<EventType, z.ZodObject>> = {
  UploadSilent: published('UploadSilent'),
  BatchCreated: published('BatchCreated'),
  RequestFulfilled: published('RequestFulfilled'),
  StatusChanged: published('StatusChanged'),
  FileParsed: published('FileParsed'),
  AllFilesParsed: published('AllFilesParsed'),
  GatheringCompleted: published('GatheringCompleted'),
  DiagnosisCompleted: published('DiagnosisCompleted'),
};

/** What each message of the stream carries, by its `event`. */
export const streamSchemas: Readonly<Record<EventNames[EventType] | 'progress' | 'end', z.ZodObject>> = {
  upload_silent: eventSchemas.UploadSilent,
  batch_created: eventSchemas.BatchCreated,
  request_fulfilled: eventSchemas.RequestFulfilled,
  status: statusMessage,
  file: fileMessage,
  all_files_parsed: eventSchemas.AllFilesParsed,
  gathering_completed: eventSchemas.GatheringCompleted,
  diagnosis_completed: eventSchemas.DiagnosisCompleted,
  progress: progressMessage,
  end: endMessage,
};

/** What stands in the dead letter topic for an event that Kafka refuses: enough to find it in the `events` table. */
export const deadLetterSchema = z
  .object({
    event_type: z.enum(eventTypes),
    ...head,
    seq: count.describe('Its number in the log of events'),
    error: z.string().describe('Why Kafka refuses it'),
  })
  .describe('An event that Kafka refuses for good');
