import type { ParseLimits } from './limits.ts';
import type { CanDatabase } from './meaning/dbc/can-database.ts';
import type { MessageSink } from './messages/message-sink.ts';

export interface ReadOptions {
  limits: ParseLimits;
  signal?: AbortSignal | undefined;
  /** Databases of CAN signals; if several define an identifier, the first applies. */
  databases?: readonly CanDatabase[] | undefined;
  /** Receives every message; readers pass it to their `SummaryBuilder`. */
  messages?: MessageSink | undefined;
}
