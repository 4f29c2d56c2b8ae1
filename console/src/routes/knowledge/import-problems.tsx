import type { ImportResultBody } from '../../../../src/api/knowledge/schema.ts';
import { type Column, DataTable } from '../../components/data-table.tsx';
import { formatCount } from '../../lib/format.ts';
import { ofArgus, t } from '../../lib/language.ts';

type Problem = ImportResultBody['problems'][number];

interface ImportProblemsProps {
  result: ImportResultBody;
  kind: 'csv' | 'json';
}

/** The problems of the file, line by line. */
export function ImportProblems({ result: { problems, problem_count }, kind }: ImportProblemsProps) {
  const place = kind === 'csv' ? t('Line') : t('Entry');
  const columns: Column<Problem>[] = [
    { head: t('Where'), cell: ({ line }) => `${place} ${formatCount(line)}` },
    { head: t('Field'), cell: ({ field }) => <code>{field}</code> },
    { head: t('Problem'), wide: true, cell: ({ message }) => <bdi>{ofArgus(message)}</bdi> },
  ];
  const rest = problem_count - problems.length;
  return (
    <section class="panel" aria-label={t('Problems')}>
      <DataTable
        caption={t('Problems in the file')}
        columns={columns}
        rows={problems}
        keyOf={(_, index) => String(index)}
      />
      {rest > 0 && <p class="small muted more">{t('and {rest} more', { rest: formatCount(rest) })}</p>}
    </section>
  );
}
