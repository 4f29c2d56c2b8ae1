import { useEffect, useRef, useState } from 'preact/hooks';
import { t } from '../../lib/language.ts';
import { loadPlot } from '../../lib/signals/load-plot.ts';
import type { PlotData } from '../../lib/signals/plot-data.ts';

interface SignalPlotProps {
  title: string;
  data: PlotData;
  calendar: boolean;
  labels: Record<string, string> | null;
  /** In seconds. */
  window: { from: number; to: number };
  /** Where differences are taken from, in seconds. */
  mark: number | undefined;
  onAt(at: number | undefined): void;
  onMark(at: number): void;
  onWindow(window: { from: number; to: number }): void;
}

/** The picture of one signal. */
export function SignalPlot(props: SignalPlotProps) {
  const { title, mark } = props;
  const [held, setHeld] = useState(false);
  const drawn = useRef(props);
  // What is under a pressed pointer stays, or the window that it draws would be lost.
  if (!held) drawn.current = props;
  const { data, calendar, labels, window } = drawn.current;
  const room = useRef<HTMLDivElement>(null);
  const newest = useRef(props);
  newest.current = props;
  const plot = useRef<{ redraw(): void; destroy(): void }>(undefined);
  const [failed, setFailed] = useState(false);

  useEffect(() => {
    let shown = true;
    loadPlot().then(
      ({ drawPlot }) => {
        if (!shown || !room.current) return;
        plot.current = drawPlot(room.current, data, {
          calendar,
          labels,
          window,
          mark: () => newest.current.mark,
          onAt: (at) => newest.current.onAt(at),
          onMark: (at) => newest.current.onMark(at),
          onWindow: (chosen) => newest.current.onWindow(chosen),
        });
      },
      () => setFailed(true),
    );
    return () => {
      shown = false;
      plot.current?.destroy();
      plot.current = undefined;
    };
  }, [data, calendar, labels, window.from, window.to]);
  useEffect(() => plot.current?.redraw(), [mark]);

  const hold = () => {
    setHeld(true);
    globalThis.addEventListener('mouseup', () => setHeld(false), { once: true });
  };

  if (failed) return <p class="muted">{t('The picture cannot be loaded; reload the page.')}</p>;
  return <div class="signal-plot" ref={room} role="img" aria-label={title} onMouseDown={hold} />;
}
