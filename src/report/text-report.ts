import { styleText } from 'node:util';
import { basisSentences } from '../diagnosis/finding-basis.ts';
import { plural } from '../domain/plural.ts';
import { formatBytes, formatCount } from '../text/figure-format.ts';
import { metricTitles } from '../text/metric-titles.ts';
import { packedText } from '../text/packed-text.ts';
import { plainText, shorten } from '../text/plain-text.ts';
import { type Style, severityStyles } from '../text/terminal-styles.ts';
import { type Column, table } from '../text/text-table.ts';
import { formatDuration } from '../text/time-format.ts';
import { wrap } from '../text/wrap.ts';
import { textChanges } from './compare/text-changes.ts';
import type { Evidence, Finding, Report, ReportFile, Statistic } from './report-schema.ts';

export interface TextReportOptions {
  color: boolean;
  /** Columns of the terminal. */
  width: number;
}

/** For people at a terminal; the JSON report has everything. */
const shown = { codes: 10, topics: 12, files: 15 } as const;

type Paint = (style: Style, text: string) => string;

/** The report as people like to read it: the verdict first. Recorded text cannot steer the terminal. */
export function renderTextReport(report: Report, { color, width }: TextReportOptions): string {
  const columns = Math.max(40, width);
  const paint: Paint = (style, text) => (color ? styleText(style, text, { validateStream: false }) : text);
  const sections = [
    head(report, columns, paint),
    section('Findings', findings(report, columns, paint), paint),
    section('Changes', report.changes ? textChanges(report.changes, columns) : [], paint),
    section('Statistics', statistics(report, columns), paint),
    section('Error codes', errorCodes(report, columns, paint), paint),
    section('Topics', topics(report, columns), paint),
    section('Files', files(report, columns, paint), paint),
    foot(report, columns, paint),
  ];
  return `${sections
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n')}\n`;
}

function head(report: Report, width: number, paint: Paint): string[] {
  const { severity, sentence } = report.verdict;
  const { totals, span } = report;
  const style = severityStyles[severity];
  const facts = [
    `vehicle ${plainText(report.vehicle_id)}`,
    `VIN ${plainText(report.vin)}`,
    `batch ${plainText(report.batch_id)}`,
    `run ${report.run}`,
  ];
  const amount = `${plural(totals.files, 'file')} (${formatCount(totals.failed)} failed, ${formatCount(totals.salvaged)} damaged), ${formatBytes(totals.bytes)}, ${plural(totals.messages, 'message')}`;
  const period = span
    ? `${span.start} to ${span.end} (${formatDuration(span.duration_s)})`
    : 'no common clock';
  return [
    ...wrap(plainText(sentence), width, `${severity.toUpperCase()}  `).map((text) => paint(style, text)),
    '',
    ...wrap(facts.join(' · '), width).map((text) => paint('dim', text)),
    ...wrap(amount, width).map((text) => paint('dim', text)),
    ...wrap(period, width).map((text) => paint('dim', text)),
    ...(report.versions.length === 0
      ? []
      : wrap(
          report.versions
            .map(({ component, version }) => `${plainText(component)} ${plainText(version)}`)
            .join(' · '),
          width,
        ).map((text) => paint('dim', text))),
  ];
}

function section(title: string, lines: string[], paint: Paint): string[] {
  return lines.length === 0 ? [] : [paint(['bold', 'underline'], title), ...lines];
}

function findings({ findings: all, llm }: Report, width: number, paint: Paint): string[] {
  const narrative = llm.narrative ? [...wrap(plainText(llm.narrative), width), ''] : [];
  return [
    ...narrative,
    ...all.flatMap((finding, i) => [...(i === 0 ? [] : ['']), ...oneFinding(finding, width, paint)]),
  ];
}

function oneFinding(finding: Finding, width: number, paint: Paint): string[] {
  const name = finding.severity.toUpperCase().padEnd(8);
  const [first = '', ...rest] = wrap(plainText(finding.title), width, `${name}  `, 10);
  const indented = (lead: string, text: string) =>
    wrap(plainText(text), width, `${' '.repeat(10)}${lead}`, 10 + lead.length);
  return [
    paint(severityStyles[finding.severity], first.slice(0, name.length)) +
      paint('bold', first.slice(name.length)),
    ...rest.map((text) => paint('bold', text)),
    ...indented('', finding.description),
    ...finding.evidence
      .flatMap((evidence) => indented('at ', where(evidence)))
      .map((text) => paint('dim', text)),
    ...(finding.basis === undefined ? [] : indented('Sure: ', basisSentences[finding.basis])),
    ...indented('Cause: ', finding.likely_cause),
    ...indented('Advice: ', finding.advice),
  ];
}

function where({ file_name, topic, time, offset, count: times, detail }: Evidence): string {
  const place = [file_name, time, topic, offset === undefined ? undefined : `byte ${offset}`];
  const seen = [times === undefined ? undefined : `${formatCount(times)}×`, detail];
  const what = seen.filter((part) => part !== undefined).join(' ');
  return [...place.filter((part) => part !== undefined), ...(what === '' ? [] : [what])].join(', ');
}

function statistics({ statistics: all }: Report, width: number): string[] {
  const figures = (pick: (statistic: Statistic) => number) => (one: Statistic) => pick(one).toFixed(1);
  const columns: Column<Statistic>[] = [
    { head: 'metric', cell: ({ metric, unit }) => metricTitles[metric] + (unit === '' ? '' : ` (${unit})`) },
    { head: 'avg', cell: figures(({ avg }) => avg), right: true },
    {
      head: 'p50',
      cell: ({ p50 }) => (p50 === undefined ? '–' : p50.toFixed(1)),
      right: true,
    },
    { head: 'p95', cell: figures(({ p95 }) => p95), right: true },
    { head: 'p99', cell: figures(({ p99 }) => p99), right: true },
    { head: 'max', cell: figures(({ max }) => max), right: true },
    { head: 'min', cell: figures(({ min }) => min), right: true },
    { head: 'values', cell: (one) => formatCount(one.count), right: true },
  ];
  return table(all, columns, width);
}

function errorCodes({ error_codes: all }: Report, width: number, paint: Paint): string[] {
  const columns: Column<Report['error_codes'][number]>[] = [
    { head: 'count', cell: (code) => formatCount(code.count), right: true },
    {
      head: 'severity',
      cell: ({ severity }) => severity,
      style: ({ severity }, text) => paint(severityStyles[severity], text),
    },
    { head: 'files', cell: ({ files: inFiles }) => formatCount(inFiles), right: true },
    { head: 'first seen', cell: ({ first }) => first.time ?? '' },
    { head: 'code', cell: ({ code, source }) => `${plainText(code)} [${plainText(source)}]`, flexible: true },
  ];
  return [...table(all.slice(0, shown.codes), columns, width), ...more(all.length - shown.codes, 'code')];
}

function topics({ topics: all }: Report, width: number): string[] {
  const columns: Column<Report['topics'][number]>[] = [
    { head: 'messages', cell: ({ message_count }) => formatCount(message_count), right: true },
    {
      head: 'rate Hz',
      cell: ({ rate_hz }) => (rate_hz === null ? '–' : rate_hz.toFixed(rate_hz < 10 ? 2 : 1)),
      right: true,
    },
    { head: 'longest gap', cell: ({ max_gap_s }) => formatDuration(max_gap_s), right: true },
    {
      head: 'topic',
      cell: ({ name, type }) => `${plainText(name)}${type === '' ? '' : ` (${plainText(type)})`}`,
      flexible: true,
    },
  ];
  const most = all.toSorted((a, b) => b.message_count - a.message_count);
  return [...table(most.slice(0, shown.topics), columns, width), ...more(all.length - shown.topics, 'topic')];
}

function files({ files: all, omitted }: Report, width: number, paint: Paint): string[] {
  const columns: Column<ReportFile>[] = [
    {
      head: 'verdict',
      cell: ({ verdict }) => verdict.code,
      style: ({ state, verdict }, text) =>
        paint(verdict.code === 'ok' ? 'green' : state === 'failed' ? 'red' : 'yellow', text),
    },
    { head: 'size', cell: ({ size }) => formatBytes(size), right: true },
    { head: 'messages', cell: ({ message_count }) => formatCount(message_count), right: true },
    { head: 'file', cell: ({ name }) => plainText(name), flexible: true },
  ];
  const list = all.slice(0, shown.files);
  const reasons = list
    .filter(({ verdict }) => verdict.code !== 'ok')
    .flatMap(({ name, verdict }) =>
      wrap(`${shorten(plainText(name), 40)}: ${plainText(verdict.message)}`, width, '  ', 4),
    );
  const packed = list.flatMap(({ name, packed_with }) => {
    const text = packedText(packed_with);
    return text ? wrap(`${shorten(plainText(name), 40)}: ${text}`, width, '  ', 4) : [];
  });
  return [
    ...table(list, columns, width),
    ...more(all.length - shown.files + omitted.files, 'file'),
    ...packed.map((text) => paint('dim', text)),
    ...reasons.map((text) => paint('dim', text)),
  ];
}

function foot({ provenance, llm, token_usage, generated_at }: Report, width: number, paint: Paint): string[] {
  const tokens = token_usage.total_tokens === 0 ? '' : `, ${formatCount(token_usage.total_tokens)} tokens`;
  const text = `${generated_at} · parser ${plainText(provenance.parser_version)} · rules ${provenance.rule_set_version} · percentiles ±${provenance.statistics_error_percent} % · language model ${llm.status}${tokens}`;
  return wrap(text, width).map((one) => paint('dim', one));
}

function more(rest: number, what: string): string[] {
  return rest > 0 ? [`… and ${plural(rest, `more ${what}`)}`] : [];
}
