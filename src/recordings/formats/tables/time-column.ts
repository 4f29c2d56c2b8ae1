import type { DateParts } from './date-parts.ts';
import type { TimeKind } from './row-time.ts';

/** Where and how a table has the time of its rows. */
export interface TimeColumn {
  /** Its position in the row; `rest` if the date, or the parts of a second, are in a column of their own. */
  index: number;
  rest?: number;
  /** Where several columns have the same time name: the further ones, each the time of the columns behind it. */
  further?: readonly number[];
  /** Where year, month, day, hour, minute and second have a column each. */
  parts?: DateParts;
  kind: TimeKind;
  /** In words, such as `"Time [s]", seconds since the start`. */
  understood: string;
}

/** Why there is none: completes "This is a table …". */
export interface NoTime {
  missing: string;
}
