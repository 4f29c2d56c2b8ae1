import { parseIDL } from '@foxglove/omgidl-parser';
import { MessageReader as IdlMessageReader } from '@foxglove/omgidl-serialization';
import { parseRos2idl } from '@foxglove/ros2idl-parser';
import { parse } from '@foxglove/rosmsg';
import { MessageReader as Ros1MessageReader } from '@foxglove/rosmsg-serialization';
import { MessageReader as Ros2MessageReader } from '@foxglove/rosmsg2-serialization';
import type { Decoder, MessageSchema } from './create-decoder.ts';
import { refuseEmptyElements } from './empty-messages.ts';

const utf8 = new TextDecoder();

/** ROS 2 messages: CDR with a definition in .msg form, ROS 2 IDL or OMG IDL. */
export function createCdrDecoder(schema: MessageSchema): Decoder | undefined {
  const text = utf8.decode(schema.data);
  switch (schema.encoding) {
    case 'ros2msg': {
      const reader = new Ros2MessageReader(parse(text, { ros2: true }));
      return (bytes) => reader.readMessage(bytes);
    }
    case 'ros2idl': {
      const reader = new Ros2MessageReader(parseRos2idl(text));
      return (bytes) => reader.readMessage(bytes);
    }
    case 'omgidl': {
      const definitions = parseIDL(text);
      if (definitions.some((each) => each.aggregatedKind === 'struct' && each.definitions.length === 0)) {
        throw new Error('a struct without members is not decoded');
      }
      const reader = new IdlMessageReader(schema.name.replaceAll('/', '::'), definitions);
      return (bytes) => reader.readMessage(bytes);
    }
    default:
      return undefined;
  }
}

export function createRos1Decoder(schema: MessageSchema): Decoder | undefined {
  if (schema.encoding !== 'ros1msg' && schema.encoding !== '') return undefined;
  const definitions = parse(utf8.decode(schema.data), { ros2: false });
  refuseEmptyElements(definitions);
  const reader = new Ros1MessageReader(definitions);
  return (bytes) => reader.readMessage(bytes);
}
