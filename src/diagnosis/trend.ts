import type { Point } from './measure.ts';

export interface Trend {
  /** Change per second. */
  slope: number;
  /** Standard error of the slope. */
  error: number;
  /** Share of the variance that the line explains (R²), 0–1. */
  fit: number;
}

/** Least squares through the averages; undefined for fewer than eight points or none of them apart in time. */
export function trendOf(points: Point[]): Trend | undefined {
  const n = points.length;
  if (n < 8) return undefined;
  const meanX = points.reduce((sum, { time_s }) => sum + time_s, 0) / n;
  const meanY = points.reduce((sum, { avg }) => sum + avg, 0) / n;
  let xx = 0;
  let xy = 0;
  let yy = 0;
  for (const { time_s, avg } of points) {
    xx += (time_s - meanX) ** 2;
    xy += (time_s - meanX) * (avg - meanY);
    yy += (avg - meanY) ** 2;
  }
  if (xx === 0) return undefined;
  const slope = xy / xx;
  const residual = Math.max(0, yy - slope * xy);
  return { slope, error: Math.sqrt(residual / (n - 2) / xx), fit: yy === 0 ? 0 : 1 - residual / yy };
}
