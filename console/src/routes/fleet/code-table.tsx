import type { FleetCodesBody } from '../../../../src/api/fleet/schema.ts';
import { withQuery } from '../../api/request.ts';
import { SeverityBadge } from '../../components/badge.tsx';
import { CodeCell } from '../../components/code-cell.tsx';
import { type Column, DataTable } from '../../components/data-table.tsx';
import { Link } from '../../components/link.tsx';
import { LocalDay } from '../../components/times.tsx';
import { formatCount, plural } from '../../lib/format.ts';
import { t } from '../../lib/language.ts';
import { shareBars } from '../../lib/share-bars.ts';
import { ShareChart } from './share-chart.tsx';

type Code = FleetCodesBody['codes'][number];

interface CodeTableProps {
  fleet: FleetCodesBody;
  platform: string | undefined;
}

export function CodeTable({ fleet, platform }: CodeTableProps) {
  return (
    <DataTable
      caption={t('Error codes, by number of vehicles')}
      columns={columnsOf(fleet, platform)}
      rows={fleet.codes}
      keyOf={({ source, code }) => `${source} ${code}`}
    />
  );
}

const trendWords = { rising: '↗ rising', falling: '↘ falling', steady: '→ steady', unknown: '' } as const;

const columnsOf = ({ periods, bucket }: FleetCodesBody, platform: string | undefined): Column<Code>[] => [
  {
    head: t('Code'),
    wide: true,
    cell: ({ code, source, message }) => <CodeCell code={code} source={source} message={message} />,
  },
  { head: t('Severity'), cell: ({ severity }) => <SeverityBadge severity={severity} /> },
  { head: t('Vehicles'), numeric: true, cell: ({ vehicles }) => formatCount(vehicles) },
  {
    head: t('Batches'),
    numeric: true,
    cell: ({ code, batches }) => (
      <Link
        href={withQuery('/reports', { code, platform })}
        label={t('{batches} with {code}', { batches: plural(batches, 'batch', 'batches'), code })}
      >
        {formatCount(batches)}
      </Link>
    ),
  },
  {
    head: bucket === 'day' ? t('Share by day') : t('Share by month'),
    cell: ({ code, series, trend }) => (
      <>
        <ShareChart code={code} bars={shareBars(periods, series)} />
        <span class="nowrap small muted block">{trendWords[trend] && t(trendWords[trend])}</span>
      </>
    ),
  },
  { head: t('Since'), cell: ({ since }) => <LocalDay time={since} /> },
  { head: t('Last'), cell: ({ last_at }) => <LocalDay time={last_at} /> },
];
