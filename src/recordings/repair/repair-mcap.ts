import { McapWriter } from '../convert/mcap/mcap-writer.ts';
import {
  messageHeaderSize,
  opcodes,
  parseAttachmentHead,
  parseChannel,
  parseChannelMetadata,
  parseHeader,
  parseMetadataTexts,
  parseSchema,
  recordHeaderSize,
} from '../formats/mcap/records.ts';
import type { RecordingRepair, RepairOutput } from './recording-repair.ts';

/** Definitions that are held: of real recordings less than a megabyte. Messages of what does not fit are left out. */
const maxDefinitionBytes = 64 * 2 ** 20;

/** Where the data of an attachment record lies: after two times, two texts and its length. */
const attachmentTimes = 16;

/**
 * Every schema, channel, message, attachment and metadata record that can be read, with its times and numbers, in new chunks
 * with indexes and checksums. Identifiers are assigned anew, since several recordings in one file use the same ones.
 */
export function repairMcap(output: RepairOutput, library: string): RecordingRepair {
  let writer: McapWriter | undefined;
  let attachments = 0;
  let leftOut = 0;
  /** Of the file to those that are written. What the first reading found is known to the second. */
  const schemas = new Map<number, Uint8Array>();
  const channels = new Map<number, Uint8Array>();
  let written = {
    schemas: new Map<string, number | undefined>(),
    channels: new Map<string, number | undefined>(),
  };

  /** By the identifier that the file gives: messages of one channel follow each other. */
  let open: { id: number; channel: number | undefined } | undefined;

  const opened = (profile = ''): McapWriter => {
    writer ??= new McapWriter({ profile, library }, output);
    return writer;
  };

  let definitionBytes = 0;

  function define(definitions: Map<number, Uint8Array>, content: Uint8Array): void {
    open = undefined;
    const id = viewOf(content).getUint16(0, true);
    definitionBytes -= definitions.get(id)?.byteLength ?? 0;
    definitions.delete(id);
    if (definitionBytes + content.byteLength > maxDefinitionBytes) return;
    definitions.set(id, Uint8Array.from(content));
    definitionBytes += content.byteLength;
  }

  function channelOf(id: number): number | undefined {
    const content = channels.get(id);
    const record = content && parseChannel(content);
    if (!content || !record) return undefined;
    const schema = schemas.get(record.schemaId);
    const schemaId = schema ? schemaOf(schema) : 0;
    if (schemaId === undefined) return undefined;
    const key = `${schemaId} ${keyOf(content.subarray(4))}`;
    if (!written.channels.has(key)) {
      const { topic, messageEncoding } = record;
      const metadata = parseChannelMetadata(content);
      written.channels.set(key, opened().addChannel({ topic, messageEncoding, schemaId, metadata }));
    }
    return written.channels.get(key);
  }

  function schemaOf(content: Uint8Array): number | undefined {
    const key = keyOf(content.subarray(2));
    const schema = parseSchema(content);
    if (schema && !written.schemas.has(key)) written.schemas.set(key, opened().addSchema(schema));
    return written.schemas.get(key);
  }

  function message(content: Uint8Array): void {
    const view = viewOf(content);
    const id = view.getUint16(0, true);
    if (open?.id !== id) open = { id, channel: channelOf(id) };
    if (open.channel === undefined) {
      leftOut += 1;
      return;
    }
    opened().message({
      channel: open.channel,
      sequence: view.getUint32(2, true),
      logTime: view.getBigUint64(6, true),
      publishTime: view.getBigUint64(14, true),
      data: content.subarray(messageHeaderSize),
    });
  }

  function attachment(content: Uint8Array): void {
    const head = parseAttachmentHead(content, content.byteLength);
    if (head === undefined || head === 'beyond') return;
    const { name, mediaType, dataBytes, summedBytes } = head;
    const view = viewOf(content);
    opened().attachment({
      name,
      mediaType,
      time: view.getBigUint64(0, true),
      created: view.getBigUint64(attachmentTimes / 2, true),
      data: content.subarray(summedBytes - dataBytes, summedBytes),
    });
    attachments += 1;
  }

  return {
    sink: {
      channel: () => undefined,
      record(bytes) {
        const content = bytes.subarray(recordHeaderSize);
        switch (bytes[0]) {
          case opcodes.header:
            opened(parseHeader(content)?.profile);
            break;
          case opcodes.schema:
            define(schemas, content);
            break;
          case opcodes.channel:
            define(channels, content);
            break;
          case opcodes.message:
            message(content);
            break;
          case opcodes.attachment:
            attachment(content);
            break;
          case opcodes.metadata: {
            const { name, texts } = parseMetadataTexts(content);
            opened().metadata(name, texts);
            attachments += 1;
            break;
          }
          default:
        }
      },
      restart() {
        output.truncate(0);
        writer = undefined;
        open = undefined;
        written = { schemas: new Map(), channels: new Map() };
        attachments = 0;
        leftOut = 0;
      },
    },
    end() {
      const last = opened();
      last.end();
      return { messages: last.messages, leftOut, attachments };
    },
  };
}

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

function keyOf(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
}
