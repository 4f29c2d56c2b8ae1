import type { Report } from '../../../../src/report/report-schema.ts';
import { formatCount } from '../../lib/format.ts';

/** The way about a long report. */
export function SectionLinks({ report }: { report: Report }) {
  const { findings, error_codes, topics, coverage, charts, logs, totals, omitted, changes } = report;
  const { not_examined = [] } = report;
  const sections: [id: string, title: string, count?: number][] = [
    ['verdict', 'Verdict'],
    ['findings', 'Findings', findings.length],
    ['changes', 'Changes'],
    ['statistics', 'CPU, RAM and more'],
    ['charts', 'Charts', charts.length],
    ['error-codes', 'Top error codes', error_codes.length + omitted.error_codes],
    ['topics', 'Topics', topics.length + omitted.topics],
    ['coverage', 'Coverage', coverage.length],
    ['not-examined', 'Not looked at', not_examined.length],
    ['logs', 'Log lines', logs.length + omitted.logs],
    ['provenance', 'Versions and provenance'],
    ['files', 'Files', totals.files],
  ];
  const absent = new Set([
    !changes && 'changes',
    charts.length === 0 && 'charts',
    coverage.length === 0 && 'coverage',
    logs.length === 0 && 'logs',
    not_examined.length === 0 && 'not-examined',
  ]);
  return (
    <nav class="panel section-links" aria-labelledby="on-this-page">
      <h2 id="on-this-page">On this page</h2>
      {sections
        .filter(([id]) => !absent.has(id))
        .map(([id, title, count]) => (
          <a key={id} href={`#${id}`}>
            {title} {count !== undefined && <span class="small muted">{formatCount(count)}</span>}
          </a>
        ))}
    </nav>
  );
}
