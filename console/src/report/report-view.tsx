import { useMemo } from 'preact/hooks';
import { anchorsOf } from '../../../src/report/document/anchors.ts';
import type { ReportDocument } from '../../../src/report/document/document.ts';
import type { Report } from '../../../src/report/report-schema.ts';
import { t } from '../lib/language.ts';
import type { ReportChoice } from '../lib/report-choice.ts';
import { windowsAround } from '../lib/signals/drive-window.ts';
import { signalHints } from '../lib/signals/signals-that-matter.ts';
import { usePainted } from '../lib/use-painted.ts';
import { DocumentView } from './document-view.tsx';
import { ReaderProvider } from './reader.ts';
import { ReportForms } from './report-forms.tsx';

/** Signals of more are read when somebody asks for them, not when the page is opened. */
const mostBytes = 2e9;
const mostFiles = 500;

interface ReportViewProps {
  report: Report;
  document: ReportDocument;
  choice: ReportChoice;
  /** Of the vehicle: whose rules judged. */
  platform: string | null;
}

/** The report of a batch with its actions. */
export function ReportView({ report, document, choice, platform }: ReportViewProps) {
  const { batch_id: batchId, run } = report;
  const reader = useMemo(
    () => ({
      ...{ batchId, run, platform, anchors: anchorsOf(document) },
      hints: signalHints(report),
      around: document.verdict.timeline ? windowsAround(document.verdict.timeline) : new Map(),
      manyBytes: report.totals.bytes > mostBytes || report.totals.files > mostFiles,
    }),
    [report, document, batchId, run, platform],
  );
  const forms = (label: string) => <ReportForms label={label} batchId={batchId} choice={choice} />;
  const isPainted = usePainted();
  const compared = choice.compare !== undefined;
  return (
    <ReaderProvider value={reader}>
      <DocumentView
        document={document}
        isWhole={isPainted}
        tools={{
          verdict: forms(t('Report as')),
          ...(compared && { changes: forms(t('With these changes as')) }),
        }}
      />
    </ReaderProvider>
  );
}
