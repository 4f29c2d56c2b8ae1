import { McapWriter } from '../convert/mcap/mcap-writer.ts';
import type { ChannelSink, MessageChannel } from '../messages/message-sink.ts';
import type { RecordingRepair, RepairOutput } from './recording-repair.ts';

/** Schemas, channels and messages as they were, in new chunks with indexes and checksums. */
export function repairMcap(output: RepairOutput, library: string): RecordingRepair {
  const writer = new McapWriter({ profile: '', library }, output);
  const takeBack = writer.checkpoint();
  const schemas = new Map<string, number | undefined>();
  let leftOut = 0;

  function channel({ topic, encoding, schema, within }: MessageChannel): ChannelSink | undefined {
    // Frames inside messages are written with these.
    if (within !== undefined) return undefined;
    const schemaId = schema && schema.name !== '' ? schemaOf(schema) : 0;
    const id =
      schemaId === undefined ? undefined : writer.addChannel({ topic, messageEncoding: encoding, schemaId });
    return {
      message(logTime, _offset, data) {
        if (!data || id === undefined) leftOut += 1;
        else writer.message({ channel: id, logTime, data });
      },
    };
  }

  function schemaOf(schema: NonNullable<MessageChannel['schema']>): number | undefined {
    const key = `${schema.name}\n${schema.encoding}\n${Buffer.from(schema.data).toString('base64')}`;
    if (!schemas.has(key))
      schemas.set(key, writer.addSchema({ ...schema, data: new Uint8Array(schema.data) }));
    return schemas.get(key);
  }

  return {
    sink: {
      channel,
      restart() {
        takeBack();
        leftOut = 0;
      },
    },
    end() {
      writer.end();
      return { messages: writer.messages, leftOut };
    },
  };
}
