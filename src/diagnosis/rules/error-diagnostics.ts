import { plural } from '../../domain/plural.ts';
import { severityRank } from '../../domain/severity.ts';
import { quoteCode, times } from '../../text/wording.ts';
import type { CodeAggregate } from '../gather/codes.ts';
import { type Draft, defineRule } from '../rule.ts';
import { anExample } from './an-example.ts';
import { isTippedOver } from './attitude-tracking.ts';
import { codeEvidence } from './code-evidence.ts';
import { isInterference } from './gps-interference.ts';
import { isFixLost } from './gps-loss.ts';
import { isBatteryWarning } from './low-battery.ts';
import { isStale } from './stale-diagnostics.ts';

/** Sources of what components report about themselves. */
const ofComponents: readonly string[] = ['diagnostics', 'dbc', 'nmea2000'];

/** What a component reported about itself and no other rule covers. */
export function isOfComponent(code: CodeAggregate): boolean {
  return (
    ofComponents.includes(code.source) &&
    !isStale(code) &&
    !isInterference(code) &&
    !isFixLost(code) &&
    !isBatteryWarning(code) &&
    !isTippedOver(code)
  );
}

export const errorDiagnostics = defineRule({
  id: 'error-diagnostics',
  version: 8,
  question: 'Which components reported an error about themselves?',
  severities: ['info', 'error', 'critical'],
  basis: 'reported',
  thresholds: {
    codes: {
      value: 8,
      unit: '',
      source: 'as many as a reader takes in; the others are in the list of error codes',
    },
    values: {
      value: 16,
      unit: '',
      source:
        'of one error code in a batch: devices have a handful of faults at a time; where a driver misreads public motor controllers, the code has 100 values',
    },
  },
  likely_cause: 'The component that reports it has detected a fault of its own or of the device behind it.',
  advice:
    'Look at the first occurrence: what else changed in the seconds before it? Check the named component.',
  evaluate: ({ codes }, limits) => {
    const errors = codes.filter(
      (code) => isOfComponent(code) && severityRank(code.severity) >= severityRank('error'),
    );
    const byField = Map.groupBy(errors, ({ code }) => fieldOf(code) ?? code);
    return [...byField]
      .flatMap(([field, ofField]) =>
        ofField.length < limits.values ? ofField.map(asReported) : [asChanging(field, ofField)],
      )
      .slice(0, limits.codes);
  },
});

/** The field of an error code with its value, as `alarm-fields.ts` names them; undefined for other codes. */
function fieldOf(code: string): string | undefined {
  return /^(.*: (?:(?:error|fault|alarm)_?(?:code|id)|active_(?:error|fault)s?)) -?\d+$/i.exec(code)?.[1];
}

function asReported(code: CodeAggregate): Draft {
  return {
    severity: code.severity,
    title: quoteCode(code.code),
    description: `Reported ${times(code.count)} in ${plural(code.files, 'file')}${anExample(code)}.`,
    evidence: codeEvidence(code),
    codes: [code.code],
  };
}

/** What takes so many values is no code, so that the device reports no fault: it is read wrongly, with all that its driver reads beside it. */
function asChanging(field: string, codes: readonly CodeAggregate[]): Draft {
  const [first] = codes as [CodeAggregate];
  const files = Math.max(...codes.map((code) => code.files));
  return {
    severity: 'info',
    title: `${quoteCode(field)} has ${plural(codes.length, 'value')}`,
    description: `No device has so many faults, ${plural(codes.length, 'value')} in ${plural(files, 'file')}: the driver reads its telemetry wrongly, as with another version of its firmware, or the field is no error code.`,
    evidence: codeEvidence(first),
    codes: [first.code],
    likely_cause:
      'The driver does not know the version of the firmware that the device has, so that it reads fields from wrong places.',
    advice:
      'Compare the versions of driver and firmware; do not rely on any figure of this topic until they fit.',
  };
}
