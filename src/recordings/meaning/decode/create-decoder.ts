import type { Decoder, MessageSchema } from './decoder.ts';
import { decodeFlatbufferLog } from './flatbuffer-log.ts';
import { parseJson } from './parse-json.ts';
import { createProtobufDecoder } from './protobuf.ts';
import { createCdrDecoder, createRos1Decoder } from './ros.ts';

const utf8 = new TextDecoder('utf-8', { fatal: true });

/** A decoder for the messages of a schema; undefined for encodings that are only counted. Throws on a broken schema. */
export function createDecoder(messageEncoding: string, schema: MessageSchema): Decoder | undefined {
  switch (messageEncoding) {
    case 'cdr':
      return createCdrDecoder(schema);
    case 'ros1':
      return createRos1Decoder(schema);
    case 'json':
      return (bytes) => parseJson(utf8.decode(bytes));
    case 'protobuf':
      return createProtobufDecoder(schema);
    case 'flatbuffer':
      return schema.name === 'foxglove.Log' ? decodeFlatbufferLog : undefined;
    default:
      return undefined;
  }
}
