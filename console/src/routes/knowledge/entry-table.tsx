import type { KnowledgeEntryBody } from '../../../../src/api/knowledge/schema.ts';
import { SeverityBadge } from '../../components/badge.tsx';
import { type Column, DataTable } from '../../components/data-table.tsx';
import { Link } from '../../components/link.tsx';
import { formatCount } from '../../lib/format.ts';

const columns: Column<KnowledgeEntryBody>[] = [
  {
    head: 'Symptom',
    wide: true,
    cell: ({ id, symptom, solution }) => (
      <>
        <Link href={`/knowledge/${id}`}>{symptom}</Link>
        <span class="entry-solution small muted">{solution}</span>
      </>
    ),
  },
  { head: 'Code or rule', cell: ({ error_code, rule }) => <code>{error_code ?? rule ?? '–'}</code> },
  { head: 'Platform', cell: ({ vehicle_platform }) => vehicle_platform ?? 'all' },
  { head: 'Severity', cell: ({ severity }) => (severity ? <SeverityBadge severity={severity} /> : '–') },
  { head: 'Helped', numeric: true, cell: ({ helped }) => formatCount(helped) },
  { head: 'Wrong', numeric: true, cell: ({ wrong }) => formatCount(wrong) },
];

export function EntryTable({ entries }: { entries: KnowledgeEntryBody[] }) {
  return (
    <DataTable
      caption="Entries of the knowledge base"
      columns={columns}
      rows={entries}
      keyOf={({ id }) => id}
    />
  );
}
