import type { Report, Statistic } from '../../../src/report/report-schema.ts';
import { metricTitles } from '../../../src/text/metric-titles.ts';
import { type Column, DataTable } from '../components/data-table.tsx';
import { Section } from '../components/section.tsx';
import { formatCount, formatNumber } from '../lib/format.ts';
import { EvidencePlace } from './evidence-place.tsx';

export function StatisticsSection({ report: { cpu, ram, statistics } }: { report: Report }) {
  return (
    <Section id="statistics" title="CPU, RAM and more">
      <div class="loads">
        <Load name="CPU" statistic={cpu} />
        <Load name="RAM" statistic={ram} />
      </div>
      {statistics.length > 0 && (
        <DataTable
          caption="Statistics of all metrics"
          columns={columns}
          rows={statistics}
          keyOf={({ metric }) => metric}
        />
      )}
    </Section>
  );
}

function Load({ name, statistic }: { name: string; statistic: Statistic | null }) {
  return (
    <div class="load">
      <h3>{name}</h3>
      {statistic ? (
        <>
          <dl class="load-figures">
            {figuresOf(statistic).map(([name, value]) => (
              <div key={name}>
                <dt>{name}</dt>
                <dd>
                  {formatNumber(value)}
                  <span class="unit">{statistic.unit}</span>
                </dd>
                <meter min={0} max={100} value={value} aria-hidden="true" />
              </div>
            ))}
          </dl>
          <p class="small muted">
            Highest at <EvidencePlace evidence={statistic.max_at} />
          </p>
        </>
      ) : (
        <p class="muted">No recording tells the {name} load.</p>
      )}
    </div>
  );
}

/** Older reports tell no median. */
function figuresOf(statistic: Statistic): [name: string, value: number][] {
  return (['avg', 'p50', 'p95', 'p99', 'max'] as const).flatMap((name) => {
    const value = statistic[name];
    return value === undefined ? [] : [[name, value]];
  });
}

const figure = (head: string, pick: (one: Statistic) => number | undefined): Column<Statistic> => ({
  head,
  numeric: true,
  cell: (one) => {
    const value = pick(one);
    return value === undefined ? '–' : formatNumber(value, 2);
  },
});

const columns: Column<Statistic>[] = [
  {
    head: 'Metric',
    wide: true,
    cell: ({ metric, unit, min_at, max_at }) => (
      <details class="metric">
        <summary>
          {metricTitles[metric]} <span class="muted">({unit})</span>
        </summary>
        <p class="small muted">
          lowest: <EvidencePlace evidence={min_at} />
        </p>
        <p class="small muted">
          highest: <EvidencePlace evidence={max_at} />
        </p>
      </details>
    ),
  },
  figure('Min', ({ min }) => min),
  figure('Avg', ({ avg }) => avg),
  figure('p50', ({ p50 }) => p50),
  figure('p95', ({ p95 }) => p95),
  figure('p99', ({ p99 }) => p99),
  figure('Max', ({ max }) => max),
  { head: 'Values', numeric: true, cell: ({ count }) => formatCount(count) },
];
