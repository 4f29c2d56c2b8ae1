import { useMemo, useState } from 'preact/hooks';
import { seriesUrl } from '../api/signals.ts';
import { Link } from '../components/link.tsx';
import { t } from '../lib/language.ts';
import { navigate, usePlace } from '../lib/router.ts';
import { axisClock, spanOf } from '../lib/signals/plot-data.ts';
import { shownPlots } from '../lib/signals/shown-plots.ts';
import {
  movedWindow,
  type SignalsView,
  viewOf,
  viewUrl,
  withoutSignal,
  withSignal,
} from '../lib/signals/signals-view.ts';
import { useSeries } from '../lib/signals/use-series.ts';
import { useWithout } from '../lib/use-choice.ts';
import { useTitle } from '../lib/use-title.ts';
import { CompareForm } from './signals/compare-form.tsx';
import { DriveMap } from './signals/drive-map.tsx';
import { FirstSignals } from './signals/first-signals.tsx';
import { PlotPanel } from './signals/plot-panel.tsx';
import { SeriesProblem } from './signals/series-problem.tsx';
import { SignalSearch } from './signals/signal-search.tsx';
import { WindowTools } from './signals/window-tools.tsx';

/** More than a screen has columns. */
const points = 1_500;
const whole = { from: undefined, to: undefined };

function useView(): SignalsView {
  const { query } = usePlace();
  const view = viewOf(query);
  useWithout('from', query.has('from') && view.from === undefined);
  useWithout('to', query.has('to') && view.to === undefined);
  return view;
}

/** The signals of a batch as plots on one axis; what is shown stands in the URL. */
export function SignalsPage({ batchId }: { batchId: string }) {
  useTitle(t('Signals'));
  const view = useView();
  const { signals, compare, from, to } = view;
  const [at, setAt] = useState<number>();
  const [mark, setMark] = useState<number>();
  const show = (next: SignalsView) => navigate(viewUrl(batchId, next), { replace: true });

  // The beginnings of the drives, whatever window is shown.
  const drive = useSeries(batchId, signals, whole, 1);
  const other = useSeries(compare, signals, whole, 1);
  const { from: start, to: end } = (drive.data && spanOf(drive.data)) ?? {};
  const otherStart = other.data && spanOf(other.data)?.from;
  const later = start !== undefined && otherStart !== undefined ? otherStart - start : undefined;
  const window = useSeries(batchId, signals, { from, to }, points);
  const compared = useSeries(
    later === undefined ? undefined : compare,
    signals,
    shifted({ from, to }, later),
    points,
  );

  // Two drives have nothing in common but their beginnings.
  const calendar = compare === undefined && window.data !== undefined && axisClock(window.data) === 'unix';
  const originNs = calendar ? 0n : (start ?? 0n);
  const plots = useMemo(
    () =>
      shownPlots(signals, [
        { page: window.data, originNs },
        { page: compare === undefined ? undefined : compared.data, originNs: otherStart ?? 0n },
      ]),
    [window.data, compared.data, originNs, otherStart, compare, signals.join('\n')],
  );
  const shown = { from: from ?? start, to: to ?? end };
  const seconds = {
    from: Number((shown.from ?? 0n) - originNs) / 1e9,
    to: Number((shown.to ?? 0n) - originNs) / 1e9,
  };
  const zoom = (chosen: { from: number; to: number }) =>
    show({ ...view, from: originNs + nanoseconds(chosen.from), to: originNs + nanoseconds(chosen.to) });
  const error = window.error ?? drive.error ?? compared.error ?? other.error;

  return (
    <div class="page">
      <nav aria-label={t('Breadcrumb')} class="breadcrumb small">
        <Link href="/">{t('Batches')}</Link> <span aria-hidden="true">/</span>{' '}
        <Link href={`/batches/${batchId}`}>
          <code>{batchId}</code>
        </Link>{' '}
        <span aria-hidden="true">/</span> {t('signals')}
      </nav>
      <h1>{t('Signals')}</h1>
      <div class="columns signals-columns">
        <div class="column-main">
          {signals.length === 0 && (
            <FirstSignals batchId={batchId} onChoose={(chosen) => show({ ...view, signals: chosen })} />
          )}
          {signals.length > 0 && shown.from !== undefined && shown.to !== undefined && (
            <WindowTools
              mark={mark}
              zoomed={from !== undefined || to !== undefined}
              onMove={(move) => {
                const { from: least, to: most } = shown;
                if (least !== undefined && most !== undefined) {
                  show({ ...view, ...movedWindow({ from: least, to: most }, move) });
                }
              }}
              onWhole={() => show({ ...view, ...whole })}
              onUnmark={() => setMark(undefined)}
              csvUrl={seriesUrl(batchId, { signal: signals, from, to, points }, 'csv')}
              parquetUrl={seriesUrl(batchId, { signal: signals, from, to, points }, 'parquet')}
              arrowUrl={seriesUrl(batchId, { signal: signals, from, to, points }, 'arrow')}
            />
          )}
          {error && (
            <SeriesProblem
              error={error}
              signals={signals}
              onRetry={() => {
                drive.reload();
                window.reload();
              }}
              onRemove={(signal) => show(withoutSignal(view, signal))}
            />
          )}
          {signals.length > 0 && !window.data && !error && (
            <p class="panel loading" role="status">
              {t('Reading the recordings. The first look at one takes a while, the next is instant.')}
            </p>
          )}
          {plots.map((plot) => (
            <PlotPanel
              key={plot.signal}
              plot={plot}
              calendar={calendar}
              window={seconds}
              at={at}
              mark={mark}
              stale={window.stale}
              onAt={setAt}
              onMark={setMark}
              onWindow={zoom}
              onRemove={() => show(withoutSignal(view, plot.signal))}
            />
          ))}
          <DriveMap
            batchId={batchId}
            signals={signals}
            window={{ from, to }}
            originNs={originNs}
            at={at}
            onAt={setAt}
          />
        </div>
        <aside class="column-side" aria-label={t('Signals of the batch')}>
          <SignalSearch
            batchId={batchId}
            chosen={signals}
            onChoose={(signal) => show(withSignal(view, signal))}
          />
          <CompareForm compare={compare} onCompare={(batch) => show({ ...view, ...whole, compare: batch })} />
        </aside>
      </div>
    </div>
  );
}

/** Seconds on a plot's axis as nanoseconds; to the microsecond, which is finer than a pixel. */
function nanoseconds(seconds: number): bigint {
  return BigInt(Math.round(seconds * 1e6)) * 1_000n;
}

function shifted(
  { from, to }: { from: bigint | undefined; to: bigint | undefined },
  later: bigint | undefined,
): { from: bigint | undefined; to: bigint | undefined } {
  const by = later ?? 0n;
  return { from: from === undefined ? undefined : from + by, to: to === undefined ? undefined : to + by };
}
