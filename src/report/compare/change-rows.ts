import { english, type Language } from '../../language/language.ts';
import { formatCode, formatCount, formatNumber, formatRate } from '../../text/figure-format.ts';
import { metricTitles } from '../../text/metric-titles.ts';
import { systemText } from '../../text/system-text.ts';
import { formatDuration } from '../../text/time-format.ts';
import type { Comparison } from './comparison-schema.ts';

export type ChangeKind = 'new' | 'worse' | 'better' | 'gone' | 'changed';

/** A change as shown to people. `name` and `detail` are text from recordings or rules. */
export interface ChangeRow {
  kind: ChangeKind;
  subject: 'Finding' | 'Error code' | 'Metric' | 'Topic' | 'File' | 'Software';
  name: string;
  detail?: string;
  /** Empty if there was no value. */
  before: string;
  after: string;
}

/** Everything that a comparison lists, by subject; within each, what is new and worse comes first. */
export function changeRows(
  { findings, error_codes, statistics, topics, files, versions }: Comparison,
  language: Language = english,
): ChangeRow[] {
  const { t, ofArgus } = language;
  const codeFigures = (figures: CodeFigures) => codeText(figures, language);
  const metricFigures = (figures: MetricPair['before']) => metricText(figures, language);
  const topicFigures = (figures: TopicFigures) => topicText(figures, language);
  const fileFigures = (figures: FileFigures) => fileText(figures, language);
  const metricName = (pair: MetricHead) => metricNamed(pair, language);
  return [
    ...rowsOf('Finding', findings, ({ title }) => ({ name: ofArgus(title) }), {
      single: ({ severity }) => t(severity),
      pair: (side: Comparison['findings']['new'][number]) =>
        t('{severity}: {title}', { severity: t(side.severity), title: ofArgus(side.title) }),
      ofPair: ({ after }) => after,
    }),
    ...rowsOf('Error code', error_codes, ({ code, source }) => ({ name: code, detail: source }), {
      single: codeFigures,
      pair: codeFigures,
    }),
    ...rowsOf('Metric', statistics, metricName, { single: metricFigures, pair: metricFigures }),
    ...statistics.different.map((pair) => ({
      kind: 'changed' as const,
      subject: 'Metric' as const,
      ...metricName(pair),
      before: metricFigures(pair.before),
      after: metricFigures(pair.after),
    })),
    ...rowsOf('Topic', topics, ({ name }) => ({ name }), { single: topicFigures, pair: topicFigures }),
    ...(files
      ? rowsOf('File', files, ({ name }) => ({ name }), { single: fileFigures, pair: fileFigures })
      : []),
    ...softwareRows(versions),
  ];
}

interface Lists<S, P> {
  new: S[];
  gone: S[];
  worse: P[];
  better: P[];
}

interface Named {
  name: string;
  detail?: string;
}

interface Wording<S, P, F> {
  single: (item: S) => string;
  pair: (figures: F) => string;
  /** The name of a pair, unless it has one of its own. */
  ofPair?: (pair: P) => S;
}

function rowsOf<S, F, P extends { before: F; after: F }>(
  subject: ChangeRow['subject'],
  lists: Lists<S, P>,
  nameOf: (item: S) => Named,
  { single, pair, ofPair = (item) => item as unknown as S }: Wording<S, P, F>,
): ChangeRow[] {
  const paired = (kind: 'worse' | 'better') =>
    lists[kind].map((item) => ({
      kind,
      subject,
      ...nameOf(ofPair(item)),
      before: pair(item.before),
      after: pair(item.after),
    }));
  return [
    ...lists.new.map((item) => ({
      kind: 'new' as const,
      subject,
      ...nameOf(item),
      before: '',
      after: single(item),
    })),
    ...paired('worse'),
    ...paired('better'),
    ...lists.gone.map((item) => ({
      kind: 'gone' as const,
      subject,
      ...nameOf(item),
      before: single(item),
      after: '',
    })),
  ];
}

type CodeFigures = Comparison['error_codes']['worse'][number]['before'];

function codeText({ severity, count, per_hour }: CodeFigures, { t }: Language): string {
  return `${t(severity)}${t(', ')}${formatCount(count)}×${per_hour === null ? '' : ` (${formatRate(per_hour)}/h)`}`;
}

type MetricPair = Comparison['statistics']['worse'][number];

type MetricHead = Pick<MetricPair, 'metric' | 'system' | 'unit'>;

function metricNamed({ metric, system = '', unit }: MetricHead, language: Language): Named {
  const { t } = language;
  const detail = [unit, systemText(system, language)].filter(Boolean).join(t(', '));
  return { name: t(metricTitles[metric]), ...(detail !== '' && { detail }) };
}

function metricText({ avg, p95, max, min }: MetricPair['before'], { t }: Language): string {
  return t('avg {avg}, p95 {p95}, {min} to {max}', {
    avg: formatNumber(avg),
    p95: formatNumber(p95),
    min: formatNumber(min),
    max: formatNumber(max),
  });
}

type TopicFigures = Comparison['topics']['worse'][number]['before'];

function topicText(
  { message_count, rate_hz, max_gap_s, out_of_order }: TopicFigures,
  { t }: Language,
): string {
  const disorder =
    out_of_order === 0 ? '' : t(', {count} out of order', { count: formatCount(out_of_order) });
  const pace = rate_hz === null ? `${formatCount(message_count)}×` : `${formatRate(rate_hz)} Hz`;
  return `${t('{pace}, longest gap {gap}', { pace, gap: formatDuration(max_gap_s) })}${disorder}`;
}

type FileFigures = NonNullable<Comparison['files']>['worse'][number]['before'];

function fileText({ state, verdict_code, message_count }: FileFigures, { t, ofArgus }: Language): string {
  const verdict = verdict_code === 'ok' ? t('Whole') : ofArgus(formatCode(verdict_code));
  return state === 'failed'
    ? verdict
    : t('{verdict}, {count} messages', { verdict, count: formatCount(message_count) });
}

function softwareRows(versions: Comparison['versions']): ChangeRow[] {
  const listed = (list: string[]) => list.join(', ');
  return [
    ...versions.changed.map(({ component, before, after }) => ({
      kind: 'changed' as const,
      subject: 'Software' as const,
      name: component,
      before: listed(before),
      after: listed(after),
    })),
    ...versions.new.map(({ component, versions: seen }) => ({
      kind: 'new' as const,
      subject: 'Software' as const,
      name: component,
      before: '',
      after: listed(seen),
    })),
    ...versions.gone.map(({ component, versions: seen }) => ({
      kind: 'gone' as const,
      subject: 'Software' as const,
      name: component,
      before: listed(seen),
      after: '',
    })),
  ];
}

/** Number of changes that are not listed. */
export function omittedChanges({
  findings,
  error_codes,
  statistics,
  topics,
  files,
  versions,
}: Comparison): number {
  const parts = [findings, error_codes, statistics, topics, versions, ...(files ? [files] : [])];
  return parts.reduce((sum, { omitted }) => sum + omitted, 0);
}
