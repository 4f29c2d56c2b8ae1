import type { Point } from './measure.ts';

export interface Trend {
  /** Change per second. */
  slope: number;
  /** Half the width of the 95 % confidence interval of the slope. */
  error: number;
  /** Share of the variance that the line explains (R²), 0–1. */
  fit: number;
}

/** With fewer points a line through them is not meaningful. */
const minPoints = 8;

/**
 * Least squares through the averages; undefined for fewer than eight points, or if all have the same time. The
 * confidence interval accounts for autocorrelation: of n points whose residuals have the lag-1 correlation r, n (1 −
 * r) / (1 + r) are independent (Santer et al., J. Geophys. Res. 105 D6, 2000, pages 7337–7356).
 */
export function trendOf(points: Point[]): Trend | undefined {
  const n = points.length;
  if (n < minPoints) return undefined;
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
  const residuals = points.map(({ time_s, avg }) => avg - meanY - slope * (time_s - meanX));
  const unexplained = residuals.reduce((sum, residual) => sum + residual ** 2, 0);
  const independent = Math.max(4, n * independentShare(residuals, unexplained));
  const standardError = Math.sqrt(unexplained / (independent - 2) / xx);
  return {
    slope,
    error: student95(independent - 2) * standardError,
    fit: yy === 0 ? 0 : Math.max(0, 1 - unexplained / yy),
  };
}

function independentShare(residuals: number[], unexplained: number): number {
  if (unexplained === 0) return 1;
  let together = 0;
  for (let i = 1; i < residuals.length; i += 1) {
    together += (residuals[i] as number) * (residuals[i - 1] as number);
  }
  const correlation = Math.min(0.99, Math.max(0, together / unexplained));
  return (1 - correlation) / (1 + correlation);
}

/**
 * The two-sided 95 % quantile of Student's distribution, within 4 % from two degrees of freedom on (Cornish–Fisher
 * expansion; Abramowitz and Stegun, 26.7.5).
 */
function student95(d: number): number {
  const z = 1.959964;
  return (
    z +
    (z ** 3 + z) / (4 * d) +
    (5 * z ** 5 + 16 * z ** 3 + 3 * z) / (96 * d ** 2) +
    (3 * z ** 7 + 19 * z ** 5 + 17 * z ** 3 - 15 * z) / (384 * d ** 3)
  );
}
