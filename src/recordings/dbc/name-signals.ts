import type { FrameHandler } from '../can/can-frame.ts';
import type { DatabaseUse } from '../file-summary.ts';
import type { SummaryBuilder } from '../summary/summary-builder.ts';
import type { CanDatabase } from './can-database.ts';
import { createSignalHandler, type SignalTopic } from './signal-handler.ts';

/** What the databases say of one identifier. */
export interface NamedSignals {
  /** The message's name. */
  message: string;
  handler: FrameHandler | undefined;
}

/** Holds the identifiers of a recording against its databases, of which the first that defines one gives it its names. */
export function createSignalNamer(databases: readonly CanDatabase[], builder: SummaryBuilder) {
  const uses = databases.map(({ name, sha256 }): DatabaseUse => ({ name, sha256, identifiers: 0 }));
  builder.databases(uses);

  return (topic: SignalTopic & { extended: boolean }): NamedSignals | undefined => {
    for (const [index, database] of databases.entries()) {
      const message = database.find(topic.id, topic.extended);
      if (!message) continue;
      (uses[index] as DatabaseUse).identifiers += 1;
      return { message: message.name, handler: createSignalHandler(topic, message, builder) };
    }
    return undefined;
  };
}

export type SignalNamer = ReturnType<typeof createSignalNamer>;
