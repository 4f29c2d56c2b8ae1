import { parseRos2idl } from '@foxglove/ros2idl-parser';
import { parse } from '@foxglove/rosmsg';
import { MessageReader as Ros1MessageReader } from '@foxglove/rosmsg-serialization';
import { MessageReader as Ros2MessageReader } from '@foxglove/rosmsg2-serialization';
import { assertPlain } from './cdr-encapsulation.ts';
import type { Decoder, MessageSchema } from './decoder.ts';
import { refuseEmptyElements } from './empty-messages.ts';
import { createIdlDecoder, withoutDirectives } from './omg-idl.ts';
import type { RosEncoding } from './ros-cursor.ts';
import { standardDefinitions } from './standard-definitions.ts';
import { standardRos1Definition } from './standard-ros1-definitions.ts';
import { hasWideTexts, wideTextDecoder } from './wide-texts.ts';

const utf8 = new TextDecoder();

export type RosDefinition = ReturnType<typeof parse>[number];

/** The definition of a message, first, and of those in it; undefined if it is in another form. Throws on a broken one. */
export function rosDefinitions(
  messageEncoding: RosEncoding,
  { name, encoding, data }: MessageSchema,
): RosDefinition[] | undefined {
  if (messageEncoding === 'ros1') {
    if (encoding !== 'ros1msg' && encoding !== '') return undefined;
    const known = data.byteLength === 0 ? standardRos1Definition(name, '') : undefined;
    return parse(utf8.decode(known ?? data), { ros2: false });
  }
  // If a recorder did not find the definition, it writes none.
  const known = data.byteLength === 0 ? standardDefinitions.get(name) : undefined;
  const text = utf8.decode(known ?? data);
  switch (known ? 'ros2msg' : encoding) {
    case 'ros2msg':
      return parse(text, { ros2: true });
    case 'ros2idl':
      return rootFirst(parseRos2idl(withoutDirectives(text)), name);
    default:
      return undefined;
  }
}

/**
 * ROS 2 messages: CDR with a definition in .msg form, ROS 2 IDL or OMG IDL. Of the latter, texts of wide characters are not decoded.
 * A decoder throws for messages in an unsuitable representation.
 */
export function createCdrDecoder(schema: MessageSchema): Decoder | undefined {
  const definitions = rosDefinitions('cdr', schema);
  if (definitions && hasWideTexts(definitions)) return wideTextDecoder(definitions);
  if (definitions) return plainDecoder(new Ros2MessageReader(definitions));
  return schema.encoding === 'omgidl'
    ? createIdlDecoder(utf8.decode(schema.data), schema.name.replaceAll('/', '::'))
    : undefined;
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
  const definitions = rosDefinitions('ros1', schema);
  if (!definitions) return undefined;
  refuseEmptyElements(definitions);
  const reader = new Ros1MessageReader(definitions);
  return (bytes) => reader.readMessage(bytes);
}
