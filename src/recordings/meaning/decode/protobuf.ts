import protobuf from 'protobufjs';
// Gives Root.fromDescriptor.
import 'protobufjs/ext/descriptor.js';
import type { Decoder, MessageSchema } from './decoder.ts';

/** Messages as MCAP carries them: the schema is a FileDescriptorSet with all imports. Fields keep their snake_case. */
export function createProtobufDecoder(schema: MessageSchema): Decoder | undefined {
  if (schema.encoding !== 'protobuf') return undefined;
  const type = protobuf.Root.fromDescriptor(schema.data, { keepCase: true }).lookupType(schema.name);
  return (bytes) => type.toObject(type.decode(bytes), { longs: Number, enums: Number, defaults: true });
}
