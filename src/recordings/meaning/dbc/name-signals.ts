import type { DatabaseUse } from '../../summary/file-summary.ts';
import type { MeteredFindings } from '../../summary/summary-builder.ts';
import type { FrameHandler } from '../can/can-frame.ts';
import type { FrameNamers, LinNamer, SignalNamer } from '../can/named-signals.ts';
import type { CanDatabase, MessageDefinition } from './can-database.ts';
import { createCounterHandler } from './counter-handler.ts';
import { neededBytes } from './raw-reader.ts';
import { signalFields } from './signal-fields.ts';
import { createSignalHandler } from './signal-handler.ts';

/** Looks the identifiers of a recording up in its databases; the first that defines one names its signals. */
export function createSignalNamer(
  databases: readonly CanDatabase[] | undefined,
  builder: MeteredFindings & { databases(uses: DatabaseUse[]): void },
): FrameNamers {
  const uses = (databases ?? []).map(({ name, sha256 }): DatabaseUse => ({ name, sha256, identifiers: 0 }));
  builder.databases(uses);

  const can: SignalNamer = (topic) => {
    for (const [index, database] of (databases ?? []).entries()) {
      const message = database.find(topic.id, topic.extended);
      if (!message) continue;
      (uses[index] as DatabaseUse).identifiers += 1;
      const handler = createSignalHandler(topic, message, builder);
      return {
        message: message.name,
        // Containers are as long as what is in them, and never in parts.
        length: message.container ? 0 : message.length,
        handler,
        isoTpHandler: handler && isoTpHandlerOf(handler, message),
        counter: createCounterHandler(topic, message),
        signals: () => signalFields(message),
      };
    }
    return undefined;
  };
  const lin: LinNamer = (topic) => {
    for (const [index, database] of (databases ?? []).entries()) {
      const frame = database.findLin(topic.id);
      if (!frame) continue;
      (uses[index] as DatabaseUse).identifiers += 1;
      return {
        message: frame.name,
        handler: createSignalHandler(topic, frame, builder),
        signals: () => signalFields(frame),
      };
    }
    return undefined;
  };
  return { can, lin };
}

/**
 * The format has no notion of transport protocols. Some files begin with the service; others (those of CSS
 * Electronics) leave one byte for the length before it, as in single frames, and define nothing in that byte.
 */
function beginsWithLength({ signals }: MessageDefinition): boolean {
  return signals.every((signal) => neededBytes({ ...signal, size: 1 }) > 1);
}

function isoTpHandlerOf(handler: FrameHandler, message: MessageDefinition): FrameHandler | undefined {
  if (message.container) return undefined;
  return beginsWithLength(message) ? behindOneByte(handler) : handler;
}

function behindOneByte(handler: FrameHandler): FrameHandler {
  return (high, low, data, start, length, offset, flags) =>
    handler(high, low, data, start - 1, length + 1, offset, flags);
}
