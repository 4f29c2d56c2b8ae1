import type { EventNames } from '../api/stream/event-names.ts';
import type {
  EndMessage,
  FileMessage,
  OtherMessage,
  ProgressMessage,
  StatusMessage,
} from '../api/stream/schema.ts';
import type { EventPayloads, EventType } from '../domain/event.ts';

type Special = { StatusChanged: StatusMessage; FileParsed: FileMessage };

/** Payload of each event of the stream. */
export type StreamData = { progress: ProgressMessage; end: EndMessage } & {
  [T in EventType as EventNames[T]]: T extends keyof Special ? Special[T] : OtherMessage & EventPayloads[T];
};
export type StreamMessage = {
  [E in keyof StreamData]: { event: E; id: string; data: StreamData[E] };
}[keyof StreamData];
