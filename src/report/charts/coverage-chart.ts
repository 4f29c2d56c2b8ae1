import type { CustomSeriesOption } from 'echarts/charts';
import type { Aggregate } from '../../diagnosis/aggregate.ts';
import type { FileRow } from '../../diagnosis/gather/file-rows.ts';
import { plainText, shortenStart } from '../plain-text.ts';
import { type ChartOption, colours } from './chart.ts';
import { axisTime, timeAxis } from './time-axis.ts';

/** More files than this are drawn as one row of what was recorded and one of what is damaged. */
const mostRows = 24;

interface Row {
  label: string;
  bars: { start: number; end: number; colour: string }[];
}

/** Which file covers which time; damaged ones stand out. */
export function coverageChart(aggregate: Aggregate): ChartOption | undefined {
  const common = aggregate.span !== null;
  const files = aggregate.files.filter(
    ({ state, span, believable }) =>
      state === 'parsed' && span && (common ? believable : span.clock === 'boot'),
  );
  const clock = common ? 'unix' : 'boot';
  if (files.length === 0) return undefined;
  const rows =
    files.length <= mostRows || !common
      ? rowPerFile(files.slice(0, mostRows), clock)
      : summaryRows(aggregate, files);
  const damaged = files.filter(({ verdict }) => verdict.code !== 'ok').length;
  return {
    name: 'coverage.svg',
    title: 'Coverage',
    description: `Which file covers which time. ${files.length} files, ${damaged} of them damaged, ${aggregate.holes.length} holes between them.`,
    height: 88 + rows.length * 24,
    option: {
      grid: { left: 8, right: 20, top: 28, bottom: 30, containLabel: true },
      legend: {
        top: 0,
        right: 8,
        selectedMode: false,
        textStyle: { color: colours.text },
        data: [
          { name: 'whole', icon: 'rect', itemStyle: { color: colours.blue } },
          ...(damaged > 0 ? [{ name: 'damaged', icon: 'rect', itemStyle: { color: colours.red } }] : []),
        ],
      },
      xAxis: timeAxis(clock),
      yAxis: {
        type: 'category',
        inverse: true,
        data: rows.map(({ label }) => label),
        axisLabel: { color: colours.text, interval: 0 },
        axisLine: { lineStyle: { color: colours.line } },
        axisTick: { show: false },
      },
      series: [barsOf('whole', rows, colours.blue), barsOf('damaged', rows, colours.red)],
    },
  };
}

function rowPerFile(files: FileRow[], clock: 'unix' | 'boot'): Row[] {
  return files
    .map((file) => ({
      label: shortenStart(plainText(file.name), 34),
      bars: [
        {
          start: axisNs(clock, file.span?.start_ns),
          end: axisNs(clock, file.span?.end_ns),
          colour: file.verdict.code === 'ok' ? colours.blue : colours.red,
        },
      ],
    }))
    .sort((a, b) => (a.bars[0]?.start ?? 0) - (b.bars[0]?.start ?? 0));
}

function summaryRows({ coverage }: Aggregate, files: FileRow[]): Row[] {
  const bars = (spans: { start_ns: string; end_ns: string }[], colour: string) =>
    spans.map(({ start_ns, end_ns }) => ({
      start: axisNs('unix', start_ns),
      end: axisNs('unix', end_ns),
      colour,
    }));
  const damaged = files.flatMap(({ verdict, span }) => (verdict.code !== 'ok' && span ? [span] : []));
  const rows = [{ label: 'all files', bars: bars(coverage, colours.blue) }];
  return damaged.length === 0
    ? rows
    : [...rows, { label: 'damaged files', bars: bars(damaged, colours.red) }];
}

function axisNs(clock: 'unix' | 'boot', ns: string | undefined): number {
  return axisTime(clock, Number(BigInt(ns ?? '0') / 1000n) / 1e6);
}

function barsOf(name: string, rows: Row[], colour: string): CustomSeriesOption {
  return {
    type: 'custom',
    name,
    silent: true,
    color: colour,
    encode: { x: [0, 1], y: 2 },
    data: rows.flatMap(({ bars }, row) =>
      bars.filter((bar) => bar.colour === colour).map(({ start, end }) => [start, end, row]),
    ),
    renderItem: (_, api) => {
      const [x = 0, y = 0] = api.coord([api.value(0), api.value(2)]);
      const [right = x] = api.coord([api.value(1), api.value(2)]);
      return {
        type: 'rect',
        // A file of a moment stays visible among files of hours.
        shape: { x, y: y - 6, width: Math.max(2, right - x), height: 12, r: 2 },
        style: { fill: colour },
      };
    },
  };
}
