import { formatCount, formatNumber } from '../../lib/format.ts';
import type { ShareBar } from '../../lib/share-bars.ts';

const width = 132;
const height = 28;
/** So that one batch among thousands is seen. */
const leastHeight = 2;

/** How the share of batches with a code went over time; the highest bar is its greatest share. */
export function ShareChart({ code, bars }: { code: string; bars: readonly ShareBar[] }) {
  const most = bars.reduce((greatest, { share }) => Math.max(greatest, share), 0);
  if (most === 0) return <span class="muted">–</span>;
  const step = Math.min(12, width / bars.length);
  const top = `at most ${percent(most)} of the batches`;
  return (
    <svg
      class="share-chart"
      width={width}
      height={height}
      viewBox={`0 0 ${width} ${height}`}
      role="img"
      aria-label={`${code}: ${top}`}
    >
      {bars.map(({ start, batches, all, share }, i) => {
        const tall = share === 0 ? 0 : Math.max(leastHeight, (share / most) * (height - 2));
        return (
          <rect key={start} x={i * step} y={height - tall} width={Math.max(1, step - 1)} height={tall}>
            <title>{`${start}: ${formatCount(batches)} of ${formatCount(all)} batches, ${percent(share)}`}</title>
          </rect>
        );
      })}
      <line x1={0} x2={step * bars.length} y1={height - 0.5} y2={height - 0.5} />
    </svg>
  );
}

const percent = (share: number) => `${formatNumber(share * 100)} %`;
