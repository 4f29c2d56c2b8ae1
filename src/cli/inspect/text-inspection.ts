import { styleText } from 'node:util';
import { type Figures, figuresOf, metricUnits } from '../../diagnosis/measure.ts';
import type { CodeSummary, MetricSummary } from '../../recordings/summary/file-summary.ts';
import { formatBytes, formatCount, formatNumber, formatRate } from '../../text/figure-format.ts';
import { metricTitles } from '../../text/metric-titles.ts';
import { packedText } from '../../text/packed-text.ts';
import { plainText } from '../../text/plain-text.ts';
import { type Style, severityStyles } from '../../text/terminal-styles.ts';
import { type Column, table } from '../../text/text-table.ts';
import { formatDuration, formatTime } from '../../text/time-format.ts';
import { wrap } from '../../text/wrap.ts';
import { currentLanguage, ofCommandLine, type PlainPhrase, phrase } from '../language.ts';
import type { Inspection } from './inspection.ts';

export interface TextInspectionOptions {
  color: boolean;
  /** Columns of the terminal. */
  width: number;
  /** Full lists instead of the first rows. */
  all: boolean;
}

/** Rows of each list; `--all` and `--json` have the rest. */
const shown = { topics: 20, codes: 10, metrics: 10, logs: 5, ranges: 5 } as const;

/** Its head as it is in English. */
type PhrasedColumn<T> = Column<T> & { head: PlainPhrase };

const inLanguage = <T>(column: PhrasedColumn<T>): Column<T> => ({ ...column, head: phrase(column.head) });

type Topic = Inspection['topics'][number];

/** One file for people to read: the verdict first. Control characters in recorded text are removed. */
export function renderTextInspection(file: Inspection, options: TextInspectionOptions): string {
  const width = Math.max(60, options.width) - 2;
  const paint = (style: Style, text: string) =>
    options.color ? styleText(style, text, { validateStream: false }) : text;
  const { more, t } = currentLanguage();
  const list = <T>(
    title: PlainPhrase,
    rows: readonly T[],
    most: number,
    omitted: number,
    columns: PhrasedColumn<T>[],
  ): string[] => {
    const kept = options.all ? [...rows] : rows.slice(0, most);
    if (kept.length === 0) return [];
    const rest = rows.length - kept.length;
    const notes = [
      ...(rest > 0 ? [phrase('… and {rows}: --all shows them', { rows: more(rest, 'row') })] : []),
      ...(omitted > 0
        ? [phrase('… and {count} omitted from the summary', { count: formatCount(omitted) })]
        : []),
    ];
    const [head = '', ...lines] = table(kept, columns.map(inLanguage), width);
    return [
      '',
      paint('bold', phrase(title)),
      paint('dim', head),
      ...lines,
      ...notes.map((one) => paint('dim', one)),
    ];
  };
  const clock = file.span?.clock ?? 'unknown';
  const time = (ns: string) => formatTime(ns, clock);
  const severity: PhrasedColumn<CodeSummary> = {
    head: 'severity',
    cell: (code) => t(code.severity),
    style: (code, text) => paint(severityStyles[code.severity], text),
  };
  const lines = [
    ...verdictLines(file, width, paint),
    ...facts(file).flatMap((text) => wrap(text, width).map((line) => paint('dim', line))),
    ...list('Codes', file.codes, shown.codes, file.omitted.codes, [
      severity,
      { head: 'count', cell: ({ count }) => formatCount(count), right: true },
      { head: 'first seen', cell: ({ first }) => time(first.time_ns) },
      { head: 'code', cell: ({ code, source }) => `${plainText(code)} [${source}]`, flexible: true },
    ]),
    ...list('Topics', file.topics, shown.topics, file.omitted.topics, topicColumns),
    ...list('Metrics', file.metrics, shown.metrics, file.omitted.metrics, metricColumns),
    ...list('Log', file.logs, shown.logs, file.omitted.log_lines, [
      { head: 'time', cell: ({ time_ns }) => time(time_ns) },
      {
        head: 'severity',
        cell: (line) => t(line.severity),
        style: (line, text) => paint(severityStyles[line.severity], text),
      },
      {
        head: 'text',
        cell: ({ source, text }) => plainText(source === '' ? text : `${source}: ${text}`),
        flexible: true,
      },
    ]),
  ];
  const title = paint(['bold', 'underline'], plainText(file.path));
  return `${[title, ...lines.map((line) => (line === '' ? '' : `  ${line}`))].join('\n')}\n`;
}

function verdictLines(
  { verdict }: Inspection,
  width: number,
  paint: (style: Style, text: string) => string,
): string[] {
  const ofDamage = verdict.salvaged_messages ? 'warning' : 'error';
  const style = severityStyles[verdict.code === 'ok' ? 'ok' : ofDamage];
  const word = verdict.code.toUpperCase().replaceAll('_', ' ');
  const ranges = (verdict.damaged ?? []).slice(0, shown.ranges);
  const rest = (verdict.damaged?.length ?? 0) - ranges.length;
  return [
    ...wrap(plainText(ofCommandLine(verdict.message)), width, `${word}  `).map((line) => paint(style, line)),
    ...ranges.map(({ start, end }) =>
      phrase('damaged: bytes {from} to {to} ({size})', {
        from: formatCount(start),
        to: formatCount(end),
        size: formatBytes(end - start),
      }),
    ),
    ...(rest > 0 ? [phrase('… and {ranges}', { ranges: currentLanguage().more(rest, 'range') })] : []),
  ];
}

function facts(file: Inspection): string[] {
  const language = currentLanguage();
  const { span, versions, attachments } = file;
  const period = span
    ? phrase('{from} to {to} ({time})', {
        from: formatTime(span.start_ns, span.clock),
        to: formatTime(span.end_ns, span.clock),
        time: formatDuration(Number(BigInt(span.end_ns) - BigInt(span.start_ns)) / 1e9),
      })
    : phrase('no plausible times');
  const topics = file.topics.length + file.omitted.topics;
  const packed = packedText(file.packed_with, language);
  const { members } = file;
  const seen = {
    format: file.format,
    size: formatBytes(file.size_bytes),
    messages: language.count(file.message_count, 'message'),
  };
  return [
    members
      ? phrase('{format}, {size}, {messages} in {recordings}', {
          ...seen,
          recordings: language.count(members.length, 'recording'),
        })
      : phrase('{format}, {size}, {messages} on {topics}', {
          ...seen,
          topics: language.count(topics, 'topic'),
        }),
    ...(packed === undefined ? [] : [packed]),
    ...(file.read_as === undefined ? [] : [plainText(ofCommandLine(file.read_as))]),
    ...(file.message_count === 0 || members ? [] : [period]),
    ...(versions.length === 0
      ? []
      : [
          versions
            .map(({ component, version }) => `${plainText(component)} ${plainText(version)}`)
            .join(' · '),
        ]),
    ...(attachments.length === 0
      ? []
      : [
          phrase('attached: {attachments}', {
            attachments: attachments
              .map(({ name, size_bytes: size }) =>
                phrase('{name} ({size})', { name: plainText(name), size: formatBytes(size) }),
              )
              .join(language.t(', ')),
          }),
        ]),
  ];
}

const topicColumns: PhrasedColumn<Topic>[] = [
  { head: 'messages', cell: ({ message_count }) => formatCount(message_count), right: true },
  { head: 'rate Hz', cell: ({ rate_hz }) => formatRate(rate_hz), right: true },
  {
    head: 'jitter',
    cell: ({ jitter_ns }) => (jitter_ns === null ? '–' : formatDuration(jitter_ns / 1e9)),
    right: true,
  },
  { head: 'longest gap', cell: ({ max_gap_ns }) => formatDuration(max_gap_ns / 1e9), right: true },
  { head: 'gaps', cell: ({ gaps }) => formatCount(gaps), right: true },
  { head: 'disorder', cell: ({ out_of_order }) => formatCount(out_of_order), right: true },
  {
    head: 'topic',
    cell: ({ name, type }) => plainText(type === '' ? name : `${name} (${type})`),
    flexible: true,
  },
];

const figure = (name: keyof Figures) => (metric: MetricSummary) => formatNumber(figuresOf(metric)[name], 2);

const metricColumns: PhrasedColumn<MetricSummary>[] = [
  {
    head: 'metric',
    cell: ({ name, unit }) => {
      const shownUnit = plainText(unit ?? metricUnits[name]);
      const title = currentLanguage().t(metricTitles[name]);
      return shownUnit === '' ? title : `${title} (${shownUnit})`;
    },
  },
  { head: 'avg', cell: figure('avg'), right: true },
  { head: 'p95', cell: figure('p95'), right: true },
  { head: 'min', cell: figure('min'), right: true },
  { head: 'max', cell: figure('max'), right: true },
  { head: 'values', cell: ({ count }) => formatCount(count), right: true },
  { head: 'source', cell: ({ source }) => plainText(source), flexible: true },
];
