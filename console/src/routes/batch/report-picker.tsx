import type { BatchReportsBody } from '../../../../src/api/reports/schema.ts';
import { withQuery } from '../../api/request.ts';
import { t } from '../../lib/language.ts';
import { comparables, type ReportChoice } from '../../lib/report-choice.ts';
import { navigate } from '../../lib/router.ts';

interface ReportPickerProps {
  batchId: string;
  choices: BatchReportsBody;
  choice: ReportChoice;
}

/** Chooses the run whose report is shown, and the report that it is compared with, among those that exist. */
export function ReportPicker({ batchId, choices, choice: { run, compare } }: ReportPickerProps) {
  const { reports } = choices;
  const others = comparables(choices, run);
  if (others.length === 0) return null;
  const go = (chosen: { run?: number | undefined; compare?: string | undefined }) =>
    navigate(withQuery(`/batches/${batchId}`, chosen), { replace: true });
  const newest = reports[0]?.run;
  const nothing =
    run > Math.min(...reports.map((report) => report.run)) ? t('the previous run (summary)') : t('nothing');
  return (
    <div class="report-picker">
      {reports.length > 1 && (
        <label class="inline-label">
          {t('Report of')}
          <select
            value={run}
            onChange={({ currentTarget }) => go({ run: Number(currentTarget.value), compare })}
          >
            {!reports.some((report) => report.run === run) && (
              <option value={run}>{t('run {run} (no report)', { run })}</option>
            )}
            {reports.map((report) => (
              <option key={report.run} value={report.run}>
                {t(report.run === newest ? 'run {run} (newest)' : 'run {run}', { run: report.run })}
              </option>
            ))}
          </select>
        </label>
      )}
      <label class="inline-label">
        {t('Compared with')}
        <select
          value={compare ?? ''}
          onChange={({ currentTarget }) =>
            go({ run: run === newest ? undefined : run, compare: currentTarget.value || undefined })
          }
        >
          <option value="">{nothing}</option>
          {compare !== undefined && !others.some((other) => other.compare === compare) && (
            <option value={compare}>{compare}</option>
          )}
          {others.map((other) => (
            <option key={other.compare} value={other.compare}>
              {other.label}
            </option>
          ))}
        </select>
      </label>
    </div>
  );
}
