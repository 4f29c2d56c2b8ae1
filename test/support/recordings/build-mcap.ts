import { McapFileWriter, type McapWriterOptions } from '../../../samples/mcap/mcap-writer.ts';

export interface TestChannel {
  topic: string;
  encoding: string;
  schema: string;
  schemaEncoding: string;
  schemaData: Uint8Array | string;
}

export const startNs = 1_773_475_200_000_000_000n;

/** An MCAP with the given messages, 100 ms apart by default. */
export function buildMcap(
  messages: { channel: TestChannel; data: Uint8Array; timeNs?: bigint }[],
  options: McapWriterOptions = {},
): Uint8Array {
  const writer = new McapFileWriter({ profile: '', library: 'test' }, options);
  const ids = new Map<TestChannel, number>();
  for (const [index, { channel, data, timeNs }] of messages.entries()) {
    const id =
      ids.get(channel) ??
      writer.channel(channel.topic, channel.encoding, {
        name: channel.schema,
        encoding: channel.schemaEncoding,
        data: Buffer.from(channel.schemaData),
      });
    ids.set(channel, id);
    writer.message(id, timeNs ?? startNs + BigInt(index) * 100_000_000n, data);
  }
  return writer.end();
}

export function jsonChannel(topic: string, schema: string): TestChannel {
  return { topic, schema, encoding: 'json', schemaEncoding: 'jsonschema', schemaData: '{}' };
}

export function json(value: unknown): Uint8Array {
  return Buffer.from(JSON.stringify(value));
}
