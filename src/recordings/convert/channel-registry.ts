import { crc32 } from '../bytes/crc32.ts';
import type { McapSchema } from './mcap/mcap-records.ts';
import type { McapWriter } from './mcap/mcap-writer.ts';

export interface WantedChannel {
  topic: string;
  messageEncoding: string;
  schema: McapSchema | undefined;
  /** As the recording stored the messages. */
  from: string;
}

/** The channels of one MCAP file. Recordings that have a topic of the same definition in common share its channel. */
export class ChannelRegistry {
  readonly #writer: McapWriter;
  readonly #channels = new Map<string, number | undefined>();
  readonly #schemas = new Map<string, number | undefined>();

  constructor(writer: McapWriter) {
    this.#writer = writer;
  }

  /** The channel's identifier; undefined if the file has as many as MCAP allows. */
  open(channel: WantedChannel): number | undefined {
    const { topic, messageEncoding, schema, from } = channel;
    const schemaKey = schema ? keyOf(schema) : '';
    const key = JSON.stringify([topic, messageEncoding, schemaKey, from]);
    if (this.#channels.has(key)) return this.#channels.get(key);
    const schemaId = schema ? this.#schema(schemaKey, schema) : 0;
    const metadata = from === messageEncoding ? undefined : { recorded_as: from };
    const id =
      schemaId === undefined
        ? undefined
        : this.#writer.addChannel({ topic, messageEncoding, schemaId, metadata });
    this.#channels.set(key, id);
    return id;
  }

  #schema(key: string, schema: McapSchema): number | undefined {
    if (!this.#schemas.has(key)) {
      this.#schemas.set(key, this.#writer.addSchema({ ...schema, data: new Uint8Array(schema.data) }));
    }
    return this.#schemas.get(key);
  }
}

function keyOf({ name, encoding, data }: McapSchema): string {
  return JSON.stringify([name, encoding, data.byteLength, crc32(data)]);
}
