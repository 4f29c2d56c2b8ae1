/**
 * foxglove.Log as a FlatBuffer (https://flatbuffers.dev/internals/, "Tables"; fields in the order of Log.fbs:
 * timestamp, level, message, name, file, line). Of FlatBuffers only this well-known table is decoded; the others are
 * counted.
 */

const fields = { level: 1, message: 2, name: 3 };

const utf8 = new TextDecoder();

/** Throws RangeError if an offset leads out of the bytes. */
export function decodeFlatbufferLog(bytes: Uint8Array): { level: number; message: string; name: string } {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const table = view.getUint32(0, true);
  const vtable = table - view.getInt32(table, true);
  const vtableSize = view.getUint16(vtable, true);

  /** Place of a field; undefined if it has its default. */
  function place(field: number): number | undefined {
    const entry = 4 + 2 * field;
    const offset = entry + 2 <= vtableSize ? view.getUint16(vtable + entry, true) : 0;
    return offset === 0 ? undefined : table + offset;
  }

  function text(field: number): string {
    const at = place(field);
    if (at === undefined) return '';
    const start = at + view.getUint32(at, true);
    const length = view.getUint32(start, true);
    if (start + 4 + length > bytes.byteLength) throw new RangeError('a text goes beyond its message');
    return utf8.decode(bytes.subarray(start + 4, start + 4 + length));
  }

  const level = place(fields.level);
  return {
    level: level === undefined ? 0 : view.getUint8(level),
    message: text(fields.message),
    name: text(fields.name),
  };
}
