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

/** Lays a report out for reading: the verdict first, then what it is based on. Decides nothing about the vehicle. */
export function buildDocument(report: Report): ReportDocument {
  const places = placesOf(report);
  const sections: (Section | undefined)[] = [
    incidentsSection(report),
    findingsSection(report, places),
    changesSection(report),
    statisticsSection(report, places),
    trendsSection(report),
    chartsSection(report),
    signalsSection(report, places),
    errorCodesSection(report, places),
    topicsSection(report, places),
    filesSection(report),
    coverageSection(report),
    notExaminedSection(report),
    logsSection(report, places),
    versionsSection(report),
    provenanceSection(report),
  ];
  return {
    title: 'Diagnosis report',
    vehicle: report.vehicle_id,
    identity: identityOf(report),
    verdict: verdictOf(report),
    sections: sections.filter((section) => section !== undefined),
    footer: `Batch ${report.batch_id}, run ${report.run}`,
  };
}

function chartsSection({ charts }: Report): Section | undefined {
  if (charts.length === 0) return undefined;
  return { id: 'charts', title: 'Charts', blocks: [{ kind: 'charts', charts }] };
}
