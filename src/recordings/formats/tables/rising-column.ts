import type { ColumnName } from './column-name.ts';
import { isTimeName, plainName } from './time-units.ts';

/** How long something has run: a time of the row only if no column is named as one (OBD PID 0x1F, Torque, Car Scanner). */
const runTime =
  /^(?:(?:engine|motor|system|device|ecu)_)*(?:run|running|on|up|operating)_?time(?:_since_[a-z_]+)?(?:_(?:s|sec|secs|seconds|ms|min|h))?$/;

/** Words of which one letter may be wrong, and words that are not meant to be them. */
const words = ['time', 'timestamp', 'datetime', 'seconds', 'elapsed', 'zeit', 'zeitstempel', 'uhrzeit'];
const otherWords = /^(?:tire|tile|tide|dime|lime|mime|tame|tome|tie|item|zeile)$/;

const unnamed = /^(?:column 1|unnamed: ?0)$/i;

/** Rows from which a column can be said to rise. */
const leastRows = 3;
/** Steps that are about as large as the middle one. */
const regularShare = 0.8;
const about = 0.5;

/**
 * In a table in which no column is named as the time: the one whose name is nearly that of a time, or says how long something has run,
 * or else the first one if it has no name and rises in regular steps, unless it numbers the rows. Its figures never fall in the first
 * rows, and rise. -1 if there is none.
 */
export function risingColumn(
  columns: readonly ColumnName[],
  figuresOf: (index: number) => readonly number[],
): number {
  const named = columns.findIndex(({ name }, index) => isNearlyTime(name) && rises(figuresOf(index)));
  if (named >= 0) return named;
  const first = columns[0];
  if (!first || !unnamed.test(first.name)) return -1;
  const figures = figuresOf(0);
  return rises(figures) && isRegular(figures) && !numbersRows(figures) ? 0 : -1;
}

function isNearlyTime(name: string): boolean {
  const tokens = plainName(name).split('_');
  if (runTime.test(tokens.join('_'))) return true;
  return tokens.some((token, at) => {
    const meant = otherWords.test(token) ? undefined : words.find((word) => isOneLetterOff(token, word));
    if (meant === undefined) return false;
    const corrected = tokens.with(at, meant).join('_');
    return isTimeName(corrected) || runTime.test(corrected);
  });
}

/** One letter is another one, missing, or too many, or two neighbours are swapped. */
function isOneLetterOff(token: string, word: string): boolean {
  if (Math.abs(token.length - word.length) > 1 || token === word) return false;
  let from = 0;
  while (from < token.length && token[from] === word[from]) from += 1;
  const swapped = `${word.slice(0, from)}${word[from + 1] ?? ''}${word[from] ?? ''}${word.slice(from + 2)}`;
  const rest = [word.slice(from + 1), word.slice(from)];
  return (
    token === swapped ||
    (token.length === word.length && token.slice(from + 1) === rest[0]) ||
    (token.length < word.length && token.slice(from) === rest[0]) ||
    (token.length > word.length && token.slice(from + 1) === rest[1])
  );
}

function rises(figures: readonly number[]): boolean {
  if (figures.length < leastRows) return false;
  const falls = figures.some((figure, at) => at > 0 && figure < (figures[at - 1] as number));
  return !falls && (figures[0] as number) < (figures.at(-1) as number);
}

function stepsOf(figures: readonly number[]): number[] {
  return figures.slice(1).map((figure, at) => figure - (figures[at] as number));
}

function isRegular(figures: readonly number[]): boolean {
  const steps = stepsOf(figures);
  const middle = steps.toSorted((a, b) => a - b)[steps.length >> 1] as number;
  const regular = steps.filter((step) => Math.abs(step - middle) <= middle * about).length;
  return middle > 0 && regular >= steps.length * regularShare;
}

/** Whole numbers, one more from row to row, as programs number rows; a clock that ticks once a row in seconds looks alike. */
function numbersRows(figures: readonly number[]): boolean {
  return figures.every(Number.isInteger) && stepsOf(figures).every((step) => step <= 1);
}
