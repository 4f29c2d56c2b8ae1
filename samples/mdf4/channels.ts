import type { BlockFile } from './block-file.ts';

/** cn_data_type of ASAM MDF 4.1. */
export const dataTypes = { unsigned: 0, signed: 2, float: 4, bytes: 10 } as const;

export interface SampleChannel {
  name: string;
  unit?: string;
  /** cn_type: 0 fixed place, 1 variable length, 2 master, 6 virtual. */
  kind?: 0 | 1 | 2 | 6;
  dataType: number;
  /** Bit and byte from the record's start, and how many bits. */
  at: number;
  bit?: number;
  bits: number;
  /** The bit of a record's invalidation bytes that marks the value as invalid. */
  invalidBit?: number;
  /** Physical value: raw · factor + offset. */
  linear?: { factor: number; offset: number };
  /** Channels that this one is made up of. */
  parts?: SampleChannel[];
}

export interface SampleGroup {
  name: string;
  /** Bytes of a record. */
  recordBytes: number;
  channels: SampleChannel[];
  /** Where the record says at which offset of the signal data its value of variable length is. */
  valueAt?: number;
}

/** Writes the channels of a group as a list; gives the first. `values` is where those of variable length have their data. */
export function writeChannels(
  file: BlockFile,
  channels: readonly SampleChannel[],
  values: () => number,
): number {
  let first = 0;
  let previous = 0;
  for (const channel of channels) {
    const parts = channel.parts ? writeChannels(file, channel.parts, values) : 0;
    const name = file.text('TX', channel.name);
    const unit = file.text('TX', channel.unit ?? '');
    const conversion = channel.linear ? linearConversion(file, channel.linear) : 0;
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
  data.writeUInt8(kind === 2 ? 1 : 0, 1);
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

function linearConversion(file: BlockFile, { factor, offset }: { factor: number; offset: number }): number {
  const data = Buffer.alloc(40);
  data.writeUInt8(1, 0);
  data.writeUInt16LE(2, 6);
  data.writeDoubleLE(offset, 24);
  data.writeDoubleLE(factor, 32);
  return file.block('CC', [0, 0, 0, 0], data);
}
