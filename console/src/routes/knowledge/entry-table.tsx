import type { KnowledgeEntryBody } from '../../../../src/api/knowledge/schema.ts';
import { SeverityBadge } from '../../components/badge.tsx';
import { type Column, DataTable } from '../../components/data-table.tsx';
import { Link } from '../../components/link.tsx';
import { formatCount } from '../../lib/format.ts';
import { ofKnowledge, t } from '../../lib/language.ts';

const columns = (): Column<KnowledgeEntryBody>[] => [
  {
    head: t('Symptom'),
    wide: true,
    cell: ({ id, symptom, solution }) => (
      <>
        <Link href={`/knowledge/${id}`}>{ofKnowledge(id, symptom)}</Link>
        <span class="entry-solution small muted">{ofKnowledge(id, solution)}</span>
      </>
    ),
  },
  { head: t('Code or rule'), cell: ({ error_code, rule }) => <code>{error_code ?? rule ?? '–'}</code> },
  { head: t('Platform'), cell: ({ vehicle_platform }) => vehicle_platform ?? t('all') },
  { head: t('Severity'), cell: ({ severity }) => (severity ? <SeverityBadge severity={severity} /> : '–') },
  { head: t('Helped'), numeric: true, cell: ({ helped }) => formatCount(helped) },
  { head: t('Wrong'), numeric: true, cell: ({ wrong }) => formatCount(wrong) },
];

export function EntryTable({ entries }: { entries: KnowledgeEntryBody[] }) {
  return (
    <DataTable
      caption={t('Entries of the knowledge base')}
      columns={columns()}
      rows={entries}
      keyOf={({ id }) => id}
    />
  );
}
