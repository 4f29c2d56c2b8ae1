import type { FleetCodesBody } from '../../../src/api/fleet/schema.ts';
import { formatCount } from '../../../src/text/figure-format.ts';
import { listFleetCodes } from '../api/fleet.ts';
import { withQuery } from '../api/request.ts';
import { SeverityBadge } from '../components/badge.tsx';
import { CodeCell } from '../components/code-cell.tsx';
import { type Column, DataTable } from '../components/data-table.tsx';
import { Empty } from '../components/empty.tsx';
import { Link } from '../components/link.tsx';
import { ErrorNotice } from '../components/notice.tsx';
import { PageLinks } from '../components/page-links.tsx';
import { LocalDay } from '../components/times.tsx';
import { plural } from '../lib/format.ts';
import { usePlace } from '../lib/router.ts';
import { useQuery } from '../lib/use-query.ts';
import { useTitle } from '../lib/use-title.ts';

const refreshMs = 60_000;
const dayMs = 86_400_000;
const windows = [
  { days: undefined, label: 'All time' },
  { days: 90, label: '90 days' },
  { days: 30, label: '30 days' },
  { days: 7, label: '7 days' },
] as const;

/** Error codes over all vehicles. */
export function FleetPage() {
  useTitle('Fleet');
  const { query } = usePlace();
  const asked = Number(query.get('days') ?? Number.NaN);
  const days = windows.find((window) => window.days === asked)?.days;
  const cursor = query.get('cursor') ?? undefined;
  const { data, error, stale, reload } = useQuery(
    withQuery('fleet', { days, cursor }),
    (signal) => listFleetCodes({ created_after: daysAgo(days), cursor }, signal),
    refreshMs,
  );
  return (
    <div class="page">
      <div class="page-head">
        <h1>Error codes of the fleet</h1>
        <p class="muted list-note">
          {data &&
            `${plural(data.vehicles, 'vehicle')}, ${plural(data.batches, 'batch', 'batches')} with a report`}
        </p>
      </div>
      <nav aria-label="Time" class="choices">
        {windows.map((window) => (
          <Link
            key={window.label}
            href={withQuery('/fleet', { days: window.days })}
            current={window.days === days}
          >
            {window.label}
          </Link>
        ))}
      </nav>
      {error && <ErrorNotice error={error} onRetry={reload} />}
      {!data && !error && <div class="panel loading">Loading the codes…</div>}
      {data && data.codes.length === 0 && (
        <Empty sentence="No code was seen in this period.">
          {days !== undefined && <Link href="/fleet">Show all time</Link>}
        </Empty>
      )}
      {data && data.codes.length > 0 && (
        <section class={stale ? 'panel panel-flush is-stale' : 'panel panel-flush'} aria-label="Error codes">
          <DataTable
            caption="Error codes, by number of vehicles"
            columns={columns}
            rows={data.codes}
            keyOf={({ source, code }) => `${source} ${code}`}
          />
        </section>
      )}
      <PageLinks path="/fleet" filter={{ days }} cursor={cursor} next={data?.next_cursor} />
    </div>
  );
}

function daysAgo(days: number | undefined): string | undefined {
  return days === undefined ? undefined : new Date(Date.now() - days * dayMs).toISOString();
}

const trendWords = { rising: '↗ rising', falling: '↘ falling', steady: '→ steady', unknown: '–' } as const;

const columns: Column<FleetCodesBody['codes'][number]>[] = [
  {
    head: 'Code',
    wide: true,
    cell: ({ code, source, message }) => <CodeCell code={code} source={source} message={message} />,
  },
  { head: 'Severity', cell: ({ severity }) => <SeverityBadge severity={severity} /> },
  { head: 'Vehicles', numeric: true, cell: ({ vehicles }) => formatCount(vehicles) },
  { head: 'Batches', numeric: true, cell: ({ batches }) => formatCount(batches) },
  { head: 'Trend', cell: ({ trend }) => <span class="nowrap">{trendWords[trend]}</span> },
  { head: 'Since', cell: ({ since }) => <LocalDay time={since} /> },
  { head: 'Last', cell: ({ last_at }) => <LocalDay time={last_at} /> },
];
