import type { ReportFormat } from '../../../src/report/report-format.ts';
import { reportUrl } from '../api/batches.ts';
import type { Label } from '../lib/language.ts';
import { currentLanguage, t } from '../lib/language.ts';
import type { ReportChoice } from '../lib/report-choice.ts';

const forms: [ReportFormat, Label][] = [
  ['html', 'web page'],
  ['pdf', 'PDF to print'],
  ['json', 'JSON for programs'],
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
      <span class="muted" aria-hidden="true">
        {label}{' '}
      </span>
      {forms.map(([format, name]) => (
        <a
          key={format}
          href={reportUrl(batchId, { ...choice, lang: currentLanguage().tag }, format)}
          target="_blank"
          rel="noreferrer"
          aria-label={`${label} ${t(name)}`}
        >
          {t(name)}
        </a>
      ))}
    </>
  );
}
