import { FlatTable } from './flatbuffer-table.ts';

/**
 * foxglove.Log as a FlatBuffer (fields in the order of Log.fbs: timestamp, level, message, name, file, line). Of FlatBuffers
 * only this well-known table is decoded; the others are counted.
 */
const fields = { level: 1, message: 2, name: 3 };

/** Throws RangeError if an offset leads out of the bytes. */
export function decodeFlatbufferLog(bytes: Uint8Array): { level: number; message: string; name: string } {
  const log = FlatTable.root(bytes);
  return { level: log.byte(fields.level), message: log.text(fields.message), name: log.text(fields.name) };
}
