import type { StoredVariable } from '../../messages/measurement-sink.ts';
import type { DataPiece } from '../mdf/data-piece.ts';
import type { ChannelGroup } from '../mdf/definitions.ts';
import type { WalkContext } from '../mdf/walk-context.ts';
import { blockHeaderSize } from './blocks.ts';
import type { DataList, DataLists } from './data-list.ts';
import { SignalData } from './signal-data.ts';
import { StoredFrames } from './stored-frames.ts';
import { StoredValues } from './stored-values.ts';

interface ValueBlocksOptions extends WalkContext {
  lists: DataLists;
  /** Reads the data of a list. */
  open(list: DataList, context: WalkContext): AsyncIterator<DataPiece>;
}

/** Opens values in blocks of their own (SD). */
export class ValueBlocks {
  readonly #options: ValueBlocksOptions;
  /** Links of values that are handed over. */
  readonly #taken = new Set<number>();

  constructor(options: ValueBlocksOptions) {
    this.#options = options;
  }

  /** The data bytes of frames of a sorted group. */
  async frameData(link: number): Promise<SignalData> {
    return new SignalData(...(await this.#claimed(link)), this.#options.batch);
  }

  /** The same of frames that stand among records of other groups. */
  async storedFrames(link: number): Promise<StoredFrames> {
    return new StoredFrames(...(await this.#claimed(link)), this.#options.batch);
  }

  /** The payload of packets. */
  async packets(link: number): Promise<StoredValues> {
    return new StoredValues(...(await this.#claimed(link)));
  }

  /**
   * Values that belong to records of `group` which are handed over; undefined if another group has them already. Damage of
   * those at `reported` is reported where they are read as frames.
   */
  async handedOver(
    { link }: StoredVariable,
    group: ChannelGroup,
    reported: number | undefined,
  ): Promise<StoredValues | undefined> {
    if (this.#taken.has(link)) {
      const what = 'values of variable length that another group has as well are kept with that one alone';
      this.#options.damaged('unsupported', group.offset, group.offset, what);
      return undefined;
    }
    this.#taken.add(link);
    const damaged = link === reported ? () => {} : this.#options.damaged;
    const list = await this.#options.lists.of(link);
    for (const at of list.broken)
      damaged('corrupt', at, at + blockHeaderSize, 'values of variable length cannot be found');
    return new StoredValues(this.#options.open(list, { ...this.#options, damaged }), list.positions);
  }

  async #claimed(link: number): Promise<[AsyncIterator<DataPiece>, number[]]> {
    const list = await this.#options.lists.claim(link);
    for (const at of list.broken)
      this.#options.damaged('corrupt', at, at + blockHeaderSize, 'the data bytes of frames cannot be found');
    return [this.#options.open(list, this.#options), list.positions];
  }
}
