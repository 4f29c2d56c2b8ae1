import { isSameRecording } from '../../diagnosis/recording-key.ts';
import { codeIdentity } from '../../domain/code-identity.ts';
import { severityRank } from '../../domain/severity.ts';
import type { Report } from '../report-schema.ts';
import { alignTemplates } from './align-templates.ts';
import { changesOf, type Pair, pairBy, type Trend, trendOf } from './changes.ts';
import type { Comparison } from './comparison-schema.ts';

type Code = Report['error_codes'][number];

/** Hours of recording on each side; null if unknown. */
export type Hours = Pair<number | null>;

/** Error codes by source and code: sorted by severity, then by frequency per hour in which their source was recorded. */
export function compareCodes(
  before: Report,
  after: Report,
  recorded: Hours,
  most: number,
): Comparison['error_codes'] {
  const reports = { before, after };
  const hoursOf = (code: Code): Hours => ({
    before: sourceHours(code, before, recorded.before),
    after: sourceHours(code, after, recorded.after),
  });
  const figures = ({ severity, count }: Code, hours: number | null) => ({
    severity,
    count,
    per_hour: rate(count, hours),
  });
  return changesOf({
    paired: pairBy(
      alignTemplates(before.error_codes, after.error_codes),
      alignTemplates(after.error_codes, before.error_codes),
      codeIdentity,
    ),
    trend: (pair) => {
      const bySeverity = trendOf(severityRank(pair.before.severity), severityRank(pair.after.severity));
      if (bySeverity !== 'same') return bySeverity;
      const hours = { before: hoursOf(pair.before).before, after: hoursOf(pair.after).after };
      return trendOfRates(pair.before.count, pair.after.count, hours);
    },
    single: (code, side) => {
      const hours = hoursOf(code);
      const other = hours[side === 'after' ? 'before' : 'after'];
      const per_hour = rate(code.count, hours[side]);
      return {
        code: code.code,
        source: code.source,
        message: code.message,
        ...figures(code, hours[side]),
        expected: per_hour === null || other === null ? null : per_hour * other,
      };
    },
    pair: (pair) => ({
      code: pair.after.code,
      source: pair.after.source,
      message: pair.after.message,
      before: figures(pair.before, hoursOf(pair.before).before),
      after: figures(pair.after, hoursOf(pair.after).after),
    }),
    incomplete: { before: before.omitted.error_codes > 0, after: after.omitted.error_codes > 0 },
    comparable: (code, other) =>
      isRecordedIn(code, reports[other], reports[other === 'before' ? 'after' : 'before']),
    most,
  });
}

/**
 * Whether what a code comes from is in a report: its topic or, if that is none of the recording's own (a dropout, a
 * log line), a file of the same format.
 */
function isRecordedIn(code: Code, report: Report, own: Report): boolean {
  const name = code.first.topic;
  if (name !== undefined && own.topics.some((topic) => topic.name === name))
    return report.topics.some((topic) => topic.name === name);
  const format = own.files.find((file) =>
    isSameRecording({ ...file, file_name: file.name }, code.first),
  )?.format;
  return (
    format === undefined || report.files.some((file) => file.format === format && file.state === 'parsed')
  );
}

/** Hours in which the topic of a code was recorded; those of the whole report if it is no topic of the recording. */
function sourceHours({ first }: Code, { topics }: Report, recorded: number | null): number | null {
  const topic = topics.find(({ name }) => name === first.topic);
  if (!topic?.rate_hz) return recorded;
  return topic.message_count / topic.rate_hz / 3600;
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
