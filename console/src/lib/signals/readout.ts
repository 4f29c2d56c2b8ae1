import { formatFigure } from '../format.ts';
import { type PlotData, rowAt } from './plot-data.ts';

/** What a plot says at a time in seconds: its values, the newest text, and the difference to the mark. */
export function readoutOf(
  data: PlotData,
  at: number | undefined,
  mark: number | undefined,
  { unit, labels }: { unit: string | null; labels: Record<string, string> | null },
): string {
  if (at === undefined) return '';
  const event = data.events.findLast((one) => one.at <= at);
  if (event) return event.text;
  const worded = (value: number) =>
    labels?.[value] ?? `${formatFigure(value)}${unit === null ? '' : ` ${unit}`}`;
  const parts = valuesAt(data, at).map((value, of) => {
    if (value === undefined) return '–';
    const before = mark === undefined ? undefined : valuesAt(data, mark)[of];
    if (before === undefined) return worded(value);
    const difference = value - before;
    return `${worded(value)} (Δ ${difference > 0 ? '+' : ''}${formatFigure(difference)})`;
  });
  return parts.join(' · ');
}

/** The value of each batch's line at or before a time. */
function valuesAt({ x, lines }: PlotData, at: number): (number | undefined)[] {
  const row = rowAt(x, at);
  return lines
    .filter(({ kind }) => kind === 'value')
    .map(({ values }) => {
      if (row === undefined) return undefined;
      const last = values.slice(0, row + 1).findLast((value) => value !== null);
      return last ?? undefined;
    });
}
