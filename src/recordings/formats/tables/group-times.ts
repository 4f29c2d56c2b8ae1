import { RowTime } from './row-time.ts';
import type { TimeColumn } from './time-column.ts';

/** The times of groups of columns that have one each. */
export class GroupTimes {
  readonly #groups: readonly { from: number; time: RowTime }[];

  constructor({ further = [], kind }: TimeColumn) {
    this.#groups = further.map((from) => ({ from, time: new RowTime(kind) }));
  }

  /** That of the column at `index` in a row; undefined if it is that of the row. */
  timeOf(row: { text(index: number): string }, index: number): RowTime | undefined {
    const group = this.#groups.findLast(({ from }) => from < index);
    return group?.time.read(row.text(group.from)) ? group.time : undefined;
  }
}
