import { useEffect, useState } from 'preact/hooks';
import type { Timeline, TimelineLane } from '../../../src/report/document/document.ts';
import { plainText, shorten } from '../../../src/text/plain-text.ts';
import { Link } from '../components/link.tsx';
import { viewUrl } from '../lib/signals/signals-view.ts';
import { useReader } from './reader.ts';

/** What draws scales of time is as large as a third of the console: it is loaded after the words are there. */
const loadChart = () => import('../../../src/report/charts/timeline-chart.ts');

/** The drive on one line. */
export function TimelineFigure({ timeline }: { timeline: Timeline }) {
  const [svg, setSvg] = useState<string>();
  useEffect(() => {
    let shown = true;
    // Without the picture, the list of findings above it says the same.
    const leaveOut = () => setSvg(undefined);
    loadChart().then(({ timelineChart }) => shown && setSvg(timelineChart(timeline).svg), leaveOut);
    return () => {
      shown = false;
    };
  }, [timeline]);
  if (svg === undefined) return null;
  const { title, description } = timeline;
  return (
    <figure class="chart">
      <figcaption>
        <h3>{title}</h3>
      </figcaption>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be within reach of the keyboard */}
      <section class="chart-room" tabIndex={0} aria-label={title}>
        <img src={`data:image/svg+xml,${encodeURIComponent(svg)}`} alt={description} />
      </section>
      <SignalLinks timeline={timeline} />
    </figure>
  );
}

/** At least so many seconds before and after a finding are shown. */
const leastSeconds = 5;
const longestTitle = 46;

/** From each finding to the signals around its beginning. */
function SignalLinks({ timeline: { lanes, recorded } }: { timeline: Timeline }) {
  const { batchId } = useReader();
  // Of what was recorded: drives may lie months apart.
  const recordedSeconds = recorded.reduce((sum, { start, end }) => sum + end - start, 0);
  const around = Math.max(leastSeconds, recordedSeconds / 50);
  const windowOf = ({ marks }: TimelineLane) => {
    const began = Math.min(...marks);
    return { from: nanoseconds(began - around), to: nanoseconds(began + around) };
  };
  return (
    <p class="small">
      Signals around:{' '}
      {lanes.map((lane, i) => (
        <span key={i}>
          {i > 0 && ' · '}
          <Link href={viewUrl(batchId, { signals: [], compare: undefined, ...windowOf(lane) })}>
            <bdi>{shorten(plainText(lane.title), longestTitle)}</bdi>
          </Link>
        </span>
      ))}
    </p>
  );
}

function nanoseconds(seconds: number): bigint {
  return BigInt(Math.max(0, Math.round(seconds * 1e6))) * 1_000n;
}
