/** Lines above the two that VCDS puts over its values in which names may stand. */
const nameRows = 3;
/** Numbers of channels and groups, which name nothing where words do. */
const label = /^(?:'?\d{1,4}|[FG]\d{1,3}|(?:IDE|ENG|MAS)\d+|Group\b.*|Loc\. .*)$/i;

/** The columns of a log of VCDS (Ross-Tech): each group of values has a time of its own, `TIME` above `STAMP`, in seconds. */
export interface StampedHeading {
  /** Position of the second line, which has the units. */
  last: number;
  cells: string[];
}

/** Where `TIME` stands in one row and `STAMP` below it; undefined if nowhere in front of the figures. */
export function stampedHeading(
  rows: readonly { cells: readonly string[] }[],
  within: number,
): StampedHeading | undefined {
  for (let last = 1; last < Math.min(rows.length, within); last += 1) {
    const stamps = cellsAt(rows, last);
    const times = cellsAt(rows, last - 1);
    if (!stamps.some((cell, at) => cell === 'STAMP' && times[at] === 'TIME')) continue;
    const above = rows.slice(Math.max(0, last - 1 - nameRows), last).map((_, at, some) => {
      return cellsAt(rows, last - some.length + at);
    });
    const cells = stamps.map((unit, at) => (unit === 'STAMP' ? 'TIME [s]' : headingOf(above, at, unit)));
    return { last, cells };
  }
  return undefined;
}

function cellsAt(rows: readonly { cells: readonly string[] }[], at: number): string[] {
  return (rows[at]?.cells ?? []).map((cell) => cell.trim());
}

/** The words nearest above the values, those of a name in two lines together. */
function headingOf(above: readonly (readonly string[])[], at: number, unit: string): string {
  const texts = above.map((cells) => cells[at] ?? '').filter((text) => text !== '' && text !== 'Marker');
  const words = texts.filter((text) => !label.test(text));
  const name = (words.length > 0 ? words : texts.slice(-1)).join(' ');
  if (name === '') return at === 0 ? 'Marker' : '';
  return unit === '' || unit === 'Marker' ? name : `${name} [${unit}]`;
}
