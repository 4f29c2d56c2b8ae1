import type { ClockKind } from '../../recordings/summary/file-summary.ts';
import { chartWidth, gridLine, label } from './chart.ts';
import { linear, timeAxisName, timeTicks } from './scale.ts';
import type { Markup } from './svg.ts';

/** Height of ticks and name below the plot. */
export const timeAxisHeight = 42;
export const rightMargin = 24;

/** A time axis along the bottom of a plot, from `left` to the right margin; `start` and `end` in seconds. */
export function timeAxis(
  { start, end, clock }: { start: number; end: number; clock: ClockKind },
  { left, top, bottom }: { left: number; top: number; bottom: number },
): { x: (seconds: number) => number; content: Markup[] } {
  const right = chartWidth - rightMargin;
  // A single moment needs some width, otherwise nothing could be drawn.
  const last = end > start ? end : start + 1;
  const x = linear(start, last, left, right);
  const content = timeTicks(start, last, clock).flatMap(({ at, label: text }) => [
    gridLine(x(at), top, x(at), bottom + 4),
    label(x(at), bottom + 18, text, 'middle'),
  ]);
  content.push(gridLine(left, bottom, right, bottom));
  content.push(label((left + right) / 2, bottom + 36, timeAxisName(start, last, clock), 'middle'));
  return { x, content };
}
