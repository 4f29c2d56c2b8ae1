import type { NamedSignals, SignalTopic } from '../can/named-signals.ts';
import { CounterCheck } from '../can/protection/counter-check.ts';
import type { MessageDefinition } from './can-database.ts';
import { counterOf } from './find-counter.ts';
import { createRawReader, neededBytes } from './raw-reader.ts';

/** The longest payload of a frame of CAN FD; longer messages come in several frames. */
const longestFrame = 64;

/** Follows the counter of a protected message through its frames; undefined if the message has none. */
export function createCounterHandler(
  { topic }: SignalTopic,
  message: MessageDefinition,
): NamedSignals['counter'] {
  const index = message.length > longestFrame ? undefined : counterOf(message);
  const signal = index === undefined ? undefined : message.signals[index];
  const read = signal && createRawReader(signal);
  if (!signal || !read) return undefined;
  const bytes = neededBytes(signal);
  const check = new CounterCheck(topic, signal.name, signal.size);
  return {
    handler(high, low, data, start, length, offset) {
      if (length < bytes) return;
      check.add(read(data, start), high, low, offset, data, start, length);
    },
    summary: () => check.summary(),
  };
}
