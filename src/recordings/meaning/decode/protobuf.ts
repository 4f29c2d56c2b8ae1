import { createRequire } from 'node:module';
import type { Type } from 'protobufjs';
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
  const type = typeOf(schema.data, schema.name);
  return (bytes) => type.toObject(type.decode(bytes), { longs: Number, enums: Number, defaults: true });
}

/** A type of messages, for those who read its fields themselves. */
export interface ProtobufType {
  type: Type;
  fullName: string;
  /** Only the fields that are there, values of enumerations by their names; undefined if it is no such message. */
  decode(bytes: Uint8Array): Record<string, unknown> | undefined;
}

/** @param descriptors a `FileDescriptorSet`. Throws if it does not define the type. */
export function openProtobufType(descriptors: Uint8Array, fullName: string): ProtobufType {
  const type = typeOf(descriptors, fullName);
  return {
    type,
    fullName,
    decode(bytes) {
      try {
        return type.toObject(type.decode(bytes), { longs: Number, enums: String });
      } catch {
        // Every error of the decoder means that the bytes are no such message.
        return undefined;
      }
    },
  };
}

function typeOf(descriptors: Uint8Array, name: string): Type {
  return rootClass().fromDescriptor(descriptors, { keepCase: true }).lookupType(name);
}
