import { codeIdentity } from '../../domain/code-identity.ts';
import { severityRank } from '../../domain/severity.ts';
import type { Report } from '../report-schema.ts';
import { changesOf, type Pair, pairBy, type Trend, trendOf } from './changes.ts';
import type { Comparison } from './comparison-schema.ts';

type Code = Report['error_codes'][number];

/** Hours of recording on each side; null if unknown. */
export type Hours = Pair<number | null>;

/** Error codes by source and code: sorted by severity, then by frequency per hour of recording. */
export function compareCodes(
  before: Report,
  after: Report,
  hours: Hours,
  most: number,
): Comparison['error_codes'] {
  const figures = ({ severity, count }: Code, side: keyof Hours) => ({
    severity,
    count,
    per_hour: rate(count, hours[side]),
  });
  return changesOf({
    paired: pairBy(before.error_codes, after.error_codes, codeIdentity),
    trend: (pair) => {
      const bySeverity = trendOf(severityRank(pair.before.severity), severityRank(pair.after.severity));
      return bySeverity === 'same' ? trendOfRates(pair.before.count, pair.after.count, hours) : bySeverity;
    },
    single: (code, side) => {
      const other = hours[side === 'after' ? 'before' : 'after'];
      const per_hour = rate(code.count, hours[side]);
      return {
        code: code.code,
        source: code.source,
        message: code.message,
        ...figures(code, side),
        expected: per_hour === null || other === null ? null : per_hour * other,
      };
    },
    pair: (pair) => ({
      code: pair.after.code,
      source: pair.after.source,
      message: pair.after.message,
      before: figures(pair.before, 'before'),
      after: figures(pair.after, 'after'),
    }),
    incomplete: { before: before.omitted.error_codes > 0, after: after.omitted.error_codes > 0 },
    most,
  });
}

function rate(count: number, hours: number | null): number | null {
  return hours === null ? null : count / hours;
}

/** A change of the rate by half is worth reporting; smaller changes are normal between drives. */
const notableRatio = 1.5;
/** Standard deviations; three rather than two, since a drive has many codes and messages come in bursts. */
const notableDeviations = 3;

/**
 * Whether two Poisson rates differ by more than chance, after the variance-stabilising test of Huffman (1984), as in
 * Gu, Ng, Tang, Schucany, "Testing the ratio of two Poisson rates", Biometrical Journal 50 (2008), statistic W5.
 * Without hours the drives are taken to be of equal length.
 */
export function trendOfRates(before: number, after: number, hours: Hours): Trend {
  const exposure = hours.before === null || hours.after === null ? 1 : hours.after / hours.before;
  const ratio = after / exposure / before;
  if (ratio < notableRatio && ratio > 1 / notableRatio) return 'same';
  const deviations =
    (2 * (Math.sqrt(after + 3 / 8) - Math.sqrt((before + 3 / 8) * exposure))) / Math.sqrt(1 + exposure);
  if (Math.abs(deviations) < notableDeviations) return 'same';
  return deviations > 0 ? 'worse' : 'better';
}
