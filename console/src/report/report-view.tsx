import type { Report } from '../../../src/report/report-schema.ts';
import type { ReportChoice } from '../lib/report-choice.ts';
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

interface ReportViewProps {
  report: Report;
  choice: ReportChoice;
  /** Of the vehicle: whose rules judged. */
  platform: string | null;
}

/** The report of a batch: what matters first. Its files are in the list of the batch's files. */
export function ReportView({ report, choice, platform }: ReportViewProps) {
  return (
    <>
      <VerdictSection report={report} choice={choice} />
      {choice.compare !== undefined && <ChangesSection report={report} choice={choice} />}
      <FindingsSection report={report} platform={platform} />
      {choice.compare === undefined && <ChangesSection report={report} choice={choice} />}
      <StatisticsSection report={report} />
      <ChartsSection report={report} />
      <ErrorCodesSection report={report} />
      <TopicsSection report={report} />
      <CoverageSection report={report} />
      <NotExaminedSection report={report} />
      <LogsSection report={report} />
      <ProvenanceSection report={report} platform={platform} />
    </>
  );
}
