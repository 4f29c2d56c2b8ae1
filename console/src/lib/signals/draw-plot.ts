import uPlot from 'uplot';
import 'uplot/dist/uPlot.min.css';
import type { PlotData } from './plot-data.ts';

export interface PlotOptions {
  /** Whether x is seconds since 1970 (UTC); otherwise seconds since the recorder or the drive began. */
  calendar: boolean;
  labels: Record<string, string> | null;
  /** In seconds. */
  window: { from: number; to: number };
  /** Where the differences are taken from, in seconds; read at each drawing. */
  mark(): number | undefined;
  /** The pointer is at this time; undefined when it leaves. */
  onAt(at: number | undefined): void;
  onMark(at: number): void;
  /** A window was drawn with the pointer. */
  onWindow(window: { from: number; to: number }): void;
}

const height = 160;
/** Pixels. */
const valueAxisWidth = 70;
/** Of a drag below so many pixels a click is meant. */
const clickPixels = 4;
/** Plots of the page move their cursors together. */
const syncKey = 'signals';

/** Draws a signal into `room`, and again when its width changes, until `destroy` is called. */
export function drawPlot(room: HTMLElement, data: PlotData, options: PlotOptions) {
  return drawInto(room, uPlotOptions(room.clientWidth, data, options), data);
}

/** Draws a signal as a small picture without axes, from side to side of `room`. */
export function drawStrip(room: HTMLElement, data: PlotData, window: PlotOptions['window']) {
  const lineColours = coloursOfLines();
  const options: uPlot.Options = {
    width: room.clientWidth,
    height: room.clientHeight,
    legend: { show: false },
    cursor: { show: false },
    padding: [3, 0, 3, 0],
    scales: { x: { time: false, range: () => [window.from, window.to] } },
    axes: [{ show: false }, { show: false }],
    series: seriesOf(data, lineColours),
    bands: bandsOf(data, lineColours),
  };
  return drawInto(room, options, data);
}

function drawInto(room: HTMLElement, options: uPlot.Options, data: PlotData) {
  const plot = new uPlot(options, columnsOf(data), room);
  const resized = new ResizeObserver(() => plot.setSize({ width: room.clientWidth, height: options.height }));
  resized.observe(room);
  return {
    redraw: () => plot.redraw(false),
    destroy() {
      resized.disconnect();
      plot.destroy();
    },
  };
}

/** Colours are those of the page, so that dark and light fit. */
function colour(name: string): string {
  return getComputedStyle(document.documentElement).getPropertyValue(name).trim();
}

/** Of each batch. */
const coloursOfLines = () => [colour('--accent'), colour('--warning')];

function seriesOf({ lines }: PlotData, colours: readonly string[]): uPlot.Series[] {
  return [
    {},
    ...lines.map(
      ({ kind, of }): uPlot.Series => ({
        stroke: colours[of] ?? colours[0] ?? '',
        width: kind === 'value' ? 1.5 : 0,
        points: { show: false },
        spanGaps: true,
      }),
    ),
  ];
}

function uPlotOptions(width: number, data: PlotData, options: PlotOptions): uPlot.Options {
  const { calendar, labels, window, onAt, onMark, onWindow } = options;
  const lineColours = coloursOfLines();
  const axis = { stroke: colour('--muted'), grid: { stroke: colour('--line'), width: 1 } };
  return {
    width,
    height,
    legend: { show: false },
    // Times of recordings are shown in UTC everywhere.
    tzDate: (seconds) => uPlot.tzDate(new Date(seconds * 1_000), 'Etc/UTC'),
    fmtDate: (template) => uPlot.fmtDate(withoutNoon(template)),
    // Plots of texts alone have no axis of values, and begin where the others do.
    ...(data.lines.length === 0 && { padding: [null, null, null, valueAxisWidth] as uPlot.Padding }),
    scales: {
      x: { time: calendar, range: () => [window.from, window.to] },
    },
    axes: [
      axis,
      {
        ...axis,
        size: valueAxisWidth,
        ...(labels && { values: (_: uPlot, ticks: number[]) => ticks.map((tick) => labels[tick] ?? '') }),
      },
    ],
    series: seriesOf(data, lineColours),
    bands: bandsOf(data, lineColours),
    cursor: {
      sync: { key: syncKey },
      drag: { x: true, y: false, setScale: false },
      points: { show: false },
    },
    hooks: {
      setCursor: [
        (plot) => {
          const left = plot.cursor.left ?? -1;
          onAt(left < 0 ? undefined : plot.posToVal(left, 'x'));
        },
      ],
      setSelect: [
        (plot) => {
          const { left, width: drawn } = plot.select;
          if (drawn < clickPixels) return;
          onWindow({ from: plot.posToVal(left, 'x'), to: plot.posToVal(left + drawn, 'x') });
          plot.setSelect({ left: 0, top: 0, width: 0, height: 0 }, false);
        },
      ],
      ready: [(plot) => listenForClicks(plot, onMark)],
      draw: [
        (plot) => {
          const at = options.mark();
          if (at !== undefined) drawLine(plot, at, colour('--text'));
          for (const event of data.events) drawLine(plot, event.at, toneOf(event.severity));
        },
      ],
    },
  };
}

/** uPlot's own templates have twelve hours, and the month before the day. */
function withoutNoon(template: string): string {
  return template
    .replaceAll('{h}', '{HH}')
    .replaceAll('{aa}', '')
    .replaceAll('{M}/{D}/{YY}', '{YYYY}-{MM}-{DD}')
    .replaceAll('{M}/{D}', '{MM}-{DD}');
}

/** uPlot's columns: x, then each line. */
function columnsOf({ x, lines }: PlotData): uPlot.AlignedData {
  return [x, ...lines.map(({ values }) => values)] as uPlot.AlignedData;
}

/** Between the least and the greatest value of each bucket. */
function bandsOf({ lines }: PlotData, colours: readonly string[]): uPlot.Band[] {
  return lines.flatMap((line, i) => {
    const low = lines.findIndex(({ kind, of }) => kind === 'min' && of === line.of);
    if (line.kind !== 'max' || low < 0) return [];
    return [{ series: [i + 1, low + 1] as [number, number], fill: `${colours[line.of] ?? ''}40` }];
  });
}

function listenForClicks(plot: uPlot, onMark: (at: number) => void): void {
  let pressed = Number.NaN;
  plot.over.addEventListener('mousedown', ({ clientX }) => {
    pressed = clientX;
  });
  plot.over.addEventListener('click', ({ clientX }) => {
    if (Math.abs(clientX - pressed) < clickPixels) {
      onMark(plot.posToVal(clientX - plot.over.getBoundingClientRect().left, 'x'));
    }
  });
}

function drawLine({ ctx, bbox, valToPos, scales }: uPlot, at: number, colour: string): void {
  const { min, max } = scales.x ?? {};
  if (min == null || max == null || at < min || at > max) return;
  const x = Math.round(valToPos(at, 'x', true));
  ctx.save();
  ctx.strokeStyle = colour;
  ctx.setLineDash([4, 3]);
  ctx.beginPath();
  ctx.moveTo(x, bbox.top);
  ctx.lineTo(x, bbox.top + bbox.height);
  ctx.stroke();
  ctx.restore();
}

function toneOf(severity: string | undefined): string {
  if (severity === 'error' || severity === 'critical') return colour('--error');
  return colour(severity === 'warning' ? '--warning' : '--muted');
}
