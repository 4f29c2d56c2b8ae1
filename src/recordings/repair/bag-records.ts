import type { ByteWriter } from '../convert/mcap/byte-writer.ts';

/** http://wiki.ros.org/Bags/Format/2.0: opcodes of records. */
export const bagOps = { message: 2, bagHeader: 3, index: 4, chunk: 5, chunkInfo: 6, connection: 7 } as const;

type Fields = Record<string, (out: ByteWriter) => void>;

export const u8 = (value: number) => (out: ByteWriter) => out.u8(value);
export const u32 = (value: number) => (out: ByteWriter) => out.u32(value);
export const u64 = (value: number) => (out: ByteWriter) => out.u64(value);
export const text = (value: string) => (out: ByteWriter) => out.bytes(Buffer.from(value));
/** Seconds and nanoseconds, 32 bits each. */
export const time = (timeNs: bigint) => (out: ByteWriter) => {
  out.u32(Number(timeNs / 1_000_000_000n));
  out.u32(Number(timeNs % 1_000_000_000n));
};

/** Fields after their length, each `name=value` after its own. */
export function writeFields(out: ByteWriter, fields: Fields): void {
  const at = out.length;
  out.u32(0);
  for (const [name, write] of Object.entries(fields)) {
    const field = out.length;
    out.u32(0);
    out.bytes(Buffer.from(`${name}=`));
    write(out);
    out.setU32(field, out.length - field - 4);
  }
  out.setU32(at, out.length - at - 4);
}

/** A record: its fields, then its data after its length. */
export function writeBagRecord(
  out: ByteWriter,
  op: number,
  fields: Fields,
  data: (out: ByteWriter) => void,
): void {
  writeFields(out, { ...fields, op: u8(op) });
  const at = out.length;
  out.u32(0);
  data(out);
  out.setU32(at, out.length - at - 4);
}
