import type { BlockFile } from './block-file.ts';
import { type SampleConversion, writeConversion } from './conversions.ts';

/** Signal data types of MDF 3.3; the first four are in the order of the file. */
export const signalTypes = {
  unsigned: 0,
  signed: 1,
  float: 2,
  double: 3,
  vaxF: 4,
  vaxG: 5,
  vaxD: 6,
  text: 7,
  bytes: 8,
  unsignedBig: 9,
  signedBig: 10,
  floatBig: 11,
  doubleBig: 12,
  unsignedLittle: 13,
  signedLittle: 14,
  floatLittle: 15,
  doubleLittle: 16,
} as const;

export type Mdf3Version = '2.14' | '3.00' | '3.10' | '3.20' | '3.30';

export interface SampleChannel {
  name: string;
  unit?: string;
  /** It is the time of the group's records, in seconds. */
  isTime?: boolean;
  /** Seconds from one record to the next, for a time without bits. */
  step?: number;
  type: number;
  /** Bits from the record's start. */
  at: number;
  bits: number;
  conversion?: SampleConversion;
  /** The CAN message of which it is a signal. */
  message?: { id: number; name: string };
  /** It is composed of this many of the channels after it. */
  elements?: number;
}

/** Names of up to 31 letters are in the block itself. */
const shortName = 31;

/** Writes the channels of a group as a list; returns the first. */
export function writeChannels(
  file: BlockFile,
  channels: readonly SampleChannel[],
  version: Mdf3Version,
): number {
  const blocks = channels.map((channel) => writeChannel(file, channel, version));
  for (const [index, block] of blocks.entries()) {
    if (index > 0) file.setLink(blocks[index - 1] as number, 4, block);
    const { elements = 0 } = channels[index] as SampleChannel;
    if (elements > 0) {
      const parts = blocks.slice(index + 1, index + 1 + elements);
      const fields = file.fields().u16(1, elements);
      for (const part of parts) fields.u32(0, 0, part);
      file.setLink(block, 16, file.block('CD', fields));
    }
  }
  return blocks[0] ?? 0;
}

function writeChannel(file: BlockFile, channel: SampleChannel, version: Mdf3Version): number {
  const { name, unit = '', conversion, message, isTime = false, at, bits, type } = channel;
  const rule = writeConversion(file, conversion ?? { type: 65_535, values: [] }, unit);
  const source = message === undefined ? 0 : writeSource(file, message);
  const long = name.length > shortName ? file.text(name) : 0;
  // Offsets beyond 16 bits need the additional field, in bytes.
  const beyond = at >= 65_536 ? Math.floor(at / 8) : 0;
  const fields = file
    .fields()
    .u32(0, rule, source, 0, 0)
    .u16(isTime ? 1 : 0)
    .text(name.slice(0, shortName), 32)
    .text('', 128)
    .u16(at - beyond * 8, bits, type, 0)
    .real(0, 0, channel.step ?? 0)
    .u32(long);
  if (version >= '3.00') fields.u32(0).u16(beyond);
  return file.block('CN', fields);
}

/** CE block of type 19, a signal of a CAN message. */
function writeSource(file: BlockFile, { id, name }: { id: number; name: string }): number {
  return file.block(
    'CE',
    file
      .fields()
      .u16(19)
      .u32(id, 1)
      .text(name, 36)
      .text('', 36 + 32),
  );
}
