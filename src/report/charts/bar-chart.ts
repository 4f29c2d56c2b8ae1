import { plainText, shortenAtWord, shortenStart } from '../../text/plain-text.ts';
import { chartWidth, type Drawing, gridLine, label, legend, textWidth } from './chart.ts';
import { linear, valueTicks } from './scale.ts';
import { element } from './svg.ts';

export interface Bar {
  name: string;
  value: number;
  /** The text at the end of the bar. */
  text: string;
  colour: string;
}

const rowHeight = 24;
const longestName = 46;

/** Horizontal bars from zero, the first on top; each shows its full name on hover. */
export function barChart(
  bars: Bar[],
  about: {
    name: string;
    title: string;
    description: string;
    axis: string;
    /** Which end of a long name is kept. */
    keeps: 'start' | 'end';
    /** What the colours mean, if anything. */
    meanings?: { name: string; colour: string }[];
  },
): Drawing | undefined {
  if (bars.length === 0) return undefined;
  const { axis, keeps, meanings = [], ...words } = about;
  const shortened = keeps === 'start' ? shortenAtWord : shortenStart;
  const named = bars.map((bar) => ({ ...bar, short: shortened(plainText(bar.name), longestName) }));
  const left = 14 + Math.max(...named.map(({ short }) => textWidth(short)));
  const right = chartWidth - 16 - Math.max(...bars.map(({ text }) => textWidth(text)));
  const keys = legend(left, meanings);
  const top = keys.height + 6;
  const bottom = top + bars.length * rowHeight;
  const { ticks, low, high } = valueTicks(0, Math.max(...bars.map(({ value }) => value)));
  const x = linear(low, high, left, right);
  return {
    ...words,
    height: bottom + 42,
    content: [
      ...keys.content,
      ...ticks.flatMap(({ at, label: text }) => [
        gridLine(x(at), top, x(at), bottom + 4),
        label(x(at), bottom + 18, text, 'middle'),
      ]),
      label((left + right) / 2, bottom + 36, axis, 'middle'),
      ...named.flatMap(({ name, short, value, text, colour }, row) => {
        const middle = top + (row + 0.5) * rowHeight;
        // Even the smallest of many must be visible.
        const width = Math.max(2, x(value) - left);
        return [
          label(left - 8, middle + 4, short, 'end'),
          element(
            'rect',
            { x: left, y: middle - 8, width, height: 16, rx: 2, fill: colour },
            element('title', {}, `${name}: ${text}`),
          ),
          label(left + width + 7, middle + 4, text),
        ];
      }),
    ],
  };
}
