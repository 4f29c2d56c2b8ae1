import { useMemo } from 'preact/hooks';
import type { Timeline } from '../../../../src/report/document/document.ts';
import { ofArgus, t } from '../../lib/language.ts';
import { type DriveWindow, nanosecondsOf } from '../../lib/signals/drive-window.ts';
import { axisClock } from '../../lib/signals/plot-data.ts';
import { shownPlots } from '../../lib/signals/shown-plots.ts';
import {
  drawnFirst,
  listedOfEach,
  signalsThatMatter,
  textsAsked,
} from '../../lib/signals/signals-that-matter.ts';
import { useSeries } from '../../lib/signals/use-series.ts';
import { useSignalList } from '../../lib/signals/use-signal-list.ts';
import { useReader } from '../reader.ts';
import { SignalStrip } from './signal-strip.tsx';

interface DriveSignalsProps {
  clock: Timeline['clock'];
  shown: DriveWindow;
  at: number | undefined;
  onAt(at: number | undefined): void;
  onPick(at: number): void;
  timeWords(at: number): string;
}

/** More than the pictures have columns. */
const points = 700;

/** The signals that matter, on the axis of the time line above; read when this is first drawn. */
export function DriveSignals({ clock, shown, at, onAt, onPick, timeWords }: DriveSignalsProps) {
  const { batchId, hints } = useReader();
  const texts = useMemo(() => textsAsked(hints), [hints]);
  const list = useSignalList(batchId, texts, listedOfEach);
  const chosen = useMemo(
    () =>
      list.data && list.data.pending === 0
        ? signalsThatMatter(list.data.signals, hints, clock, drawnFirst).map(({ signal }) => signal)
        : [],
    [list.data, hints, clock],
  );
  const window = { from: nanosecondsOf(shown.start), to: nanosecondsOf(shown.end) };
  const series = useSeries(batchId, chosen, window, points);
  const plots = useMemo(
    () =>
      series.data && axisClock(series.data) === clock
        ? shownPlots(chosen, [{ page: series.data, originNs: 0n }])
        : [],
    [series.data, chosen, clock],
  );
  const error = list.error ?? series.error;
  if (error)
    return (
      <p class="small muted drive-note">
        {t('The signals cannot be drawn: {message}', { message: ofArgus(error.message) })}
      </p>
    );
  if (plots.length === 0) {
    const waiting = !list.data || list.data.pending > 0 || (chosen.length > 0 && !series.data);
    return (
      <p class="small muted drive-note" role="status">
        {waiting
          ? t('Reading the signals from the recordings…')
          : t('No recording has a signal of this clock.')}
      </p>
    );
  }
  return (
    <>
      <div class={series.stale ? 'drive-strips is-stale' : 'drive-strips'}>
        {plots.map((plot) => (
          <SignalStrip key={plot.signal} plot={plot} shown={shown} at={at} />
        ))}
      </div>
      <input
        class="drive-slider"
        type="range"
        aria-label={t('Time in the drive; Enter does what a click does')}
        aria-valuetext={at === undefined ? t('no time') : timeWords(at)}
        min={shown.start}
        max={shown.end}
        step={(shown.end - shown.start) / 200}
        value={at ?? shown.start}
        onInput={({ currentTarget }) => onAt(Number(currentTarget.value))}
        onKeyDown={({ key, currentTarget }) => {
          if (key === 'Enter') onPick(Number(currentTarget.value));
        }}
      />
    </>
  );
}
