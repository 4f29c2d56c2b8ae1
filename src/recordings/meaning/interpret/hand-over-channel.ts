import type { FieldPlace } from '../../messages/field-place.ts';
import { type HandOver, handOverBytes } from '../../messages/hand-over.ts';
import type { SummaryBuilder } from '../../summary/summary-builder.ts';
import { createDecoder } from '../decode/create-decoder.ts';
import type { Decoder } from '../decode/decoder.ts';
import { createRosVisitor } from '../decode/visit-ros.ts';
import type { DecodedChannel } from './decode-failure.ts';
import { type Fields, isFields } from './interpreter.ts';

/** Hands over the messages of a channel that a schema defines; undefined if nobody wants them. */
export function handOverChannel(builder: SummaryBuilder, channel: DecodedChannel): HandOver | undefined {
  const { topic, messageEncoding, schema } = channel;
  const sink = builder.channel({ topic, type: schema.name, encoding: messageEncoding, schema });
  if (!sink) return undefined;
  let decode: Decoder | 'none' | undefined;
  return handOverBytes(sink, (bytes) => {
    decode ??= decoderOf(channel, sink.place) ?? 'none';
    return decode === 'none' ? undefined : fieldsOf(decode, bytes);
  });
}

/** A schema that cannot be read, and messages that are not of it, are reported by the summary. */
function decoderOf(
  { messageEncoding, schema }: DecodedChannel,
  place: FieldPlace | undefined,
): Decoder | undefined {
  try {
    const decode = createDecoder(messageEncoding, schema);
    const visit = decode && place && createRosVisitor(messageEncoding, schema, place);
    return visit ? (bytes) => (visit(bytes) ? nothingMore : decode(bytes)) : decode;
  } catch {
    return undefined;
  }
}

const nothingMore: Fields = Object.freeze({});

function fieldsOf(decode: Decoder, bytes: Uint8Array): Fields | undefined {
  try {
    const message = decode(bytes);
    return isFields(message) ? message : undefined;
  } catch {
    return undefined;
  }
}
