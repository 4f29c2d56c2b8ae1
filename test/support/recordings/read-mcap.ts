import { zstdDecompressSync } from 'node:zlib';
import { McapIndexedReader, McapStreamReader, type McapTypes } from '@mcap/core';

export interface ReadMessage {
  topic: string;
  encoding: string;
  schema: string;
  schemaEncoding: string;
  schemaText: string;
  logTime: bigint;
  data: Uint8Array;
}

const decompressHandlers: McapTypes.DecompressHandlers = { zstd: (bytes) => zstdDecompressSync(bytes) };

/** The messages by the indexes, in the order of their times, as the format's own library reads them. */
export async function readIndexed(
  bytes: Uint8Array,
  window: { startTime?: bigint; endTime?: bigint } = {},
): Promise<{ reader: McapIndexedReader; messages: ReadMessage[] }> {
  const reader = await McapIndexedReader.Initialize({
    readable: {
      size: async () => BigInt(bytes.byteLength),
      read: async (offset, size) => bytes.subarray(Number(offset), Number(offset + size)),
    },
    decompressHandlers,
  });
  const messages: ReadMessage[] = [];
  for await (const { channelId, logTime, data } of reader.readMessages(window)) {
    const channel = reader.channelsById.get(channelId);
    const schema = reader.schemasById.get(channel?.schemaId ?? 0);
    messages.push({
      topic: channel?.topic ?? '',
      encoding: channel?.messageEncoding ?? '',
      schema: schema?.name ?? '',
      schemaEncoding: schema?.encoding ?? '',
      schemaText: Buffer.from(schema?.data ?? []).toString(),
      logTime,
      data,
    });
  }
  return { reader, messages };
}

/** Every record in order, with all checksums verified. */
export function readRecords(bytes: Uint8Array): McapTypes.TypedMcapRecord[] {
  const reader = new McapStreamReader({ decompressHandlers, validateCrcs: true });
  reader.append(bytes);
  const records: McapTypes.TypedMcapRecord[] = [];
  for (let record = reader.nextRecord(); record; record = reader.nextRecord()) records.push(record);
  if (!reader.done()) throw new Error('the file is not whole');
  return records;
}

export function countBy(messages: readonly ReadMessage[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { topic } of messages) counts[topic] = (counts[topic] ?? 0) + 1;
  return counts;
}
