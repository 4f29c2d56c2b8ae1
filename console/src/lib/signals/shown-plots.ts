import type { OneSeries, SeriesBody } from '../../api/signals.ts';
import { axisClock, type PlotData, plotData } from './plot-data.ts';

/** One plot of the page. */
export interface ShownPlot {
  signal: string;
  unit: string | null;
  labels: Record<string, string> | null;
  data: PlotData;
  total: number;
  omitted: number;
  /** Values of recorders with other clocks, which have no place on this axis. */
  elsewhere: number;
}

/** A batch's answer, and the time from which its plots count, in nanoseconds. */
export interface ShownBatch {
  page: SeriesBody | undefined;
  originNs: bigint;
}

/** The plots in the order of the signals; those without an answer yet are absent. */
export function shownPlots(signals: readonly string[], batches: readonly ShownBatch[]): ShownPlot[] {
  return signals.flatMap((signal): ShownPlot[] => {
    const parts = batches.flatMap(({ page, originNs }, of) => {
      const clock = page && axisClock(page);
      const placed = page?.series.filter((one) => one.signal === signal && one.clock === clock) ?? [];
      return placed.map((series) => ({ series, originNs, of }));
    });
    const [first] = parts;
    if (!first) return [];
    const { unit, labels } = first.series;
    const sum = (series: readonly OneSeries[], count: 'total' | 'omitted') =>
      series.reduce((all, one) => all + one[count], 0);
    const placed = parts.map(({ series }) => series);
    const all = batches.flatMap(({ page }) => page?.series.filter((one) => one.signal === signal) ?? []);
    return [
      {
        signal,
        unit,
        labels,
        data: plotData(parts),
        total: sum(placed, 'total'),
        omitted: sum(placed, 'omitted'),
        elsewhere: sum(all, 'total') - sum(placed, 'total'),
      },
    ];
  });
}
