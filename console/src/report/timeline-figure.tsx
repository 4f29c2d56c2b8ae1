import { useEffect, useState } from 'preact/hooks';
import type { Timeline } from '../../../src/report/document/document.ts';

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
    </figure>
  );
}
