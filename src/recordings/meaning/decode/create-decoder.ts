import { decodeFlatbufferLog } from './flatbuffer-log.ts';
import { createProtobufDecoder } from './protobuf.ts';
import { createCdrDecoder, createRos1Decoder } from './ros.ts';

/** A message definition as a container carries it. */
export interface MessageSchema {
  name: string;
  /** `ros1msg`, `ros2msg`, `ros2idl`, `omgidl`, `protobuf`, `flatbuffer`, `jsonschema`, or empty. */
  encoding: string;
  data: Uint8Array;
}

export type Decoder = (bytes: Uint8Array) => unknown;

const utf8 = new TextDecoder('utf-8', { fatal: true });

/** A decoder for the messages of a schema; undefined for encodings that are only counted. Throws on a broken schema. */
export function createDecoder(messageEncoding: string, schema: MessageSchema): Decoder | undefined {
  switch (messageEncoding) {
    case 'cdr':
      return createCdrDecoder(schema);
    case 'ros1':
      return createRos1Decoder(schema);
    case 'json':
      return (bytes) => JSON.parse(utf8.decode(bytes));
    case 'protobuf':
      return createProtobufDecoder(schema);
    case 'flatbuffer':
      return schema.name === 'foxglove.Log' ? decodeFlatbufferLog : undefined;
    default:
      return undefined;
  }
}
