import type { ChannelField, Fields } from '../../messages/message-sink.ts';
import type { SignalFields } from '../can/named-signals.ts';
import type { MessageDefinition, SignalDefinition } from './can-database.ts';
import { createFrameDecoder, qualifiedName } from './frame-decoder.ts';
import { physicalValue } from './message-decoder.ts';

/**
 * Every signal of a message that is a number, by its name and in its unit; the last one of a PDU that is in the frame several
 * times.
 */
export function signalFields(message: MessageDefinition): SignalFields {
  const { signals } = message;
  const decode = createFrameDecoder(message);
  let found: Fields = {};
  const visit = (index: number, raw: number) => {
    const signal = signals[index] as SignalDefinition;
    const value = physicalValue(signal, raw);
    if (signal.segments && Number.isNaN(value)) return;
    found[qualifiedName(signal)] = value;
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
  return { name: qualifiedName(signal), unit: signal.unit, labels };
}
