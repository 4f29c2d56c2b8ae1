import type { LineSeriesOption } from 'echarts/charts';
import type { MetricAggregate } from '../../diagnosis/gather/metrics.ts';
import { type Timeline, timelinesOf } from '../../diagnosis/measure.ts';
import { plainText, shortenStart } from '../plain-text.ts';
import { type ChartOption, colours, palette } from './chart.ts';
import { linePoints, timeAxis, valueAxis } from './time-axis.ts';

export interface Line {
  label: string;
  timeline: Timeline;
}

/** Lines of averages, each with a band from the least to the greatest value of each bucket. */
export function metricChart(
  lines: Line[],
  about: { name: string; title: string; description: string; unit: string; min?: number; max?: number },
): ChartOption | undefined {
  const clock = lines[0]?.timeline.clock;
  if (!clock) return undefined;
  const { name, title, description, unit, ...bounds } = about;
  return {
    name,
    title,
    description,
    height: 300,
    option: {
      grid: { left: 56, right: 16, top: 44, bottom: 52 },
      legend: { top: 0, right: 8, data: lines.map(({ label }) => label), textStyle: { color: colours.text } },
      xAxis: timeAxis(clock),
      yAxis: valueAxis(unit, bounds),
      series: lines.flatMap(({ label, timeline }, i) => lineAndBand(label, timeline, i)),
    },
  };
}

/** The source's line on the common clock, or that of the file with the most values. */
export function lineOf(metric: MetricAggregate, label: string): Line | undefined {
  const timeline = timelinesOf(metric)[0];
  if (!timeline) return undefined;
  const file = timeline.file ? ` (${shortenStart(plainText(timeline.file.file_name), 30)})` : '';
  return { label: `${label}${file}`, timeline };
}

/** Lines can share a chart only when they share a clock: those of the first line's. */
export function onOneClock(lines: (Line | undefined)[]): Line[] {
  const present = lines.filter((line) => line !== undefined);
  const first = present[0]?.timeline;
  return present.filter(
    ({ timeline }) => timeline.clock === first?.clock && timeline.file?.file_id === first?.file?.file_id,
  );
}

function lineAndBand(label: string, timeline: Timeline, index: number): LineSeriesOption[] {
  const points = linePoints(timeline);
  const colour = palette[index % palette.length] ?? colours.grey;
  const hidden = {
    type: 'line' as const,
    showSymbol: false,
    silent: true,
    stack: `band-${index}`,
    stackStrategy: 'all' as const,
    lineStyle: { opacity: 0 },
  };
  return [
    { ...hidden, name: `${label}, lowest`, data: points.map(({ x, min }) => [x, min]) },
    {
      ...hidden,
      name: `${label}, range`,
      data: points.map(({ x, min, max }) => [x, min === null || max === null ? null : max - min]),
      areaStyle: { color: colour, opacity: 0.18 },
    },
    {
      type: 'line',
      name: label,
      showSymbol: points.length < 3,
      symbolSize: 5,
      silent: true,
      color: colour,
      lineStyle: { width: 2, color: colour },
      data: points.map(({ x, avg }) => [x, avg]),
    },
  ];
}
