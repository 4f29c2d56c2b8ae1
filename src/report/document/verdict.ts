import type { Language } from '../../language/language.ts';
import { formatBytes, formatCount, formatRecorded } from '../../text/figure-format.ts';
import { formatDuration } from '../../text/time-format.ts';
import type { Report } from '../report-schema.ts';
import { bareTime, type Fact, named, type ReportDocument, type Tile, time } from './document.ts';
import { firstSteps, overviewOf } from './findings.ts';
import { timelineOf } from './timeline.ts';

export function identityOf({ vin, batch_id, run, generated_at }: Report, { t }: Language): Fact[] {
  return [
    { term: t('VIN'), text: [named(vin)] },
    { term: t('Batch'), text: [named(batch_id)] },
    { term: t('Run'), text: [String(run)] },
    { term: t('Made'), text: [`${formatRecorded(generated_at).slice(0, 16)} UTC`] },
  ];
}

export function verdictOf(report: Report, language: Language): ReportDocument['verdict'] {
  const { verdict, llm } = report;
  const timeline = timelineOf(report, language);
  return {
    tone: verdict.severity,
    sentence: language.ofArgus(verdict.sentence),
    narrative: (llm.narrative ?? '').split(/\n\s*\n/).filter((paragraph) => paragraph.trim() !== ''),
    overview: overviewOf(report, language),
    steps: firstSteps(report, language),
    ...(timeline && { timeline }),
    tiles: tilesOf(report, language),
  };
}

type Span = NonNullable<Report['span']>;

function tilesOf({ span, totals, topics, omitted, coverage }: Report, language: Language): Tile[] {
  const { t, count } = language;
  const topicCount = topics.length + omitted.topics;
  return [
    {
      name: t('Recorded'),
      value: span ? formatDuration(recordedSeconds(span, coverage)) : '–',
      note: span ? [bareTime(span.start), t(' to '), time(span.end)] : [t('no common clock')],
    },
    {
      name: t('Files'),
      value: formatCount(totals.files),
      note: [
        t('{read} read, {damaged} of them damaged, {failed} failed', {
          read: formatCount(totals.parsed),
          damaged: formatCount(totals.salvaged),
          failed: formatCount(totals.failed),
        }),
      ],
    },
    {
      name: t('Messages'),
      value: formatCount(totals.messages),
      note: [t('on {topics}', { topics: count(topicCount, 'topic') })],
    },
    {
      name: t('Size'),
      value: formatBytes(totals.bytes),
      note: [t('{bytes} bytes', { bytes: formatCount(totals.bytes) })],
    },
  ];
}

/** Without the time between stretches, as the verdict counts it; the whole span unless all stretches are listed. */
function recordedSeconds(span: Span, coverage: Report['coverage']): number {
  if (coverage.length < 2 || coverage.at(-1)?.end !== span.end) return span.duration_s;
  return coverage.reduce((sum, { start, end }) => sum + (Date.parse(end) - Date.parse(start)) / 1000, 0);
}
