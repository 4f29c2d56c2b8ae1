import type { Channel } from '../mdf/definitions.ts';
import { dataTypes } from '../mdf/number-field.ts';
import type { Mdf3Block, Mdf3Blocks } from './blocks.ts';
import { ConversionReader } from './read-conversions.ts';

/** Maximum for one file; more are left out. */
const maxChannels = 100_000;

/** Bytes of a CN block up to its sampling rate; later versions have more. */
const channelBytes = 218;

/** CE block of type 19: the channel is a signal of this CAN message. */
const vectorCan = 19;

/** A channel type: 1 is that of time. */
const timeChannel = 1;

export interface ReadChannels {
  channels: Channel[];
  /** The CAN message of which the first of them that says so is a signal; empty if none does. */
  message: string;
}

/** Reads the CN blocks of channel groups, with names, units and conversions. */
export class ChannelReader {
  readonly #blocks: Mdf3Blocks;
  readonly #broken: (link: number, what: string) => void;
  readonly #visited = new Set<number>();
  readonly #conversions: ConversionReader;
  /** Of values without an order of their own. */
  readonly #littleEndian: boolean;

  constructor(blocks: Mdf3Blocks, littleEndian: boolean, broken: (link: number, what: string) => void) {
    this.#blocks = blocks;
    this.#broken = broken;
    this.#littleEndian = littleEndian;
    this.#conversions = new ConversionReader(blocks);
  }

  async read(first: number): Promise<ReadChannels> {
    const channels: Channel[] = [];
    let message = '';
    for (let link = first; link !== 0 && this.#visited.size < maxChannels; ) {
      const block = this.#visited.has(link) ? undefined : await this.#blocks.block(link, 'CN', channelBytes);
      if (!block) {
        this.#broken(link, 'a channel cannot be read');
        break;
      }
      this.#visited.add(link);
      channels.push(await this.#channel(block));
      if (message === '') message = await this.#messageOf(block.u32(12));
      link = block.u32(4);
    }
    return { channels, message };
  }

  async #channel(block: Mdf3Block): Promise<Channel> {
    const isTime = block.u16(24) === timeChannel;
    const start = block.u16(186);
    const bitCount = block.u16(188);
    const { rule, unit } = await this.#conversions.read(block.u32(8));
    // A channel of time without bits counts records, at the sampling rate (in seconds).
    const counted = isTime && bitCount === 0;
    const step = block.real(210) > 0 ? block.real(210) : 1;
    return {
      name: (await this.#blocks.text(block.u32(218))) || block.text(26, 32),
      unit,
      kind: kindOf(isTime, counted),
      sync: isTime ? 1 : 0,
      dataType: dataTypeOf(block.u16(190), this.#littleEndian),
      bitOffset: start & 7,
      byteOffset: (start >> 3) + block.u16(226),
      bitCount,
      invalidBit: undefined,
      invalid: false,
      array: false,
      // Its elements are channels of their own.
      structure: (await this.#dependency(block.u32(16))) > 0,
      variants: false,
      conversion: counted ? { kind: 'linear', factor: step, offset: 0 } : rule,
      signalData: 0,
    };
  }

  /** How many channels a channel is composed of (CD block). */
  async #dependency(link: number): Promise<number> {
    const block = link === 0 ? undefined : await this.#blocks.block(link, 'CD', 8);
    return block && block.u16(4) !== 0 ? block.u16(6) : 0;
  }

  async #messageOf(link: number): Promise<string> {
    const block = link === 0 ? undefined : await this.#blocks.block(link, 'CE', 6);
    return block?.u16(4) === vectorCan ? block.text(14, 36) : '';
  }
}

function kindOf(isTime: boolean, counted: boolean): Channel['kind'] {
  if (counted) return 'virtual-master';
  return isTime ? 'master' : 'fixed';
}

/** Signal data types (MDF 3.3, CN block) as those of MDF 4: in the order of the file, and in that of their own. */
const { unsignedLittle, unsignedBig, signedLittle, signedBig, floatLittle, floatBig } = dataTypes;
const typesOfFile: Record<number, { little: number; big: number }> = {
  0: { little: unsignedLittle, big: unsignedBig },
  1: { little: signedLittle, big: signedBig },
  2: { little: floatLittle, big: floatBig },
  3: { little: floatLittle, big: floatBig },
};
const typesOfTheirOwn: Record<number, number> = {
  4: dataTypes.vaxF,
  5: dataTypes.vaxG,
  6: dataTypes.vaxD,
  7: dataTypes.latin1,
  8: dataTypes.bytes,
  9: unsignedBig,
  10: signedBig,
  11: floatBig,
  12: floatBig,
  13: unsignedLittle,
  14: signedLittle,
  15: floatLittle,
  16: floatLittle,
};

/** Types of later versions are taken for bytes, which are no numbers. */
function dataTypeOf(type: number, littleEndian: boolean): number {
  const own = typesOfFile[type];
  if (own) return littleEndian ? own.little : own.big;
  return typesOfTheirOwn[type] ?? dataTypes.bytes;
}
