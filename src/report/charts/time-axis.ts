import { english, type Language } from '../../language/language.ts';
import type { ClockKind } from '../../recordings/summary/file-summary.ts';
import { piecesOfTime, placePieces, type Stretch } from './broken-time.ts';
import { chartWidth, gridLine, label, textWidth } from './chart.ts';
import { linear, timeAxisName, timeTicks } from './scale.ts';
import type { Markup } from './svg.ts';

/** Height of ticks and name below the plot. */
export const timeAxisHeight = 42;
export const rightMargin = 24;
const usualRight = chartWidth - rightMargin;

export interface TimeAxis {
  x: (seconds: number) => number;
  content: Markup[];
}

interface Room {
  left: number;
  /** The right margin of a usual chart if it is not given. */
  right?: number;
  top: number;
  bottom: number;
}

/** A time that an axis shows, in seconds, and what of it was recorded. */
export interface AxisTime extends Stretch {
  clock: ClockKind;
  recorded?: readonly Stretch[];
}

/** The axis is broken between these, at holes beside which everything recorded would be a dot; one if there is none. */
export function axisPieces({ start, end, clock, recorded = [] }: AxisTime): Stretch[] {
  return clock === 'unix' ? piecesOfTime({ start, end }, recorded) : [{ start, end }];
}

/** A time axis along the bottom of a plot, from `left` to `right`. */
export function timeAxis(time: AxisTime, room: Room, language: Language = english): TimeAxis {
  const pieces = axisPieces(time);
  return pieces.length > 1 ? brokenAxis(pieces, room, language) : wholeAxis(time, time.clock, room, language);
}

function wholeAxis(
  { start, end }: Stretch,
  clock: ClockKind,
  { left, right = usualRight, top, bottom }: Room,
  language: Language,
): TimeAxis {
  // A single moment needs some width, otherwise nothing could be drawn.
  const last = end > start ? end : start + 1;
  const x = linear(start, last, left, right);
  const content = timeTicks(start, last, clock).flatMap(({ at, label: text }) => [
    gridLine(x(at), top, x(at), bottom + 4),
    label(x(at), bottom + 18, text, 'middle'),
  ]);
  content.push(gridLine(left, bottom, right, bottom));
  content.push(label((left + right) / 2, bottom + 36, timeAxisName(start, last, clock, language), 'middle'));
  return { x, content };
}

/** Each piece with its date, or its time of day if all are of one date. */
function brokenAxis(
  pieces: readonly Stretch[],
  { left, right = usualRight, top, bottom }: Room,
  language: Language,
): TimeAxis {
  const placed = placePieces(pieces, left, right);
  const times = pieces.map(({ start }) => new Date(start * 1000).toISOString());
  const isOneDate = times.every((time) => time.slice(0, 10) === times[0]?.slice(0, 10));
  const content: Markup[] = [];
  let labelled = Number.NEGATIVE_INFINITY;
  for (const [i, { start, end }] of placed.pieces.entries()) {
    const [middle, text] = [(start + end) / 2, times[i]?.slice(...(isOneDate ? [11, 16] : [0, 10])) ?? ''];
    content.push(gridLine(start, top, start, bottom + 4), gridLine(start, bottom, end, bottom));
    const next = placed.pieces[i + 1];
    // Two strokes through the axis.
    if (next)
      for (const at of [(end + next.start) / 2 - 2, (end + next.start) / 2 + 2])
        content.push(gridLine(at - 2, bottom + 5, at + 2, bottom - 5));
    if (middle - textWidth(text) / 2 < labelled) continue;
    content.push(label(middle, bottom + 18, text, 'middle'));
    labelled = middle + textWidth(text) / 2 + 8;
  }
  const [first, last] = [pieces[0]?.start ?? 0, pieces.at(-1)?.end ?? 0];
  const name = language.t('{axis}; // leaves out a time without recordings', {
    axis: timeAxisName(first, last, 'unix', language),
  });
  content.push(label((left + right) / 2, bottom + 36, name, 'middle'));
  return { x: placed.x, content };
}
