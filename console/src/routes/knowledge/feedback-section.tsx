import type { FeedbackListBody, KnowledgeEntryBody } from '../../../../src/api/knowledge/schema.ts';
import type { FeedbackVerdict } from '../../../../src/domain/knowledge.ts';
import { listFeedback } from '../../api/knowledge.ts';
import { Badge } from '../../components/badge.tsx';
import { type Column, DataTable } from '../../components/data-table.tsx';
import { Link } from '../../components/link.tsx';
import { ErrorNotice } from '../../components/notice.tsx';
import { Section } from '../../components/section.tsx';
import { LocalTime } from '../../components/times.tsx';
import { formatCount } from '../../lib/format.ts';
import type { Label } from '../../lib/language.ts';
import { t } from '../../lib/language.ts';
import type { Tone } from '../../lib/status-looks.ts';
import { useQuery } from '../../lib/use-query.ts';

const shown = 50;
const looks: Record<FeedbackVerdict, { label: Label; tone: Tone }> = {
  helped: { label: 'Helped', tone: 'good' },
  wrong: { label: 'Wrong', tone: 'error' },
};

/** Feedback on an entry from the findings that showed it. */
export function FeedbackSection({ entry: { id, helped, wrong } }: { entry: KnowledgeEntryBody }) {
  const { data, error, reload } = useQuery(`feedback ${id}`, (signal) => listFeedback(id, shown, signal));
  const rest = helped + wrong - (data?.feedback.length ?? 0);
  return (
    <Section
      id="feedback"
      title={t('Feedback')}
      note={t('helped {helped}, wrong {wrong}', { helped: formatCount(helped), wrong: formatCount(wrong) })}
    >
      {error && <ErrorNotice error={error} onRetry={reload} />}
      {!data && !error && <p class="muted">{t('Loading the feedback…')}</p>}
      {data?.feedback.length === 0 && (
        <p class="muted">
          {t(
            'Nobody has said yet whether it helps. Reports ask for it, at each finding that shows the entry.',
          )}
        </p>
      )}
      {data && data.feedback.length > 0 && (
        <DataTable
          caption={t('Feedback, newest first')}
          columns={columns()}
          rows={data.feedback}
          keyOf={(_, index) => String(index)}
        />
      )}
      {data && data.feedback.length > 0 && rest > 0 && (
        <p class="small muted more">
          {t('{rest} older ones are counted, but not listed.', { rest: formatCount(rest) })}
        </p>
      )}
    </Section>
  );
}

const columns = (): Column<FeedbackListBody['feedback'][number]>[] => [
  {
    head: t('Said'),
    cell: ({ verdict }) => <Badge tone={looks[verdict].tone}>{t(looks[verdict].label)}</Badge>,
  },
  { head: t('Finding'), cell: ({ finding }) => <code>{finding}</code> },
  {
    head: t('Batch'),
    wide: true,
    cell: ({ batch_id, note }) => (
      <>
        <Link href={`/batches/${batch_id}`}>
          <code>{batch_id}</code>
        </Link>
        {note !== null && <bdi class="block small">{note}</bdi>}
      </>
    ),
  },
  { head: t('When'), cell: ({ updated_at }) => <LocalTime time={updated_at} /> },
];
