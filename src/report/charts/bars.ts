import { plainText, shortenStart } from '../plain-text.ts';
import { type ChartOption, colours } from './chart.ts';

export interface Bar {
  label: string;
  value: number;
  /** What stands at the end of the bar. */
  text: string;
  colour: string;
}

const labelLength = 44;

/** Lying bars, the first on top. */
export function barChart(
  bars: Bar[],
  about: { name: string; title: string; description: string; axis: string },
): ChartOption | undefined {
  if (bars.length === 0) return undefined;
  const { axis, ...words } = about;
  return {
    ...words,
    height: 64 + bars.length * 26,
    option: {
      grid: { left: 8, right: 90, top: 8, bottom: 28, containLabel: true },
      xAxis: {
        type: 'value',
        name: axis,
        nameLocation: 'middle',
        nameGap: 26,
        nameTextStyle: { color: colours.text },
        axisLabel: { color: colours.text, hideOverlap: true },
        splitLine: { lineStyle: { color: colours.line } },
      },
      yAxis: {
        type: 'category',
        inverse: true,
        data: bars.map(({ label }) => shortenStart(plainText(label), labelLength)),
        axisLabel: { color: colours.text, interval: 0 },
        axisLine: { lineStyle: { color: colours.line } },
        axisTick: { show: false },
      },
      series: [
        {
          type: 'bar',
          silent: true,
          barMaxWidth: 16,
          barMinHeight: 2,
          label: { show: true, position: 'right', color: colours.text },
          data: bars.map(({ value, text, colour }) => ({
            value,
            itemStyle: { color: colour, borderRadius: [0, 3, 3, 0] },
            label: { formatter: () => text },
          })),
        },
      ],
    },
  };
}
