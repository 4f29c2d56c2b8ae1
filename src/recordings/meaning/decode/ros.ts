import { parseRos2idl } from '@foxglove/ros2idl-parser';
import { parse } from '@foxglove/rosmsg';
import { MessageReader as Ros1MessageReader } from '@foxglove/rosmsg-serialization';
import { MessageReader as Ros2MessageReader } from '@foxglove/rosmsg2-serialization';
import { assertPlain } from './cdr-encapsulation.ts';
import type { Decoder, MessageSchema } from './decoder.ts';
import { refuseEmptyElements } from './empty-messages.ts';
import { createIdlDecoder } from './omg-idl.ts';
import { standardDefinitions } from './standard-definitions.ts';
import { standardRos1Definition } from './standard-ros1-definitions.ts';

const utf8 = new TextDecoder();

/**
 * ROS 2 messages: CDR with a definition in .msg form, ROS 2 IDL or OMG IDL. Texts of wide characters are not decoded:
 * their encoding is left to each DDS. A decoder throws for messages in an unsuitable representation.
 */
export function createCdrDecoder({ name, encoding, data }: MessageSchema): Decoder | undefined {
  // If a recorder did not find the definition, it writes none.
  const known = data.byteLength === 0 ? standardDefinitions.get(name) : undefined;
  const text = utf8.decode(known ?? data);
  switch (known ? 'ros2msg' : encoding) {
    case 'ros2msg':
      return plainDecoder(new Ros2MessageReader(parse(text, { ros2: true })));
    case 'ros2idl':
      return plainDecoder(new Ros2MessageReader(rootFirst(parseRos2idl(text), name)));
    case 'omgidl':
      return createIdlDecoder(text, name.replaceAll('/', '::'));
    default:
      return undefined;
  }
}

function plainDecoder(reader: Ros2MessageReader): Decoder {
  return (bytes) => {
    assertPlain(bytes);
    return reader.readMessage(bytes);
  };
}

/** The reader takes the first definition for that of the message; an IDL file has it after those that it uses. */
function rootFirst<T extends { name?: string | undefined }>(definitions: T[], name: string): T[] {
  const root = definitions.find((definition) => definition.name === name);
  return root ? [root, ...definitions.filter((definition) => definition !== root)] : definitions;
}

export function createRos1Decoder(schema: MessageSchema): Decoder | undefined {
  if (schema.encoding !== 'ros1msg' && schema.encoding !== '') return undefined;
  const known = schema.data.byteLength === 0 ? standardRos1Definition(schema.name, '') : undefined;
  const definitions = parse(utf8.decode(known ?? schema.data), { ros2: false });
  refuseEmptyElements(definitions);
  const reader = new Ros1MessageReader(definitions);
  return (bytes) => reader.readMessage(bytes);
}
