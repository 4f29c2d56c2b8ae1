import type { Severity } from '../../domain/severity.ts';
import type { ClockKind } from '../../recordings/summary/file-summary.ts';
import { plainText, shorten } from '../../text/plain-text.ts';
import { colours, type Drawing, gridLine, label, legend, textWidth } from './chart.ts';
import { severityColours, severityKeys } from './severity-colours.ts';
import { element } from './svg.ts';
import { timeAxis, timeAxisHeight } from './time-axis.ts';

/** A finding on the time line. */
export interface TimelineLane {
  title: string;
  severity: Severity;
  /** Whether it follows from the lane above that follows from none. */
  follows: boolean;
  /** When it was seen, in seconds on the clock of the drive. */
  marks: number[];
}

export interface Timeline {
  clock: ClockKind;
  /** In seconds. */
  start: number;
  end: number;
  lanes: TimelineLane[];
  /** Periods in which something was recorded. */
  recorded: { start: number; end: number }[];
}

const laneHeight = 24;
const longestTitle = 46;
const recordedName = 'recorded';

/** The drive on one line: what was recorded, and when each finding was seen, what followed below what began it. */
export function timelineChart({ clock, start, end, lanes, recorded }: Timeline): Drawing {
  const names = lanes.map(
    ({ title, follows }) => `${follows ? '› ' : ''}${shorten(plainText(title), longestTitle)}`,
  );
  const left = 14 + Math.max(...[recordedName, ...names].map(textWidth));
  const keys = legend(left, severityKeys(lanes.map(({ severity }) => severity)));
  const top = keys.height + 4;
  const bottom = top + (lanes.length + 1) * laneHeight;
  const axis = timeAxis({ start, end, clock }, { left, top, bottom });
  const middleOf = (row: number) => top + (row + 0.5) * laneHeight;
  return {
    name: 'timeline.svg',
    title: 'The drive on one line',
    description: lanes.map(({ title, follows }) => `${follows ? 'Then ' : ''}${plainText(title)}.`).join(' '),
    height: bottom + timeAxisHeight,
    content: [
      ...keys.content,
      ...axis.content,
      label(left - 8, middleOf(0) + 4, recordedName, 'end'),
      ...recorded.map((stretch) =>
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
      ...lanes.flatMap(({ marks, severity }, i) => {
        const middle = middleOf(i + 1);
        const colour = severityColours[severity];
        const [first = start, last = first] = [Math.min(...marks), Math.max(...marks)];
        return [
          label(left - 8, middle + 4, names[i] ?? '', 'end'),
          gridLine(left, middle, axis.x(end), middle),
          element('rect', {
            x: axis.x(first),
            y: middle - 2,
            width: axis.x(last) - axis.x(first),
            height: 4,
            fill: colour,
            'fill-opacity': 0.45,
          }),
          ...marks.map((at) => element('circle', { cx: axis.x(at), cy: middle, r: 5, fill: colour })),
        ];
      }),
    ],
  };
}
