import type { Aggregate } from '../../diagnosis/aggregate.ts';
import type { MetricAggregate } from '../../diagnosis/gather/metrics.ts';
import { figuresOf } from '../../diagnosis/measure.ts';
import { plural } from '../../domain/plural.ts';
import { severityRank } from '../../domain/severity.ts';
import type { MetricName } from '../../recordings/summary/file-summary.ts';
import { plainText, shortenStart } from '../../text/plain-text.ts';
import { quoteCode } from '../../text/wording.ts';
import { barChart } from './bar-chart.ts';
import { type Chart, colours, type Drawing, toChart } from './chart.ts';
import { codeTimesChart } from './code-times-chart.ts';
import { coverageChart } from './coverage-chart.ts';
import { lineChart, lineOf, onOneClock } from './line-chart.ts';
import { grouped } from './scale.ts';
import { severityColours, severityKeys } from './severity-colours.ts';

/** The charts for which there is data. Equal aggregates give equal bytes. */
export function renderCharts(aggregate: Aggregate): Chart[] {
  return [
    cpuRam(aggregate),
    codes(aggregate),
    codeTimesChart(aggregate),
    coverageChart(aggregate),
    topics(aggregate),
    battery(aggregate),
    voltage(aggregate),
    temperature(aggregate),
  ]
    .filter((drawing) => drawing !== undefined)
    .map(toChart);
}

const barsPerChart = 15;
const linesPerChart = 5;
/** Together no more than there are colours. */
const sourcesInCpuRam = { cpu: 3, ram: 2 } as const;
const percent: [number, number] = [0, 100];

function cpuRam(aggregate: Aggregate): Drawing | undefined {
  const cpu = sourcesOf(aggregate, 'cpu_percent').slice(0, sourcesInCpuRam.cpu);
  const ram = sourcesOf(aggregate, 'ram_percent').slice(0, sourcesInCpuRam.ram);
  const named = [
    ...cpu.map((metric) => ['CPU', metric] as const),
    ...ram.map((metric) => ['RAM', metric] as const),
  ];
  const nameIn = (kind: string, metric: MetricAggregate) =>
    `${kind} ${shortenStart(plainText(nameOf(metric)), 26)}`;
  return lineChart(onOneClock(named.map(([kind, metric]) => lineOf(metric, nameIn(kind, metric)))), {
    name: 'cpu-ram.svg',
    title: 'CPU and RAM',
    description: `Average load over time, with the range from lowest to highest. ${named
      .map(([kind, metric]) => inWords(metric, nameIn(kind, metric), '%'))
      .join(' ')}`,
    unit: '%',
    bounds: percent,
  });
}

function codes({ codes: all }: Aggregate): Drawing | undefined {
  const bad = all.filter(({ severity }) => severityRank(severity) >= severityRank('warning'));
  const top = bad.toSorted((a, b) => b.count - a.count).slice(0, barsPerChart);
  return barChart(
    top.map(({ code, count, severity }) => ({
      name: quoteCode(code),
      value: count,
      text: grouped(count),
      colour: severityColours[severity],
    })),
    {
      name: 'codes.svg',
      title: 'Most frequent error codes',
      description: `The ${top.length} most frequent of ${bad.length} codes from warning upwards, coloured by severity.`,
      axis: 'occurrences',
      keeps: 'start',
      meanings: severityKeys(top.map(({ severity }) => severity)),
    },
  );
}

function topics({ topics: all }: Aggregate): Drawing | undefined {
  const rated = all
    .filter(({ active_us }) => active_us > 0)
    .map((topic) => ({ ...topic, rate: topic.intervals / (topic.active_us / 1e6) }))
    .sort((a, b) => b.rate - a.rate)
    .slice(0, barsPerChart);
  return barChart(
    rated.map(({ name, rate, message_count }) => ({
      name,
      value: rate,
      text: `${rateText(rate)} Hz · ${grouped(message_count)}`,
      colour: colours.blue,
    })),
    {
      name: 'topics.svg',
      title: 'Topic rates',
      description:
        rated.length < all.length
          ? `Messages per second of the ${rated.length} fastest of ${all.length} topics, with the number of messages.`
          : `Messages per second of ${plural(all.length, 'topic')}, with the number of messages.`,
      axis: 'messages per second (and in total)',
      keeps: 'end',
    },
  );
}

function battery(aggregate: Aggregate): Drawing | undefined {
  return perSource(aggregate, 'battery_percent', {
    name: 'battery.svg',
    title: 'Battery level',
    unit: '%',
    bounds: percent,
  });
}

function voltage(aggregate: Aggregate): Drawing | undefined {
  return perSource(aggregate, 'battery_voltage', {
    name: 'voltage.svg',
    title: 'Battery voltage',
    unit: 'V',
  });
}

function temperature(aggregate: Aggregate): Drawing | undefined {
  return perSource(aggregate, 'temperature_celsius', {
    name: 'temperature.svg',
    title: 'Temperatures',
    unit: '°C',
  });
}

/** Metrics for which low values are bad. */
const worstLow: ReadonlySet<MetricName> = new Set(['battery_percent', 'battery_voltage']);

/** The worst first: those with the highest values, or the lowest. */
function sourcesOf({ metric_sources }: Aggregate, metric: MetricName): MetricAggregate[] {
  const sources = metric_sources.filter(({ name }) => name === metric);
  return worstLow.has(metric)
    ? sources.sort((a, b) => a.min_milli - b.min_milli)
    : sources.sort((a, b) => b.max_milli - a.max_milli);
}

/** One line for each source, the worst first. */
function perSource(
  aggregate: Aggregate,
  metric: MetricName,
  about: { name: string; title: string; unit: string; bounds?: [number, number] },
): Drawing | undefined {
  const sources = sourcesOf(aggregate, metric);
  const lines = onOneClock(
    sources.map((source) => lineOf(source, shortenStart(plainText(nameOf(source)), 40))),
  ).slice(0, linesPerChart);
  const words = sources.slice(0, linesPerChart).map((source) => inWords(source, nameOf(source), about.unit));
  return lineChart(lines, {
    ...about,
    description: `${about.title} over time, with the range from lowest to highest. ${words.join(' ')}`,
  });
}

function nameOf({ source, system }: MetricAggregate): string {
  return system ? `${source} (${system})` : source;
}

function inWords(metric: MetricAggregate, name: string, unit: string): string {
  const { avg, p95, max } = figuresOf(metric);
  return `${plainText(name)}: average ${avg.toFixed(1)} ${unit}, 95th percentile ${p95.toFixed(1)} ${unit}, highest ${max.toFixed(1)} ${unit}.`;
}

function rateText(rate: number): string {
  if (rate >= 100) return grouped(Math.round(rate));
  return rate.toFixed(rate >= 10 ? 1 : 2);
}
