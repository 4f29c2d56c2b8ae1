import type { Severity } from '../domain/severity.ts';
import { formatTime } from '../text/time-format.ts';
import type { Aggregate } from './aggregate.ts';
import type { FindingBasis } from './finding-basis.ts';
import type { Evidence, Finding } from './finding-schema.ts';
import type { Sighting } from './gather/sighting.ts';
import type { PreviousDrive } from './previous-drive.ts';
import { provenOf } from './proven.ts';

export interface Threshold {
  value: number;
  /** `%`, `s`, `°C`, `V`, or empty for a plain count or ratio. */
  unit: string;
  /** The standard, the product's own limit or the measurement from which the value comes. */
  source: string;
  /** The values an operator may choose, if the bounds of the unit (`unit-bounds.ts`) are too wide. */
  min?: number;
  max?: number;
}

export type Limits<T extends Record<string, Threshold>> = { readonly [K in keyof T]: number };

/** A finding before the rule's own texts are added to it. */
export interface Draft {
  severity: Severity;
  title: string;
  description: string;
  evidence: Evidence[];
  /** For how long, if there is one such time. */
  lasted?: Finding['lasted'];
  /** The error codes that it concerns, if any. */
  codes?: string[];
  /** If it differs from that of the rule. */
  likely_cause?: string;
  advice?: string;
}

/** What a rule may use besides the aggregate. */
export interface RuleContext {
  /** What was found in the vehicle's previous drive; absent if there is none. */
  previous?: PreviousDrive | undefined;
  /** The VIN with which the batch was created. */
  vin?: string | undefined;
}

export interface Rule {
  id: string;
  /** Incremented with every change that may alter what the rule finds. */
  version: number;
  /** The question that the rule answers. */
  question: string;
  /** Possible severities of its findings, the least severe first. */
  severities: readonly Severity[];
  /** What its findings are based on. */
  basis: FindingBasis;
  thresholds: Readonly<Record<string, Threshold>>;
  likely_cause: string;
  advice: string;
  /**
   * The same arguments always give the same findings. `changed` holds the thresholds that an operator has set,
   * validated by `checkRuleSettings`.
   */
  evaluate(
    aggregate: Aggregate,
    changed?: Readonly<Record<string, number>>,
    context?: RuleContext,
  ): Finding[];
}

/** As much as a reader can check by hand; the counts say how much more there is. */
export const evidencePerFinding = 5;
/** Maximum number of codes that a finding names. */
const codesPerFinding = 20;

export function defineRule<T extends Record<string, Threshold>>(rule: {
  id: string;
  version: number;
  question: string;
  severities: readonly Severity[];
  basis: FindingBasis;
  thresholds: T;
  likely_cause: string;
  advice: string;
  evaluate(aggregate: Aggregate, limits: Limits<T>, context: RuleContext): Draft[];
}): Rule {
  const standard = Object.fromEntries(
    Object.entries(rule.thresholds).map(([name, { value }]) => [name, value]),
  ) as Limits<T>;
  return {
    ...rule,
    evaluate: (aggregate, changed = {}, context = {}) =>
      rule.evaluate(aggregate, { ...standard, ...changed }, context).map((draft) => ({
        rule: rule.id,
        severity: draft.severity,
        title: draft.title,
        description: draft.description,
        basis: rule.basis,
        // Notes are not judged on public recordings.
        ...(draft.severity !== 'info' && { proven: provenOf(rule.id) }),
        likely_cause: draft.likely_cause ?? rule.likely_cause,
        advice: draft.advice ?? rule.advice,
        evidence: draft.evidence.slice(0, evidencePerFinding),
        ...(draft.lasted && { lasted: draft.lasted }),
        ...(draft.codes && { codes: draft.codes.slice(0, codesPerFinding) }),
      })),
  };
}

export function evidenceAt(at: Sighting, more: Pick<Evidence, 'count' | 'detail'> = {}): Evidence {
  return {
    file_id: at.file_id,
    file_name: at.file_name,
    ...(at.topic === '' ? {} : { topic: at.topic }),
    time: formatTime(at.time_ns, at.clock),
    ...(at.offset === undefined ? {} : { offset: at.offset }),
    ...more,
  };
}

/** From a moment on, for so many nanoseconds. */
export function lastedFrom({ time_ns, clock }: Sighting, length_ns: number): NonNullable<Finding['lasted']> {
  const end = BigInt(time_ns) + BigInt(Math.round(length_ns));
  return { from: formatTime(time_ns, clock), to: formatTime(`${end}`, clock) };
}

/** Evidence that is a whole file. */
export function evidenceOfFile(
  file: { file_id: string; name: string },
  more: Pick<Evidence, 'offset' | 'count' | 'detail'> = {},
): Evidence {
  return { file_id: file.file_id, file_name: file.name, ...more };
}

/** The most severe level whose limit is reached; `levels` from the most to the least severe. */
export function severityFor(levels: [reached: boolean, severity: Severity][]): Severity | undefined {
  return levels.find(([reached]) => reached)?.[1];
}
