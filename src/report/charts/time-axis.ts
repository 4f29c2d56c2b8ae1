import type { EChartsOption } from 'echarts';
import { pointsOf, type Timeline } from '../../diagnosis/measure.ts';
import { colours } from './chart.ts';

type Axis = NonNullable<EChartsOption['xAxis']>;

/** UTC dates on the common clock, seconds on the clock of a recorder. */
export function timeAxis(clock: Timeline['clock']): Axis {
  const common = {
    axisLine: { lineStyle: { color: colours.line } },
    axisTick: { lineStyle: { color: colours.line } },
    splitLine: { show: false },
    nameLocation: 'middle' as const,
    nameGap: 32,
    nameTextStyle: { color: colours.text },
  };
  const axisLabel = { color: colours.text, hideOverlap: true };
  return clock === 'unix'
    ? { type: 'time', name: 'UTC', ...common, axisLabel }
    : {
        type: 'value',
        name: 'seconds since the recorder was switched on',
        scale: true,
        ...common,
        axisLabel,
      };
}

export function valueAxis(unit: string, bounds: { min?: number; max?: number } = {}) {
  return {
    type: 'value' as const,
    name: unit,
    scale: true,
    nameTextStyle: { color: colours.text, align: 'right' as const, padding: [0, 6, 0, 0] },
    axisLabel: { color: colours.text },
    splitLine: { lineStyle: { color: colours.line } },
    ...bounds,
  };
}

/** The place on the axis: milliseconds since 1970, or seconds on the recorder's own clock. */
export function axisTime(clock: Timeline['clock'], seconds: number): number {
  return clock === 'unix' ? seconds * 1000 : seconds;
}

/** Points of a timeline with a break (null) where nothing was measured for much longer than usual. */
export function linePoints({ series, clock }: Timeline) {
  const points = pointsOf(series);
  const steps = points.slice(1).map(({ time_s }, i) => time_s - (points[i]?.time_s ?? 0));
  const usual = steps.toSorted((a, b) => a - b)[Math.floor(steps.length / 2)] ?? 0;
  return points.flatMap((point, i) => {
    const here = { x: axisTime(clock, point.time_s), avg: point.avg, min: point.min, max: point.max };
    const broken = i > 0 && (steps[i - 1] ?? 0) > 3.5 * usual;
    return broken
      ? [{ x: axisTime(clock, point.time_s - usual / 2), avg: null, min: null, max: null }, here]
      : [here];
  });
}
