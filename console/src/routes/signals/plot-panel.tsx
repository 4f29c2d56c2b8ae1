import { formatCount, formatSpan, plural } from '../../lib/format.ts';
import { more, t } from '../../lib/language.ts';
import { extremesOf } from '../../lib/signals/plot-data.ts';
import { readoutOf } from '../../lib/signals/readout.ts';
import type { ShownPlot } from '../../lib/signals/shown-plots.ts';
import { SignalPlot } from './signal-plot.tsx';

interface PlotPanelProps {
  plot: ShownPlot;
  calendar: boolean;
  /** In seconds. */
  window: { from: number; to: number };
  at: number | undefined;
  mark: number | undefined;
  stale: boolean;
  onAt(at: number | undefined): void;
  onMark(at: number): void;
  onWindow(window: { from: number; to: number }): void;
  onRemove(): void;
}

/** A plot with its name, and its values where the pointer is. */
export function PlotPanel({ plot, at, mark, stale, onRemove, ...drawn }: PlotPanelProps) {
  const { signal, unit, labels, data, total, omitted, elsewhere } = plot;
  return (
    <section class={stale ? 'panel plot-panel is-stale' : 'panel plot-panel'} aria-label={signal}>
      <div class="panel-head">
        <h2 class="plot-title">
          <bdi>{signal}</bdi> {unit !== null && <span class="muted">{unit}</span>}
        </h2>
        <div class="panel-tools">
          <button
            type="button"
            class="button-quiet"
            onClick={onRemove}
            aria-label={t('Remove {signal}', { signal })}
          >
            {t('Remove')}
          </button>
        </div>
      </div>
      <SignalPlot title={descriptionOf(plot)} data={data} labels={labels} mark={mark} {...drawn} />
      <p class="small plot-readout" aria-live="off">
        {readoutOf(data, at ?? mark, mark, { unit, labels }) || (
          <span class="muted">
            {data.x.length + data.events.length === 0
              ? t('None of its values is a finite number')
              : t('{values} in this window', { values: plural(total, 'value') })}
            {omitted > 0 && t('; {values} not kept', { values: more(omitted, 'value') })}
            {elsewhere > 0 &&
              t('; {elsewhere} of recorders whose clock is not known have no place on this axis', {
                elsewhere: formatCount(elsewhere),
              })}
          </span>
        )}
      </p>
    </section>
  );
}

/** For people who cannot see it. */
function descriptionOf({ signal, unit, data, total }: ShownPlot): string {
  const extremes = extremesOf(data);
  if (!extremes) return `${signal}: ${plural(data.events.length, 'text')}`;
  const range = formatSpan(extremes.least, extremes.greatest);
  return `${signal}: ${plural(total, 'value')}, ${range}${unit === null ? '' : ` ${unit}`}`;
}
