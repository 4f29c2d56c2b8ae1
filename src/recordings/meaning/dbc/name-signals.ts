import type { DatabaseUse } from '../../summary/file-summary.ts';
import { nanoseconds } from '../../summary/nanoseconds.ts';
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

  const said = new Set<string>();
  /** Says once for each bus that its identifiers may mean something else. */
  function sayUndecided(
    handler: FrameHandler,
    { bus, id, extended, topic }: Parameters<SignalNamer>[0],
    { name, undecided }: CanDatabase,
  ): FrameHandler {
    const key = `${name} ${bus}`;
    const names = said.has(key) ? [] : undecided(id, extended, bus);
    if (names.length === 0) return handler;
    said.add(key);
    let isSaid = false;
    return (high, low, data, start, length, offset, flags) => {
      if (!isSaid) {
        const text = `${name} defines identifiers of ${bus}, such as ${topic.slice(bus.length + 1)}, differently for its buses ${names.join(', ')}. The name of the bus says for none of them, so the first is used.`;
        builder.log(
          { severity: 'warning', source: 'CAN database', text },
          { timeNs: nanoseconds(high, low), topic, offset },
        );
      }
      isSaid = true;
      handler(high, low, data, start, length, offset, flags);
    };
  }

  const can: SignalNamer = (topic) => {
    for (const [index, database] of (databases ?? []).entries()) {
      const message = database.find(topic.id, topic.extended, topic.bus);
      if (!message) continue;
      (uses[index] as DatabaseUse).identifiers += 1;
      const signals = createSignalHandler(topic, message, builder);
      const handler = signals && sayUndecided(signals, topic, database);
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
