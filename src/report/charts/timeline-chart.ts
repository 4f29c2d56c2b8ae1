import { english, type Label, type Language } from '../../language/language.ts';
import { plainText, shortenAtWord } from '../../text/plain-text.ts';
import type { Timeline, TimelineLane } from '../document/document.ts';
import { placePieces, type Stretch } from './broken-time.ts';
import { type Chart, chartWidth, colours, gridLine, label, legend, textWidth, toChart } from './chart.ts';
import { severityColours, severityKeys } from './severity-colours.ts';
import { element } from './svg.ts';
import { axisPieces, rightMargin, timeAxis, timeAxisHeight } from './time-axis.ts';

/** How it is drawn: with the names beside the axis, or for a telephone above their lines. */
export type TimelineForm = 'wide' | 'narrow';

const forms = {
  wide: { width: chartWidth, laneHeight: 24, right: chartWidth - rightMargin },
  narrow: { width: 330, laneHeight: 38, right: 312 },
} as const;
const longestTitle = 46;
const recordedName = 'recorded' satisfies Label;

/** The axis of the chart of a whole time line. */
export interface TimelineArea {
  /** Where it begins and ends, as shares of the chart's width. */
  left: number;
  right: number;
  /** What it is broken between; one if it is not. */
  pieces: Stretch[];
  /** The second at a share of the axis. */
  timeAt(share: number): number;
}

export function timelineArea(
  timeline: Timeline,
  form: TimelineForm = 'wide',
  language: Language = english,
): TimelineArea {
  const { width, right } = forms[form];
  const left = leftOf(timeline.lanes, form, language);
  const pieces = axisPieces(timeline);
  const { x } = placePieces(pieces, left, right);
  return {
    left: left / width,
    right: right / width,
    pieces,
    timeAt: (share) => x.invert(left + share * (right - left)),
  };
}

function leftOf(lanes: Timeline['lanes'], form: TimelineForm, { t }: Language): number {
  // Half of a time of day below the beginning of the axis.
  if (form === 'narrow') return 18;
  return 14 + Math.max(...[t(recordedName), ...lanes.map(laneName)].map(textWidth));
}

function laneName({ title, follows }: TimelineLane): string {
  return `${follows ? '› ' : ''}${shortenAtWord(plainText(title), longestTitle)}`;
}

/**
 * What followed stands below what began it.
 * @param window the part of the drive to show, in seconds; without it, all of it.
 */
export function timelineChart(
  timeline: Timeline,
  window: Stretch = timeline,
  form: TimelineForm = 'wide',
  language: Language = english,
): Chart {
  const { title, description, clock, lanes, recorded } = timeline;
  const { start, end } = window;
  const { width, laneHeight, right } = forms[form];
  const left = leftOf(lanes, form, language);
  const keys = legend(
    left,
    severityKeys(
      lanes.map(({ severity }) => severity),
      language,
    ),
  );
  const top = keys.height + 4;
  const bottom = top + (lanes.length + 1) * laneHeight;
  const isWhole = start <= timeline.start && end >= timeline.end;
  const axis = timeAxis(
    { start, end, clock, recorded: isWhole ? recorded : [] },
    { left, right, top, bottom },
    language,
  );
  const middleOf = (row: number) => top + (row + (form === 'wide' ? 0.5 : 0.7)) * laneHeight;
  const nameOf = (row: number, name: string) =>
    form === 'wide' ? label(left - 8, middleOf(row) + 4, name, 'end') : label(2, middleOf(row) - 11, name);
  return toChart({
    name: 'timeline.svg',
    title,
    description,
    width,
    height: bottom + timeAxisHeight,
    content: [
      ...keys.content,
      ...axis.content,
      nameOf(0, language.t(recordedName)),
      ...recorded
        .flatMap((stretch) => within(window, stretch))
        .map((stretch) =>
          element('rect', {
            x: axis.x(stretch.start),
            y: middleOf(0) - 4,
            width: Math.max(2, axis.x(stretch.end) - axis.x(stretch.start)),
            height: 8,
            rx: 2,
            fill: colours.grid,
            'fill-opacity': 0.5,
          }),
        ),
      ...lanes.flatMap((lane, i) => {
        const { marks, severity } = lane;
        const middle = middleOf(i + 1);
        const colour = severityColours[severity];
        const [first = start, last = first] = [Math.min(...marks), Math.max(...marks)];
        return [
          nameOf(i + 1, laneName(lane)),
          gridLine(left, middle, axis.x(end), middle),
          ...within(window, { start: first, end: last }).map((seen) =>
            element('rect', {
              x: axis.x(seen.start),
              y: middle - 2,
              width: axis.x(seen.end) - axis.x(seen.start),
              height: 4,
              fill: colour,
              'fill-opacity': 0.45,
            }),
          ),
          ...marks
            .filter((at) => at >= start && at <= end)
            .map((at) => element('circle', { cx: axis.x(at), cy: middle, r: 5, fill: colour })),
        ];
      }),
    ],
  });
}

/** The part of a stretch that lies in the window; none, or one. */
function within({ start, end }: Stretch, stretch: Stretch): Stretch[] {
  const part = { start: Math.max(start, stretch.start), end: Math.min(end, stretch.end) };
  return part.start <= part.end ? [part] : [];
}
