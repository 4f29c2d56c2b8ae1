import type { Report, Statistic } from '../../../src/report/report-schema.ts';
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
            {(['avg', 'p95', 'p99', 'max'] as const).map((key) => (
              <div key={key}>
                <dt>{key}</dt>
                <dd>
                  {formatNumber(statistic[key])}
                  <span class="unit">{statistic.unit}</span>
                </dd>
                <meter min={0} max={100} value={statistic[key]} aria-hidden="true" />
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

const metricNames: Record<Statistic['metric'], string> = {
  cpu_percent: 'CPU',
  ram_percent: 'RAM',
  disk_percent: 'Disk',
  battery_percent: 'Battery level',
  battery_voltage: 'Battery voltage',
  temperature_celsius: 'Temperature',
  bus_load_percent: 'CAN bus load',
  engine_speed_rpm: 'Engine speed',
  engine_load_percent: 'Engine load',
  vehicle_speed_kmh: 'Vehicle speed',
  fuel_percent: 'Fuel level',
  cell_spread_voltage: 'Spread of cell voltages',
  vibration: 'Vibration',
  gps_satellites: 'GPS satellites',
  gps_accuracy_m: 'GPS accuracy',
  gps_jamming: 'GPS jamming',
  estimator_ratio: 'Estimator test ratio',
  signal: 'Signal',
};

const figure = (head: string, pick: (one: Statistic) => number): Column<Statistic> => ({
  head,
  numeric: true,
  cell: (one) => formatNumber(pick(one), 2),
});

const columns: Column<Statistic>[] = [
  {
    head: 'Metric',
    wide: true,
    cell: ({ metric, unit, min_at, max_at }) => (
      <details class="metric">
        <summary>
          {metricNames[metric]} <span class="muted">({unit})</span>
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
  figure('p95', ({ p95 }) => p95),
  figure('p99', ({ p99 }) => p99),
  figure('Max', ({ max }) => max),
  { head: 'Values', numeric: true, cell: ({ count }) => formatCount(count) },
];
