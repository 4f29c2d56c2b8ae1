import { createRequire } from 'node:module';
import type {} from 'protobufjs/ext/descriptor.js';
import type { Decoder, MessageSchema } from './decoder.ts';

const require = createRequire(import.meta.url);

/** Loaded with the first schema that needs it: 49 modules, a tenth of the time in which a small file is read. */
function rootClass(): typeof import('protobufjs').Root {
  const { Root } = require('protobufjs') as typeof import('protobufjs');
  // Provides Root.fromDescriptor.
  require('protobufjs/ext/descriptor.js');
  return Root;
}

/** Messages in MCAP's form: the schema is a FileDescriptorSet with all imports. Fields keep their snake_case. */
export function createProtobufDecoder(schema: MessageSchema): Decoder | undefined {
  if (schema.encoding !== 'protobuf') return undefined;
  const type = rootClass().fromDescriptor(schema.data, { keepCase: true }).lookupType(schema.name);
  return (bytes) => type.toObject(type.decode(bytes), { longs: Number, enums: Number, defaults: true });
}
