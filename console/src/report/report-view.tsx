import type { Report } from '../../../src/report/report-schema.ts';
import { ChangesSection } from './changes-section.tsx';
import { ChartsSection } from './charts-section.tsx';
import { CoverageSection } from './coverage-section.tsx';
import { ErrorCodesSection } from './error-codes-section.tsx';
import { FindingsSection } from './findings-section.tsx';
import { LogsSection } from './logs-section.tsx';
import { NotExaminedSection } from './not-examined-section.tsx';
import { ProvenanceSection } from './provenance-section.tsx';
import { StatisticsSection } from './statistics-section.tsx';
import { TopicsSection } from './topics-section.tsx';
import { VerdictSection } from './verdict-section.tsx';

/** The report of a batch: what matters first. Its files are in the list of the batch's files. */
export function ReportView({ report }: { report: Report }) {
  return (
    <>
      <VerdictSection report={report} />
      <FindingsSection report={report} />
      <ChangesSection report={report} />
      <StatisticsSection report={report} />
      <ChartsSection report={report} />
      <ErrorCodesSection report={report} />
      <TopicsSection report={report} />
      <CoverageSection report={report} />
      <NotExaminedSection report={report} />
      <LogsSection report={report} />
      <ProvenanceSection report={report} />
    </>
  );
}
