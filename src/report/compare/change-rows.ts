import { formatCode, formatCount, formatNumber, formatRate } from '../../text/figure-format.ts';
import { metricTitles } from '../../text/metric-titles.ts';
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
export function changeRows({
  findings,
  error_codes,
  statistics,
  topics,
  files,
  versions,
}: Comparison): ChangeRow[] {
  return [
    ...rowsOf('Finding', findings, ({ title }) => ({ name: title }), {
      single: ({ severity }) => severity,
      pair: (side: Comparison['findings']['new'][number]) => `${side.severity}: ${side.title}`,
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

function codeFigures({ severity, count, per_hour }: CodeFigures): string {
  return `${severity}, ${formatCount(count)}×${per_hour === null ? '' : ` (${formatRate(per_hour)}/h)`}`;
}

type MetricPair = Comparison['statistics']['worse'][number];

function metricName({ metric, system, unit }: Pick<MetricPair, 'metric' | 'system' | 'unit'>): Named {
  const detail = [unit, system].filter(Boolean).join(', ');
  return { name: metricTitles[metric], ...(detail !== '' && { detail }) };
}

function metricFigures({ avg, p95, max, min }: MetricPair['before']): string {
  return `avg ${formatNumber(avg)}, p95 ${formatNumber(p95)}, ${formatNumber(min)} to ${formatNumber(max)}`;
}

function topicFigures({
  message_count,
  rate_hz,
  max_gap_s,
  out_of_order,
}: Comparison['topics']['worse'][number]['before']) {
  const disorder = out_of_order === 0 ? '' : `, ${formatCount(out_of_order)} out of order`;
  const pace = rate_hz === null ? `${formatCount(message_count)}×` : `${formatRate(rate_hz)} Hz`;
  return `${pace}, longest gap ${formatDuration(max_gap_s)}${disorder}`;
}

type FileFigures = NonNullable<Comparison['files']>['worse'][number]['before'];

function fileFigures({ state, verdict_code, message_count }: FileFigures): string {
  const verdict = verdict_code === 'ok' ? 'Whole' : formatCode(verdict_code);
  return state === 'failed' ? verdict : `${verdict}, ${formatCount(message_count)} messages`;
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
