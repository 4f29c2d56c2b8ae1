import type { Channel } from '../mdf/definitions.ts';
import { isFloatType } from '../mdf/number-field.ts';
import { plainText } from '../mdf/plain-text.ts';
import type { Block, BlockReader } from './blocks.ts';
import { ConversionReader } from './read-conversions.ts';

/** Maximum for one file. An engine measurement has up to some ten thousand; more are left out. */
const maxChannels = 100_000;

/** cn_type (ASAM MDF 4.1, CN block). */
const kinds: Channel['kind'][] = [
  'fixed',
  'variable',
  'master',
  'virtual-master',
  'other',
  'maximum',
  'virtual',
];

const flags = { allInvalid: 1, invalidationBit: 2 };

/** Reads the CN blocks of channel groups, with names, units and conversions; shared blocks are read once. */
export class ChannelReader {
  readonly #blocks: BlockReader;
  readonly #broken: (link: number, what: string) => void;
  readonly #later: (link: number) => void;
  readonly #visited = new Set<number>();
  readonly #texts = new Map<number, string>();
  readonly #conversions: ConversionReader;

  constructor(
    blocks: BlockReader,
    broken: (link: number, what: string) => void,
    later: (link: number) => void,
  ) {
    this.#blocks = blocks;
    this.#broken = broken;
    this.#later = later;
    this.#conversions = new ConversionReader(blocks, (link) => this.#text(link));
  }

  /** The channels of a list and of the structures in it, in the order of the file. */
  async read(first: number): Promise<Channel[]> {
    const channels: Channel[] = [];
    const ahead = [first];
    for (let link = ahead.pop(); link !== undefined; link = ahead.pop()) {
      if (link === 0 || this.#visited.size >= maxChannels) continue;
      const block = this.#visited.has(link) ? undefined : await this.#blocks.block(link, 'CN');
      this.#visited.add(link);
      if (!block && (await this.#blocks.isLater(link))) {
        this.#later(link);
        continue;
      }
      if (!block || block.data.byteLength < 24 || block.links.length < 8) {
        this.#broken(link, 'a channel cannot be read');
        continue;
      }
      const [next = 0, composition = 0] = block.links;
      const part = composition === 0 ? undefined : await this.#blocks.header(composition);
      ahead.push(next);
      if (part?.id === 'CN') ahead.push(composition);
      channels.push(await this.#channel(block, part?.id));
    }
    return channels;
  }

  async #channel({ links, data }: Block, part: string | undefined): Promise<Channel> {
    const [, , name = 0, , conversion = 0, signalData = 0, unit = 0] = links;
    const dataType = data.getUint8(2);
    const rule = await this.#conversions.read(conversion, isFloatType(dataType));
    const flag = data.getUint32(12, true);
    return {
      name: await this.#text(name),
      unit: (await this.#text(unit)) || rule.unit,
      kind: kinds[data.getUint8(0)] ?? 'other',
      sync: data.getUint8(1),
      dataType,
      bitOffset: data.getUint8(3),
      byteOffset: data.getUint32(4, true),
      bitCount: data.getUint32(8, true),
      invalid: (flag & flags.allInvalid) !== 0,
      invalidBit: flag & flags.invalidationBit ? data.getUint32(16, true) : undefined,
      array: part === 'CA',
      structure: part === 'CN',
      variants: part === 'CU' || part === 'CV',
      conversion: rule.rule,
      signalData,
    };
  }

  async #text(link: number): Promise<string> {
    const known = this.#texts.get(link);
    if (known !== undefined) return known;
    const text = plainText((await this.#blocks.text(link)).slice(0, 4096)).slice(0, 400);
    this.#texts.set(link, text);
    return text;
  }
}
