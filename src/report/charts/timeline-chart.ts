import { plainText, shorten } from '../../text/plain-text.ts';
import type { Timeline } from '../document/document.ts';
import { type Chart, colours, gridLine, label, legend, textWidth, toChart } from './chart.ts';
import { severityColours, severityKeys } from './severity-colours.ts';
import { element } from './svg.ts';
import { timeAxis, timeAxisHeight } from './time-axis.ts';

const laneHeight = 24;
const longestTitle = 46;
const recordedName = 'recorded';

/** What followed stands below what began it. */
export function timelineChart({ title, description, clock, start, end, lanes, recorded }: Timeline): Chart {
  const names = lanes.map(
    ({ title, follows }) => `${follows ? '› ' : ''}${shorten(plainText(title), longestTitle)}`,
  );
  const left = 14 + Math.max(...[recordedName, ...names].map(textWidth));
  const keys = legend(left, severityKeys(lanes.map(({ severity }) => severity)));
  const top = keys.height + 4;
  const bottom = top + (lanes.length + 1) * laneHeight;
  const axis = timeAxis({ start, end, clock, recorded }, { left, top, bottom });
  const middleOf = (row: number) => top + (row + 0.5) * laneHeight;
  return toChart({
    name: 'timeline.svg',
    title,
    description,
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
  });
}
