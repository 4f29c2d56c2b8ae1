import { type ChangeRow, changeRows, omittedChanges } from '../../../src/report/compare/change-rows.ts';
import type { Report } from '../../../src/report/report-schema.ts';
import { type Column, DataTable } from '../components/data-table.tsx';
import { Section } from '../components/section.tsx';
import { plural } from '../lib/format.ts';

/** What changed since the run before. */
export function ChangesSection({ report: { changes } }: { report: Report }) {
  if (!changes) return null;
  const rows = changeRows(changes);
  const omitted = omittedChanges(changes);
  return (
    <Section id="changes" title={`Changes since run ${changes.before.run}`}>
      <p>{changes.sentence}</p>
      {rows.length > 0 && (
        <DataTable
          caption="What is new, worse, better and gone"
          columns={columns}
          rows={rows}
          keyOf={(_, index) => String(index)}
        />
      )}
      {omitted > 0 && <p class="muted small">… and {plural(omitted, 'more change')}</p>}
    </Section>
  );
}

const columns: Column<ChangeRow>[] = [
  { head: 'Change', cell: ({ kind }) => kind },
  { head: 'Of', cell: ({ subject }) => subject },
  {
    head: 'What',
    wide: true,
    cell: ({ name, detail }) => (
      <>
        <bdi>{name}</bdi> {detail !== undefined && <span class="muted small">{detail}</span>}
      </>
    ),
  },
  { head: 'Before', cell: ({ before }) => <bdi>{before === '' ? '–' : before}</bdi> },
  { head: 'Now', cell: ({ after }) => <bdi>{after === '' ? '–' : after}</bdi> },
];
