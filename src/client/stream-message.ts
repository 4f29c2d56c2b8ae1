import type {
  EndMessage,
  FileMessage,
  OtherMessage,
  ProgressMessage,
  StatusMessage,
} from '../api/stream/schema.ts';
import type { EventPayloads } from '../domain/event.ts';

type Other<T extends keyof EventPayloads> = OtherMessage & EventPayloads[T];

/** What each event of the stream carries. */
export interface StreamData {
  status: StatusMessage;
  file: FileMessage;
  progress: ProgressMessage;
  end: EndMessage;
  batch_created: Other<'BatchCreated'>;
  all_files_parsed: Other<'AllFilesParsed'>;
  gathering_completed: Other<'GatheringCompleted'>;
  diagnosis_completed: Other<'DiagnosisCompleted'>;
}
export type StreamMessage = {
  [E in keyof StreamData]: { event: E; id: string; data: StreamData[E] };
}[keyof StreamData];
