import { opcodes } from '../../formats/mcap/records.ts';
import type { ByteWriter } from './byte-writer.ts';

export interface McapSchema {
  name: string;
  /** `ros2msg`, `jsonschema` and so on (https://mcap.dev/spec/registry). */
  encoding: string;
  data: Uint8Array;
}

export interface McapChannel {
  topic: string;
  messageEncoding: string;
  /** 0: without a schema. */
  schemaId: number;
  metadata?: Readonly<Record<string, string>> | undefined;
}

/** Opcode and length before what `write` writes. */
export function writeRecord(out: ByteWriter, opcode: number, write: () => void): void {
  out.u8(opcode);
  const at = out.length;
  out.u64(0);
  write();
  out.setU64(at, out.length - at - 8);
}

export function writeSchema(out: ByteWriter, id: number, { name, encoding, data }: McapSchema): void {
  writeRecord(out, opcodes.schema, () => {
    out.u16(id);
    out.text(name);
    out.text(encoding);
    out.u32(data.byteLength);
    out.bytes(data);
  });
}

export function writeChannel(out: ByteWriter, id: number, channel: McapChannel): void {
  writeRecord(out, opcodes.channel, () => {
    out.u16(id);
    out.u16(channel.schemaId);
    out.text(channel.topic);
    out.text(channel.messageEncoding);
    writeTexts(out, channel.metadata ?? {});
  });
}

/** A map of texts after its length in bytes. */
export function writeTexts(out: ByteWriter, texts: Readonly<Record<string, string>>): void {
  const at = out.length;
  out.u32(0);
  for (const [key, value] of Object.entries(texts)) {
    out.text(key);
    out.text(value);
  }
  out.setU32(at, out.length - at - 4);
}
