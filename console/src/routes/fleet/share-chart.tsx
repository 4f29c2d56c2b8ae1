import { BarChart } from '../../components/bar-chart.tsx';
import { formatCount, formatNumber } from '../../lib/format.ts';
import type { ShareBar } from '../../lib/share-bars.ts';

/** How the share of batches with a code went over time; the highest bar is its greatest share. */
export function ShareChart({ code, bars }: { code: string; bars: readonly ShareBar[] }) {
  const most = bars.reduce((greatest, { share }) => Math.max(greatest, share), 0);
  if (most === 0) return <span class="muted">–</span>;
  return (
    <BarChart
      label={`${code}: at most ${percent(most)} of the batches`}
      bars={bars.map(({ start, batches, all, share }) => ({
        key: start,
        height: share / most,
        title: `${start}: ${formatCount(batches)} of ${formatCount(all)} batches, ${percent(share)}`,
      }))}
    />
  );
}

const percent = (share: number) => `${formatNumber(share * 100)} %`;
