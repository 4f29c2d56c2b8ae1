import { english, type Language } from '../../language/language.ts';
import { describedIn } from '../charts/chart-words.ts';
import type { Report } from '../report-schema.ts';
import { changesSection } from './changes.ts';
import { errorCodesSection } from './codes.ts';
import { coverageSection } from './coverage.ts';
import type { ReportDocument, Section } from './document.ts';
import { filesSection } from './files.ts';
import { findingsSection } from './findings.ts';
import { incidentsSection } from './incidents.ts';
import { logsSection } from './logs.ts';
import { notExaminedSection } from './not-examined.ts';
import { placesOf } from './places.ts';
import { provenanceSection, versionsSection } from './provenance.ts';
import { signalsSection } from './signals.ts';
import { statisticsSection } from './statistics.ts';
import { topicsSection } from './topics.ts';
import { trendsSection } from './trends.ts';
import { identityOf, verdictOf } from './verdict.ts';

/**
 * Lays a report out for reading: the verdict first, then what it is based on. Decides nothing about the vehicle.
 * What the report has in words is English; it is translated as far as it is known.
 */
export function buildDocument(report: Report, language: Language = english): ReportDocument {
  const places = placesOf(report, language);
  const { t } = language;
  const sections: (Section | undefined)[] = [
    incidentsSection(report, language),
    findingsSection(report, places),
    changesSection(report, language),
    statisticsSection(report, places),
    trendsSection(report, language),
    chartsSection(report, language),
    signalsSection(report, places),
    errorCodesSection(report, places),
    topicsSection(report, places),
    filesSection(report, language),
    coverageSection(report, language),
    notExaminedSection(report, language),
    logsSection(report, places),
    versionsSection(report, language),
    provenanceSection(report, language),
  ];
  return {
    title: t('Diagnosis report'),
    vehicle: report.vehicle_id,
    identity: identityOf(report, language),
    verdict: verdictOf(report, language),
    sections: sections.filter((section) => section !== undefined),
    footer: t('Batch {batch}, run {run}', { batch: report.batch_id, run: String(report.run) }),
  };
}

function chartsSection({ charts }: Report, language: Language): Section | undefined {
  const { t, ofArgus } = language;
  if (charts.length === 0) return undefined;
  return {
    id: 'charts',
    title: t('Charts'),
    blocks: [
      {
        kind: 'charts',
        charts: charts.map((chart) => ({
          ...chart,
          title: ofArgus(chart.title),
          description: describedIn(language, chart.description),
        })),
      },
    ],
  };
}
