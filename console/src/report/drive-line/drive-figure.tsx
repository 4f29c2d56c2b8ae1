import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { Timeline } from '../../../../src/report/document/document.ts';
import { formatTime } from '../../../../src/text/time-format.ts';
import { clipViewUrl } from '../../api/batches.ts';
import { formatRecorded } from '../../lib/format.ts';
import { currentLanguage } from '../../lib/language.ts';
import {
  type DriveWindow,
  isWhole,
  nanosecondsOf,
  nearestDrive,
  zoomedAt,
} from '../../lib/signals/drive-window.ts';
import { useMedia } from '../../lib/use-media.ts';
import { useSeen } from '../../lib/use-seen.ts';
import { useReader } from '../reader.ts';
import { DriveSignals } from './drive-signals.tsx';
import { DriveTools } from './drive-tools.tsx';
import { followPointer } from './follow-pointer.ts';

/** What draws scales of time is as large as a third of the console: it is loaded after the words are there. */
const loadChart = () => import('../../../../src/report/charts/timeline-chart.ts');
type ChartModule = Awaited<ReturnType<typeof loadChart>>;

/** The drive on one line: findings, and below them the signals that matter. A click zooms, the next opens the clip. */
export function DriveFigure({ timeline }: { timeline: Timeline }) {
  const { batchId, manyBytes } = useReader();
  const chart = useChart();
  const [shown, setShown] = useState<DriveWindow>(timeline);
  const [at, setAt] = useState<number>();
  const [asked, setAsked] = useState(!manyBytes);
  const [canvas, setCanvas] = useState<HTMLDivElement | null>(null);
  const seen = useSeen(canvas);
  // As in the style sheet.
  const form = useMedia('(max-width: 720px)') ? 'narrow' : 'wide';

  const timeText = (time: number) => formatTime(String(nanosecondsOf(time)), timeline.clock);
  const clipUrl = (time: number) => clipViewUrl(batchId, { time: timeText(time) });
  const area = useMemo(() => chart?.timelineArea(timeline, form, currentLanguage()), [chart, timeline, form]);
  const drives = area?.pieces ?? [];
  /** Drives that lie far apart: the axis is broken between them, and signals are drawn of one of them. */
  const isOverview = drives.length > 1 && isWhole(timeline, shown);
  const zoom = (time: number) =>
    setShown((isOverview && nearestDrive(drives, time)) || zoomedAt(timeline, shown, time));
  const pick = (time: number) => {
    if (isOverview || drives.some((drive) => isWhole(drive, shown))) zoom(time);
    else open(clipUrl(time), '_blank', 'noreferrer');
  };
  const timeOf = (share: number) =>
    isOverview && area ? area.timeAt(share) : shown.start + share * (shown.end - shown.start);
  const newest = useRef({ timeOf, pick });
  newest.current = { timeOf, pick };
  const picture = useMemo(
    () =>
      chart &&
      `data:image/svg+xml,${encodeURIComponent(chart.timelineChart(timeline, shown, form, currentLanguage()).svg)}`,
    [chart, timeline, shown, form],
  );
  useEffect(() => {
    if (!canvas || !area) return;
    return followPointer(canvas, area, {
      onAt: (share) => setAt(share === undefined ? undefined : newest.current.timeOf(share)),
      onPick: (share) => newest.current.pick(newest.current.timeOf(share)),
    });
  }, [canvas, area]);

  if (!chart || !area || picture === undefined) return null;
  const { title, description } = timeline;
  const percent = (share: number) => `${100 * share}%`;
  const cursor = at === undefined || isOverview ? undefined : (at - shown.start) / (shown.end - shown.start);
  return (
    <figure class="chart">
      <figcaption>
        <h3>{title}</h3>
        <span class="small muted">{at !== undefined && formatRecorded(timeText(at))}</span>
      </figcaption>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be within reach of the keyboard */}
      <section class="chart-room" tabIndex={0} aria-label={title}>
        <div
          class="drive-canvas"
          ref={setCanvas}
          style={{ '--left': percent(area.left), '--plot': percent(area.right - area.left) }}
        >
          <img src={picture} alt={description} draggable={false} />
          {seen && asked && !isOverview && (
            <DriveSignals
              clock={timeline.clock}
              shown={shown}
              at={at}
              onAt={setAt}
              onPick={pick}
              timeWords={(time) => formatRecorded(timeText(time))}
            />
          )}
          {cursor !== undefined && (
            <div class="drive-cursor" style={{ '--at': String(cursor) }} aria-hidden="true" />
          )}
        </div>
      </section>
      <DriveTools
        timeline={timeline}
        shown={shown}
        at={at}
        onShow={setShown}
        onZoom={zoom}
        clipUrl={clipUrl}
        onSignals={asked ? undefined : () => setAsked(true)}
      />
    </figure>
  );
}

/** Without the picture, the list of findings below says the same. */
function useChart(): ChartModule | undefined {
  const [chart, setChart] = useState<ChartModule>();
  useEffect(() => {
    let wanted = true;
    loadChart().then(
      (loaded) => wanted && setChart(loaded),
      () => undefined,
    );
    return () => {
      wanted = false;
    };
  }, []);
  return chart;
}
