import type { ChannelField, Fields } from '../../messages/message-sink.ts';
import type { SignalFields } from '../can/named-signals.ts';
import type { MessageDefinition, SignalDefinition } from './can-database.ts';
import { createMessageDecoder, physicalValue } from './message-decoder.ts';

/** Every signal of a message that is a number, by its name and in its unit. */
export function signalFields(message: MessageDefinition): SignalFields {
  const { signals } = message;
  const decode = createMessageDecoder(message);
  let found: Fields = {};
  const visit = (index: number, raw: number) => {
    const signal = signals[index] as SignalDefinition;
    found[signal.name] = physicalValue(signal, raw);
  };
  return {
    fields: signals.map(fieldOf),
    read(data) {
      found = {};
      decode(data, 0, data.byteLength, visit);
      return found;
    },
  };
}

function fieldOf(signal: SignalDefinition): ChannelField {
  const labels =
    signal.labels && new Map([...signal.labels].map(([raw, label]) => [physicalValue(signal, raw), label]));
  return { name: signal.name, unit: signal.unit, labels };
}
