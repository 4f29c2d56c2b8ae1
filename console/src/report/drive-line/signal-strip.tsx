import { useEffect, useMemo, useRef } from 'preact/hooks';
import { formatSpan } from '../../lib/format.ts';
import { t } from '../../lib/language.ts';
import type { DriveWindow } from '../../lib/signals/drive-window.ts';
import { loadPlot } from '../../lib/signals/load-plot.ts';
import { extremesOf, type PlotData } from '../../lib/signals/plot-data.ts';
import { readoutOf } from '../../lib/signals/readout.ts';
import type { ShownPlot } from '../../lib/signals/shown-plots.ts';

interface SignalStripProps {
  plot: ShownPlot;
  shown: DriveWindow;
  at: number | undefined;
}

/** A signal as a small picture: its name and its value stand where the time line above has the names of findings. */
export function SignalStrip({ plot, shown, at }: SignalStripProps) {
  const { signal, unit, labels, data } = plot;
  const room = useRef<HTMLDivElement>(null);
  useEffect(() => {
    let wanted = true;
    let drawn: { destroy(): void } | undefined;
    loadPlot().then(
      ({ drawStrip }) => {
        if (wanted && room.current)
          drawn = drawStrip(room.current, data, { from: shown.start, to: shown.end });
      },
      // The values are in words beside it.
      () => undefined,
    );
    return () => {
      wanted = false;
      drawn?.destroy();
    };
  }, [data, shown]);
  const range = useMemo(() => rangeOf(data, unit), [data, unit]);
  return (
    <div class="drive-strip">
      <p class="drive-strip-name" title={signal}>
        <bdi>{signal}</bdi>
        <span class="muted">{readoutOf(data, at, undefined, { unit, labels }) || range}</span>
      </p>
      <div class="drive-strip-plot" ref={room} role="img" aria-label={`${signal}: ${range}`} />
    </div>
  );
}

/** What it did in the window, in words. */
function rangeOf(data: PlotData, unit: string | null): string {
  const extremes = extremesOf(data);
  if (!extremes) return t('nothing in this window');
  return `${formatSpan(extremes.least, extremes.greatest)}${unit === null ? '' : ` ${unit}`}`;
}
