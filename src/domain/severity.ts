/** One scale for all sources, least severe first. */
export const severities = ['info', 'warning', 'error', 'critical'] as const;
export type Severity = (typeof severities)[number];

export function severityRank(severity: Severity): number {
  return severities.indexOf(severity);
}

export function worseOf(a: Severity, b: Severity): Severity {
  return severities[Math.max(severityRank(a), severityRank(b))] ?? a;
}
