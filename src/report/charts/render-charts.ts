import type { Aggregate } from '../../diagnosis/aggregate.ts';
import { figuresOf } from '../../diagnosis/measure.ts';
import type { Severity } from '../../domain/severity.ts';
import { severityRank } from '../../domain/severity.ts';
import type { MetricName } from '../../recordings/file-summary.ts';
import { plainText, shortenStart } from '../plain-text.ts';
import { barChart } from './bars.ts';
import { type Chart, type ChartOption, colours, renderChart } from './chart.ts';
import { coverageChart } from './coverage-chart.ts';
import { lineOf, metricChart, onOneClock } from './metric-chart.ts';

/** The charts for which there is data. Equal aggregates give equal bytes. */
export function renderCharts(aggregate: Aggregate): Chart[] {
  return [
    cpuRam(aggregate),
    codes(aggregate),
    coverageChart(aggregate),
    topics(aggregate),
    battery(aggregate),
    temperature(aggregate),
  ]
    .filter((option) => option !== undefined)
    .map(renderChart);
}

const barsPerChart = 15;
const linesPerChart = 5;

const severityColours: Record<Severity, string> = {
  critical: '#b4308a',
  error: colours.red,
  warning: colours.orange,
  info: colours.blue,
};

function cpuRam(aggregate: Aggregate): ChartOption | undefined {
  const lines = onOneClock([
    ofMetric(aggregate, 'cpu_percent', 'CPU'),
    ofMetric(aggregate, 'ram_percent', 'RAM'),
  ]);
  return metricChart(lines, {
    name: 'cpu-ram.svg',
    title: 'CPU and RAM',
    description:
      `Load over time, with the range from lowest to highest. ${figuresIn(aggregate, 'cpu_percent', 'CPU')}${figuresIn(aggregate, 'ram_percent', 'RAM')}`.trim(),
    unit: '%',
    min: 0,
    max: 100,
  });
}

function codes({ codes: all }: Aggregate): ChartOption | undefined {
  const bad = all.filter(({ severity }) => severityRank(severity) >= severityRank('warning'));
  const top = bad.toSorted((a, b) => b.count - a.count).slice(0, barsPerChart);
  return barChart(
    top.map(({ code, count, severity }) => ({
      label: code,
      value: count,
      text: count.toLocaleString('en-US'),
      colour: severityColours[severity],
    })),
    {
      name: 'codes.svg',
      title: 'Most frequent error codes',
      description: `The ${top.length} most frequent of ${bad.length} codes from warning upwards, coloured by severity.`,
      axis: 'occurrences',
    },
  );
}

function topics({ topics: all }: Aggregate): ChartOption | undefined {
  const rated = all
    .filter(({ active_us }) => active_us > 0)
    .map((topic) => ({ ...topic, rate: topic.intervals / (topic.active_us / 1e6) }))
    .sort((a, b) => b.rate - a.rate)
    .slice(0, barsPerChart);
  return barChart(
    rated.map(({ name, rate, message_count }) => ({
      label: name,
      value: rate,
      text: `${rateText(rate)} Hz · ${message_count.toLocaleString('en-US')}`,
      colour: colours.blue,
    })),
    {
      name: 'topics.svg',
      title: 'Topic rates',
      description: `Messages per second of the ${rated.length} fastest of ${all.length} topics, with the number of messages.`,
      axis: 'messages per second',
    },
  );
}

function battery(aggregate: Aggregate): ChartOption | undefined {
  return (
    perSource(aggregate, 'battery_percent', {
      name: 'battery.svg',
      title: 'Battery level',
      description: `Charge over time. ${figuresIn(aggregate, 'battery_percent', 'Battery')}`.trim(),
      unit: '%',
      min: 0,
      max: 100,
    }) ??
    perSource(aggregate, 'battery_voltage', {
      name: 'battery.svg',
      title: 'Battery voltage',
      description: 'Voltage over time, with the range from lowest to highest.',
      unit: 'V',
    })
  );
}

function temperature(aggregate: Aggregate): ChartOption | undefined {
  return perSource(aggregate, 'temperature_celsius', {
    name: 'temperature.svg',
    title: 'Temperatures',
    description: 'Temperatures over time, the hottest sources first, with the range from lowest to highest.',
    unit: '°C',
  });
}

/** One line for each source, those with the highest values first. */
function perSource(
  { metric_sources }: Aggregate,
  name: MetricName,
  about: Parameters<typeof metricChart>[1],
): ChartOption | undefined {
  const sources = metric_sources
    .filter((metric) => metric.name === name)
    .toSorted((a, b) => b.max_milli - a.max_milli)
    .map((metric) => lineOf(metric, shortenStart(plainText(metric.source), 36)));
  return metricChart(onOneClock(sources).slice(0, linesPerChart), about);
}

function ofMetric({ metrics }: Aggregate, name: MetricName, label: string) {
  const metric = metrics.find((one) => one.name === name);
  return metric && lineOf(metric, label);
}

function figuresIn({ metrics }: Aggregate, name: MetricName, label: string): string {
  const metric = metrics.find((one) => one.name === name);
  if (!metric) return '';
  const { avg, p95, max } = figuresOf(metric);
  return `${label}: average ${avg.toFixed(1)} %, 95th percentile ${p95.toFixed(1)} %, highest ${max.toFixed(1)} %. `;
}

function rateText(rate: number): string {
  return rate >= 100 ? rate.toFixed(0) : rate >= 10 ? rate.toFixed(1) : rate.toFixed(2);
}
