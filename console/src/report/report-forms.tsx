import type { ReportFormat } from '../../../src/report/report-format.ts';
import { reportUrl } from '../api/batches.ts';
import type { ReportChoice } from '../lib/report-choice.ts';

const forms: [ReportFormat, string][] = [
  ['html', 'page'],
  ['pdf', 'PDF'],
  ['json', 'JSON'],
];

interface ReportFormsProps {
  label: string;
  batchId: string;
  choice: ReportChoice;
}

/** Links to the report as a document, to save or to send. */
export function ReportForms({ label, batchId, choice }: ReportFormsProps) {
  return (
    <>
      <span class="muted">{label} </span>
      {forms.map(([format, name]) => (
        <a key={format} href={reportUrl(batchId, choice, format)} target="_blank" rel="noreferrer">
          {name}
        </a>
      ))}
    </>
  );
}
