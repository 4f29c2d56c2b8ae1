import type { Label } from '../../language/language.ts';
import { formatCount, formatNumber } from '../../text/figure-format.ts';
import { metricTitles } from '../../text/metric-titles.ts';
import { systemText } from '../../text/system-text.ts';
import type { Report, Statistic } from '../report-schema.ts';
import { type Block, lineBreak, muted, type Section, type Table, type Text, type Tile } from './document.ts';
import { extremes, type Places, placeText } from './places.ts';

const shown = 24;

export function statisticsSection(report: Report, places: Places): Section {
  const { t } = places.language;
  const { cpu, ram, statistics, provenance } = report;
  const loads = [load('CPU', cpu, places), load('RAM', ram, places)].filter((block) => block !== undefined);
  const blocks: Block[] = [
    ...loads,
    ...(statistics.length === 0
      ? [paragraph([t('The recordings hold no figures, such as CPU or RAM load.')])]
      : [
          table(statistics, places),
          paragraph([
            muted(
              t('Least, greatest and average are exact; percentiles are within ±{error} %.', {
                error: provenance.statistics_error_percent,
              }),
            ),
          ]),
        ]),
  ];
  return { id: 'statistics', title: t('Statistics'), note: formatCount(statistics.length), blocks };
}

function load(name: string, statistic: Statistic | null, places: Places): Block | undefined {
  if (!statistic) return undefined;
  const { unit, avg, p50, p95, p99, max, count, max_at } = statistic;
  const { t, count: counted } = places.language;
  const figures: [Label, number | undefined][] = [
    ['avg', avg],
    ['p50', p50],
    ['p95', p95],
    ['p99', p99],
    ['max', max],
  ];
  const tiles = figures.flatMap(([figure, value]): Tile[] =>
    value === undefined
      ? []
      : [
          {
            name: t(figure),
            value: withUnit(value, unit),
            note: [],
            ...(unit === '%' && { percent: value }),
          },
        ],
  );
  return {
    kind: 'tiles',
    title: name,
    tiles,
    note: [t('{values}; highest at ', { values: counted(count, 'value') }), ...placeText(max_at, places)],
  };
}

function table(statistics: Statistic[], places: Places): Table {
  const { t } = places.language;
  return {
    kind: 'table',
    caption: t('Statistics of all metrics'),
    what: ['metric', 'metrics'],
    first: shown,
    omitted: 0,
    columns: [
      { head: t('Metric'), wide: true },
      ...(['avg', 'p50', 'p95', 'p99', 'max', 'min', 'values'] as const).map((head) => ({
        head: t(head),
        numeric: true,
      })),
    ],
    rows: statistics.map(({ metric, unit, count, system, max_at, min_at, ...figures }) => ({
      cells: [
        [
          `${t(metricTitles[metric])}${unit === '' ? '' : `${t(', ')}${unit}`}`,
          ...(system === undefined ? [] : [lineBreak, muted(systemText(system, places.language))]),
        ],
        ...[figures.avg, figures.p50, figures.p95, figures.p99, figures.max, figures.min].map(
          (value): Text => [value === undefined ? '–' : formatNumber(value, 2)],
        ),
        [formatCount(count)],
      ],
      details: extremes(max_at, min_at, places),
    })),
  };
}

function withUnit(value: number, unit: string): string {
  return unit === '' ? formatNumber(value) : `${formatNumber(value)} ${unit}`;
}

function paragraph(text: Text): Block {
  return { kind: 'paragraph', text };
}
