import type { BlockFile } from './block-file.ts';
import { type SampleConversion, writeConversion } from './conversions.ts';

/** cn_data_type of ASAM MDF 4.1. */
export const dataTypes = { unsigned: 0, signed: 2, float: 4, utf8: 7, bytes: 10 } as const;

export interface SampleChannel {
  name: string;
  unit?: string;
  /** cn_type: 0 fixed place, 1 variable length, 2 master, 3 virtual master, 6 virtual, 7 variable length (MDF 4.3). */
  kind?: number;
  dataType: number;
  /** Bit and byte from the record's start, and how many bits. */
  at: number;
  bit?: number;
  bits: number;
  /** The bit of a record's invalidation bytes that marks the value as invalid. */
  invalidBit?: number;
  /** Physical value: raw · factor + offset. */
  linear?: { factor: number; offset: number };
  /** Another rule. */
  conversion?: SampleConversion;
  /** Identifier of a block that describes the channel further, such as `CA` of an array. */
  composition?: string;
  /** Channels of which this one is composed. */
  parts?: SampleChannel[];
}

export interface SampleGroup {
  name: string;
  /** Bytes of a record, without its invalidation bits. */
  recordBytes: number;
  /** Bytes of invalidation bits behind each record; none by default. */
  invalidBytes?: number;
  channels: SampleChannel[];
  /** Where the record stores the offset of its variable-length value in the signal data. */
  valueAt?: number;
}

/**
 * Writes the channels of a group as a list; returns the first. `values` is where those of variable length have their
 * data.
 */
export function writeChannels(
  file: BlockFile,
  channels: readonly SampleChannel[],
  values: () => number,
): number {
  let first = 0;
  let previous = 0;
  for (const channel of channels) {
    const parts = channel.parts ? writeChannels(file, channel.parts, values) : compositionOf(file, channel);
    const name = file.text('TX', channel.name);
    const unit = file.text('TX', channel.unit ?? '');
    const conversion = conversionOf(file, channel);
    const kind = channel.kind ?? 0;
    const data = kind === 1 ? values() : 0;
    const block = file.block(
      'CN',
      [0, parts, name, 0, conversion, data, unit, 0],
      channelData(channel, kind),
    );
    if (previous === 0) first = block;
    else file.setLink(previous, 0, block);
    previous = block;
  }
  return first;
}

function channelData(channel: SampleChannel, kind: number): Buffer {
  const data = Buffer.alloc(72);
  data.writeUInt8(kind, 0);
  data.writeUInt8(kind === 2 || kind === 3 ? 1 : 0, 1);
  data.writeUInt8(channel.dataType, 2);
  data.writeUInt8(channel.bit ?? 0, 3);
  data.writeUInt32LE(channel.at, 4);
  data.writeUInt32LE(channel.bits, 8);
  if (channel.invalidBit !== undefined) {
    // cn_flags bit 1: the invalidation bit counts.
    data.writeUInt32LE(2, 12);
    data.writeUInt32LE(channel.invalidBit, 16);
  }
  return data;
}

function conversionOf(file: BlockFile, { linear, conversion }: SampleChannel): number {
  const rule = linear ? { type: 1, values: [linear.offset, linear.factor] } : conversion;
  return rule ? writeConversion(file, rule) : 0;
}

function compositionOf(file: BlockFile, { composition }: SampleChannel): number {
  return composition === undefined ? 0 : file.block(composition, [], Buffer.alloc(16));
}
