import type { MetricAggregate } from '../../diagnosis/gather/metrics.ts';
import { bucketSeconds, type Point, pointsOf, type Timeline, timelinesOf } from '../../diagnosis/measure.ts';
import { isSameRecording, recordingKey } from '../../diagnosis/recording-key.ts';
import { plainText, shortenStart } from '../../text/plain-text.ts';
import { chartWidth, type Drawing, gridLine, label, legend, palette } from './chart.ts';
import { linear, valueTicks } from './scale.ts';
import { element, line, type Markup } from './svg.ts';
import { rightMargin, timeAxis, timeAxisHeight } from './time-axis.ts';

export interface Line {
  name: string;
  timeline: Timeline;
}

const left = 52;
const plotHeight = 200;

/** Lines of averages, each with a band from the minimum to the maximum of each time bucket. */
export function lineChart(
  lines: Line[],
  about: {
    name: string;
    title: string;
    description: string;
    unit: string;
    bounds?: [low: number, high: number];
  },
): Drawing | undefined {
  const { unit, bounds, ...words } = about;
  const drawn = lines.map(({ name, timeline }, i) => ({
    name,
    colour: palette[i % palette.length] ?? palette[0],
    pieces: piecesOf(timeline),
  }));
  const points = drawn.flatMap(({ pieces }) => pieces.flat());
  const clock = lines[0]?.timeline.clock;
  if (!clock || points.length === 0) return undefined;

  const names = legend(left, drawn);
  const top = names.height + 16;
  const bottom = top + plotHeight;
  const axis = timeAxis(spanOf(points, clock), { left, top, bottom });
  const low = Math.min(...points.map(({ min }) => min));
  const high = Math.max(...points.map(({ max }) => max));
  const values = valueTicks(bounds?.[0] ?? low, bounds?.[1] ?? high);
  const y = linear(values.low, values.high, bottom, top);
  return {
    ...words,
    height: bottom + timeAxisHeight,
    content: [
      ...names.content,
      ...values.ticks.flatMap(({ at, label: text }) => [
        gridLine(left, y(at), chartWidth - rightMargin, y(at)),
        label(left - 8, y(at) + 4, text, 'end'),
      ]),
      label(left - 8, top - 14, unit, 'end'),
      ...axis.content,
      ...drawn.flatMap(({ pieces, colour }) => pieces.map((piece) => band(piece, colour, axis.x, y))),
      ...drawn.flatMap(({ pieces, colour }) => pieces.map((piece) => average(piece, colour, axis.x, y))),
    ],
  };
}

/**
 * The source's line: on the clock of the file with its highest value if that file has a clock of its own, otherwise
 * on the common clock.
 */
export function lineOf(metric: MetricAggregate, name: string): Line | undefined {
  const timelines = timelinesOf(metric);
  const timeline = timelines.find(({ file }) => file && isSameRecording(file, metric.max_at)) ?? timelines[0];
  if (!timeline) return undefined;
  const file = timeline.file ? ` (${shortenStart(plainText(timeline.file.file_name), 30)})` : '';
  return { name: `${name}${file}`, timeline };
}

/** Lines share a chart only if they share a clock: that of the first, which is the most important. */
export function onOneClock(lines: (Line | undefined)[]): Line[] {
  const present = lines.filter((one) => one !== undefined);
  const first = present[0]?.timeline;
  return present.filter(
    ({ timeline }) => first && timeline.clock === first.clock && ownClockOf(timeline) === ownClockOf(first),
  );
}

function ownClockOf({ file }: Timeline): string | undefined {
  return file && recordingKey(file);
}

/** Interrupted where nothing was measured for much longer than usual: a line across the gap would invent values. */
function piecesOf({ series }: Timeline): Point[][] {
  const points = pointsOf(series);
  const steps = points.slice(1).map(({ time_s }, i) => time_s - (points[i]?.time_s ?? 0));
  const usual = steps.toSorted((a, b) => a - b)[Math.floor(steps.length / 2)] ?? bucketSeconds(series);
  const pieces: Point[][] = [];
  points.forEach((point, i) => {
    const piece = pieces.at(-1);
    if (!piece || (steps[i - 1] ?? 0) > 3.5 * usual) pieces.push([point]);
    else piece.push(point);
  });
  return pieces;
}

function spanOf(points: Point[], clock: Timeline['clock']) {
  const times = points.map(({ time_s }) => time_s);
  return { start: Math.min(...times), end: Math.max(...times), clock };
}

function band(piece: Point[], fill: string, x: (s: number) => number, y: (v: number) => number): Markup {
  const upper = piece.map(({ time_s, max }) => [x(time_s), y(max)] as const);
  const lower = piece.map(({ time_s, min }) => [x(time_s), y(min)] as const).reverse();
  return element('path', { d: `${line([...upper, ...lower])}Z`, fill, 'fill-opacity': 0.2 });
}

function average(piece: Point[], colour: string, x: (s: number) => number, y: (v: number) => number): Markup {
  const [only] = piece;
  if (piece.length === 1 && only) {
    return element('circle', { cx: x(only.time_s), cy: y(only.avg), r: 2.5, fill: colour });
  }
  const d = line(piece.map(({ time_s, avg }) => [x(time_s), y(avg)] as const));
  return element('path', { d, fill: 'none', stroke: colour, 'stroke-width': 2, 'stroke-linejoin': 'round' });
}
