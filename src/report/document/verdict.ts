import { plural } from '../../domain/plural.ts';
import { formatBytes, formatCount, formatRecorded } from '../../text/figure-format.ts';
import { formatDuration } from '../../text/time-format.ts';
import type { Report } from '../report-schema.ts';
import { type Fact, named, type ReportDocument, type Tile, time } from './document.ts';
import { firstSteps, overviewOf } from './findings.ts';
import { timelineOf } from './timeline.ts';

export function identityOf({ vin, batch_id, run, generated_at }: Report): Fact[] {
  return [
    { term: 'VIN', text: [named(vin)] },
    { term: 'Batch', text: [named(batch_id)] },
    { term: 'Run', text: [String(run)] },
    { term: 'Made', text: [`${formatRecorded(generated_at).slice(0, 16)} UTC`] },
  ];
}

export function verdictOf(report: Report): ReportDocument['verdict'] {
  const { verdict, llm } = report;
  const timeline = timelineOf(report);
  return {
    tone: verdict.severity,
    sentence: verdict.sentence,
    narrative: (llm.narrative ?? '').split(/\n\s*\n/).filter((paragraph) => paragraph.trim() !== ''),
    overview: overviewOf(report),
    steps: firstSteps(report),
    ...(timeline && { timeline }),
    tiles: tilesOf(report),
  };
}

type Span = NonNullable<Report['span']>;

function tilesOf({ span, totals, topics, omitted, coverage }: Report): Tile[] {
  const topicCount = topics.length + omitted.topics;
  return [
    {
      name: 'Recorded',
      value: span ? formatDuration(recordedSeconds(span, coverage)) : '–',
      note: span
        ? [time(span.start), ' to ', time(span.end), span.start.endsWith('Z') ? ' UTC' : '']
        : ['no common clock'],
    },
    {
      name: 'Files',
      value: formatCount(totals.files),
      note: [
        `${formatCount(totals.parsed)} read, ${formatCount(totals.salvaged)} of them damaged, ${formatCount(totals.failed)} failed`,
      ],
    },
    {
      name: 'Messages',
      value: formatCount(totals.messages),
      note: [`on ${plural(topicCount, 'topic')}`],
    },
    { name: 'Size', value: formatBytes(totals.bytes), note: [`${formatCount(totals.bytes)} bytes`] },
  ];
}

/** Without the time between stretches, as the verdict counts it; the whole span unless all stretches are listed. */
function recordedSeconds(span: Span, coverage: Report['coverage']): number {
  if (coverage.length < 2 || coverage.at(-1)?.end !== span.end) return span.duration_s;
  return coverage.reduce((sum, { start, end }) => sum + (Date.parse(end) - Date.parse(start)) / 1000, 0);
}
