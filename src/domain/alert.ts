import { v5 as uuidv5 } from 'uuid';
import { looseTitle } from './loose-title.ts';
import { type Severity, severityRank } from './severity.ts';

/** What was told of a platform is not told again for this long, unless it becomes more severe. */
export const alertHours = 24;
/** What was told is forgotten after this many days, and with it how often it has been seen since. */
export const alertMemoryDays = 30;
/** Maximum findings in one message; the report has all. */
export const findingsInAlert = 20;
/** Each of them is held against every report. */
export const maxSubscriptions = 200;

/** Which findings a subscription is about. */
export interface AlertFilter {
  /** Null for all, and for batches that name none. */
  platforms: string[] | null;
  min_severity: Severity;
  /** Ids of rules; null for all. */
  rules: string[] | null;
}

/** What an alert says of a finding: members of the report's. */
export interface AlertFinding {
  rule: string;
  severity: Severity;
  title: string;
  description: string;
  likely_cause: string;
  advice: string;
  codes?: string[] | undefined;
}

/** A message about one report to one subscription. */
export interface AlertMessage {
  vehicle_id: string;
  vin: string;
  platform: string | null;
  /** Of the whole report. */
  verdict: { severity: Severity | 'ok'; sentence: string };
  /** The most severe first; `reports_since` counts the reports with it since it was last told, this one excepted. */
  findings: (AlertFinding & { reports_since: number })[];
  /** Findings that did not find room. */
  more_findings: number;
}

/** An alert that waits to be delivered. */
export interface StoredAlert {
  /** The same for each attempt. */
  id: string;
  subscription_id: string;
  batch_id: string;
  run: number;
  message: AlertMessage;
  /** RFC 3339. */
  created_at: string;
}

/** The findings of a report of a platform that a subscription is about, each thing once, in their order. */
export function findingsFor<F extends AlertFinding>(
  { platforms, min_severity, rules }: AlertFilter,
  platform: string | null,
  findings: readonly F[],
): Map<string, F> {
  const wanted = new Map<string, F>();
  if (platforms !== null && !platforms.some((one) => one === platform)) return wanted;
  for (const finding of findings) {
    if (severityRank(finding.severity) < severityRank(min_severity)) continue;
    if (rules !== null && !rules.includes(finding.rule)) continue;
    const key = findingKey(finding);
    if (!wanted.has(key)) wanted.set(key, finding);
  }
  return wanted;
}

/** Namespace of these ids (a random UUID, fixed for good). */
const alertNamespace = '2f0c8e57-94b1-4a86-8a3e-6d1a7f3b9c20';

/** The same for one fault in different drives: its rule, and its title without figures. */
export function findingKey({ rule, title }: Pick<AlertFinding, 'rule' | 'title'>): string {
  return uuidv5(`${rule}\n${looseTitle(title)}`, alertNamespace);
}

/** The same for each attempt to write it. */
export function alertId(subscriptionId: string, batchId: string, run: number): string {
  return uuidv5(`${subscriptionId}/${batchId}/${run}`, alertNamespace);
}
