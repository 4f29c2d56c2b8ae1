import type { SeriesBody } from '../../api/signals.ts';
import { type PlotData, plotData } from './plot-data.ts';

/** One plot of the page. */
export interface ShownPlot {
  signal: string;
  unit: string | null;
  labels: Record<string, string> | null;
  data: PlotData;
  total: number;
  omitted: number;
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
      const series = page?.series.find((one) => one.signal === signal);
      return series ? [{ series, originNs, of }] : [];
    });
    const [first] = parts;
    if (!first) return [];
    const { unit, labels } = first.series;
    const sum = (count: 'total' | 'omitted') => parts.reduce((all, { series }) => all + series[count], 0);
    return [{ signal, unit, labels, data: plotData(parts), total: sum('total'), omitted: sum('omitted') }];
  });
}
