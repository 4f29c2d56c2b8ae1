import type { Report } from '../../../src/report/report-schema.ts';
import { SeverityBadge } from '../components/badge.tsx';
import { Bounded } from '../components/bounded.tsx';
import { type Column, DataTable } from '../components/data-table.tsx';
import { Section } from '../components/section.tsx';
import { formatCount } from '../lib/format.ts';
import { EvidencePlace } from './evidence-place.tsx';

type ErrorCode = Report['error_codes'][number];

export function ErrorCodesSection({ report: { error_codes, omitted } }: { report: Report }) {
  return (
    <Section
      id="error-codes"
      title="Top error codes"
      note={formatCount(error_codes.length + omitted.error_codes)}
    >
      {error_codes.length === 0 && <p class="muted">The recordings tell of no errors.</p>}
      <Bounded items={error_codes} first={10} what="codes" omitted={omitted.error_codes}>
        {(shown) =>
          shown.length > 0 && (
            <DataTable
              caption="Error codes"
              columns={columns}
              rows={shown}
              keyOf={({ code, source, severity }) => `${source} ${severity} ${code}`}
            />
          )
        }
      </Bounded>
    </Section>
  );
}

const columns: Column<ErrorCode>[] = [
  {
    head: 'Code',
    wide: true,
    cell: ({ code, source, message, first, last }) => (
      <>
        <strong class="code-name">{code}</strong> <span class="small muted">{source}</span>
        {message !== '' && message !== code && <span class="block small">{message}</span>}
        <details class="small">
          <summary>First and last</summary>
          <p class="muted">
            first: <EvidencePlace evidence={first} />
          </p>
          <p class="muted">
            last: <EvidencePlace evidence={last} />
          </p>
        </details>
      </>
    ),
  },
  { head: 'Severity', cell: ({ severity }) => <SeverityBadge severity={severity} /> },
  { head: 'Count', numeric: true, cell: ({ count }) => formatCount(count) },
  { head: 'Files', numeric: true, cell: ({ files }) => formatCount(files) },
];
