import {
  type ChangeKind,
  type ChangeRow,
  changeRows,
  omittedChanges,
} from '../../../src/report/compare/change-rows.ts';
import type { Comparison } from '../../../src/report/compare/comparison-schema.ts';
import type { Report } from '../../../src/report/report-schema.ts';
import { withQuery } from '../api/request.ts';
import { Badge, SeverityBadge } from '../components/badge.tsx';
import { Bounded } from '../components/bounded.tsx';
import { type Column, DataTable } from '../components/data-table.tsx';
import { Link } from '../components/link.tsx';
import { Section } from '../components/section.tsx';
import { LocalTime } from '../components/times.tsx';
import { formatCount } from '../lib/format.ts';
import type { ReportChoice } from '../lib/report-choice.ts';
import type { Tone } from '../lib/status-looks.ts';
import { ReportForms } from './report-forms.tsx';

const kinds: readonly ChangeKind[] = ['new', 'worse', 'better', 'gone', 'changed'];
/** What is new may be a fault or a version: only worse and better are of a colour. */
const tones: Record<ChangeKind, Tone> = {
  ...{ new: 'info', worse: 'error', better: 'good', gone: 'neutral', changed: 'neutral' },
};

/** What changed since an earlier report: the one that was chosen, else the run before, in short. */
export function ChangesSection({ report, choice }: { report: Report; choice: ReportChoice }) {
  const { changes } = report;
  if (!changes) return null;
  const rows = changeRows(changes);
  const title =
    changes.compared_with === 'run'
      ? `Changes since run ${changes.before.run}`
      : 'Changes since the drive before';
  return (
    <Section
      id="changes"
      title={title}
      tools={
        choice.compare !== undefined && (
          <span class="small panel-tools">
            <ReportForms label="With these changes as" batchId={report.batch_id} choice={choice} />
          </span>
        )
      }
    >
      <p>{changes.sentence}</p>
      <Before side={changes.before} />
      <KindCounts rows={rows} />
      <Bounded items={rows} first={20} what="changes" omitted={omittedChanges(changes)}>
        {(shown) =>
          shown.length > 0 && (
            <DataTable
              caption="What is new, worse, better and gone"
              columns={columns}
              rows={shown}
              keyOf={(_, index) => String(index)}
            />
          )
        }
      </Bounded>
    </Section>
  );
}

function Before({ side }: { side: Comparison['before'] }) {
  const { batch_id, run, generated_at, verdict } = side;
  return (
    <p class="small changes-before">
      <span class="muted">Held against</span>{' '}
      <Link href={withQuery(`/batches/${batch_id}`, { run })}>
        run {run} of batch {batch_id}
      </Link>
      , <LocalTime time={generated_at} />: <SeverityBadge severity={verdict.severity} />{' '}
      <bdi class="muted">{verdict.sentence}</bdi>
    </p>
  );
}

function KindCounts({ rows }: { rows: readonly ChangeRow[] }) {
  const counts = Map.groupBy(rows, ({ kind }) => kind);
  return (
    <ul class="change-counts" aria-label="Changes by kind">
      {kinds.map((kind) => (
        <li key={kind}>
          <Badge tone={counts.has(kind) ? tones[kind] : 'neutral'}>
            {`${formatCount(counts.get(kind)?.length ?? 0)} ${kind}`}
          </Badge>
        </li>
      ))}
    </ul>
  );
}

const columns: Column<ChangeRow>[] = [
  { head: 'Change', cell: ({ kind }) => <Badge tone={tones[kind]}>{kind}</Badge> },
  {
    head: 'What',
    wide: true,
    cell: ({ subject, name, detail }) => (
      <>
        <span class="muted small">{subject}</span> <bdi>{name}</bdi>{' '}
        {detail !== undefined && <span class="muted small">{detail}</span>}
      </>
    ),
  },
  { head: 'Before', cell: ({ before }) => <bdi>{before === '' ? '–' : before}</bdi> },
  { head: 'Now', cell: ({ after }) => <bdi>{after === '' ? '–' : after}</bdi> },
];
