import type { FleetSoftwareBody } from '../../../../src/api/fleet/software-schema.ts';
import { withQuery } from '../../api/request.ts';
import { BarChart } from '../../components/bar-chart.tsx';
import { type Column, DataTable } from '../../components/data-table.tsx';
import { Link } from '../../components/link.tsx';
import { plural } from '../../lib/format.ts';
import { rich, t } from '../../lib/language.ts';
import {
  formatHours,
  formatRatePer10Hours,
  greatestRate,
  type RateCell,
  type RateRow,
  rateRows,
  shadeOf,
} from '../../lib/rate-cells.ts';
import { PlatformName } from './platform-name.tsx';

interface RateTableProps {
  fleet: FleetSoftwareBody;
  /** Whether all platforms together have a row. */
  withAll: boolean;
}

/** Platforms by software version: how often there were findings and codes. */
export function RateTable({ fleet, withAll }: RateTableProps) {
  const rows = rateRows(fleet, withAll);
  return (
    <DataTable
      class="rate-table"
      caption={t('Platforms by software version, the newest last')}
      columns={columnsOf(fleet, greatestRate(rows))}
      rows={rows}
      keyOf={({ platform }, index) => `${index} ${platform}`}
    />
  );
}

function columnsOf(
  { component, versions, older_versions }: FleetSoftwareBody,
  greatest: number,
): Column<RateRow>[] {
  const older = plural(older_versions, 'older version');
  return [
    {
      head: t('Platform'),
      wide: true,
      cell: ({ platform }) =>
        platform === undefined ? t('All platforms') : <PlatformName platform={platform} />,
    },
    ...(older_versions === 0
      ? []
      : [
          {
            head: older,
            key: 'older',
            cell: (row: RateRow) => (
              <Cell cell={row.older} greatest={greatest} platform={row.platform} version={older} />
            ),
          },
        ]),
    ...versions.map(
      ({ version }): Column<RateRow> => ({
        head: version,
        key: `version ${version}`,
        cell: ({ platform, cells }) => (
          <Cell
            cell={cells.get(version) ?? null}
            greatest={greatest}
            platform={platform}
            version={version}
            // Reports cannot be asked for those that name no platform.
            {...(platform !== null && {
              href: withQuery('/reports', { component: component ?? '', version, platform }),
            })}
          />
        ),
      }),
    ),
    {
      head: t('Codes by version'),
      key: 'picture',
      cell: (row) => <CodesPicture row={row} versions={versions} />,
    },
  ];
}

interface CellProps {
  cell: RateCell | null;
  greatest: number;
  platform: string | null | undefined;
  version: string;
  href?: string;
}

function Cell({ cell, greatest, platform, version, href }: CellProps) {
  if (!cell) return <span class="muted rate-none">–</span>;
  const { findings_per_10_h: rate, codes_per_10_h: codes } = cell;
  const batches = plural(cell.batches, 'batch', 'batches');
  return (
    <div class={`rate-cell shade-${shadeOf(rate, greatest)}`}>
      {rate === null || codes === null ? (
        <>
          <span>
            {plural(cell.findings, 'finding')}, {plural(cell.codes, 'code')}
          </span>
          <span class="muted">{t('Too little for a rate')}</span>
        </>
      ) : (
        <>
          <span>{rich('{rate} findings', { rate: <strong>{formatRatePer10Hours(rate)}</strong> })}</span>
          <span>{t('{codes} codes', { codes: formatRatePer10Hours(codes) })}</span>
        </>
      )}
      <span>
        {href === undefined ? (
          batches
        ) : (
          <Link
            href={href}
            label={t('{batches} of {platform} with {what}', {
              batches,
              platform: nameOf(platform),
              what: version,
            })}
          >
            {batches}
          </Link>
        )}
        , <span class="nowrap">{formatHours(cell.recorded_hours)}</span>
      </span>
    </div>
  );
}

function CodesPicture({ row, versions }: { row: RateRow; versions: FleetSoftwareBody['versions'] }) {
  const rates = versions.map(({ version }) => ({ version, cell: row.cells.get(version) }));
  const most = rates.reduce((greatest, { cell }) => Math.max(greatest, cell?.codes_per_10_h ?? 0), 0);
  if (most === 0) return <span class="muted rate-none">–</span>;
  return (
    <BarChart
      label={t('{platform}: at most {most} codes in 10 hours recorded', {
        platform: nameOf(row.platform),
        most: formatRatePer10Hours(most),
      })}
      bars={rates.map(({ version, cell }) => ({
        key: version,
        height: (cell?.codes_per_10_h ?? 0) / most,
        title: `${version}: ${sayCodes(cell)}`,
      }))}
    />
  );
}

function sayCodes(cell: RateCell | undefined): string {
  if (!cell) return t('no batches');
  if (cell.codes_per_10_h === null) return t('less than an hour recorded');
  return t('{codes}, {codesPer10H} in 10 hours recorded', {
    codes: plural(cell.codes, 'code'),
    codesPer10H: formatRatePer10Hours(cell.codes_per_10_h),
  });
}

function nameOf(platform: string | null | undefined): string {
  if (platform === undefined) return t('all platforms');
  return platform ?? t('no platform');
}
