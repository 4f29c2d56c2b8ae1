import { BarChart } from '../../components/bar-chart.tsx';
import { formatCount, formatNumber } from '../../lib/format.ts';
import { t } from '../../lib/language.ts';
import type { ShareBar } from '../../lib/share-bars.ts';

/** How the share of batches with a code went over time; the highest bar is its greatest share. */
export function ShareChart({ code, bars }: { code: string; bars: readonly ShareBar[] }) {
  const most = bars.reduce((greatest, { share }) => Math.max(greatest, share), 0);
  if (most === 0) return <span class="muted">–</span>;
  return (
    <BarChart
      label={t('{code}: at most {most} of the batches', { code, most: percent(most) })}
      bars={bars.map(({ start, batches, all, share }) => ({
        key: start,
        height: share / most,
        title: t('{start}: {batches} of {all} batches, {share}', {
          start,
          batches: formatCount(batches),
          all: formatCount(all),
          share: percent(share),
        }),
      }))}
    />
  );
}

const percent = (share: number) => `${formatNumber(share * 100)} %`;
