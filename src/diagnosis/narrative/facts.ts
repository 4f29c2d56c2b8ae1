import { severityRank } from '../../domain/severity.ts';
import type { Aggregate } from '../aggregate.ts';
import type { Diagnosis } from '../diagnose.ts';
import type { Finding } from '../finding-schema.ts';
import type { Consequence } from '../incidents/incident-schema.ts';
import { figuresOf, metricUnits } from '../measure.ts';

/** What the model receives about a batch. Everything in it may come from a recording: it is data, never instruction. */
export interface Facts {
  verdict: Diagnosis['verdict'];
  files: { total: number; failed: number; damaged: number; recorded_seconds: number };
  findings: FindingFact[];
  codes: { code: string; source: string; severity: string; count: number; files: number; message: string }[];
  statistics: { metric: string; system?: string; unit: string; avg: number; p95: number; max: number }[];
  versions: { component: string; version: string }[];
}

export interface FindingFact {
  /** `F1`, `F2`, …: the id by which the answer refers to it. */
  id: string;
  severity: string;
  title: string;
  description: string;
  likely_cause: string;
  advice: string;
  known: { title: string; solution: string }[];
  /** The finding from which it follows, by the table of causes and the times, and how. */
  follows_from?: { id: string; how: string; order: 'proven' | 'open' };
}

const caps = { findings: 50, codes: 30, statistics: 12, versions: 12, known: 3, text: 400 } as const;

/** The most significant first in each list, each text truncated. */
export function factsOf(aggregate: Aggregate, { verdict, findings, incidents }: Diagnosis): Facts {
  const consequences = new Map(
    incidents.flatMap((incident) => incident.consequences.map((one) => [one.finding, one])),
  );
  const { totals } = aggregate;
  return {
    verdict,
    files: {
      total: totals.files,
      failed: totals.failed,
      damaged: totals.salvaged,
      recorded_seconds: Math.round(aggregate.recorded_s),
    },
    findings: findings
      .slice(0, caps.findings)
      .map((finding, index) => findingFact(finding, index, consequences.get(index))),
    codes: aggregate.codes
      .toSorted((a, b) => severityRank(b.severity) - severityRank(a.severity) || b.count - a.count)
      .slice(0, caps.codes)
      .map(({ code, source, severity, count, files, message }) => ({
        code: cut(code),
        source,
        severity,
        count,
        files,
        message: cut(message),
      })),
    statistics: aggregate.metrics.slice(0, caps.statistics).map((metric) => {
      const { avg, p95, max } = figuresOf(metric);
      const unit = metricUnits[metric.name];
      const system = metric.system ? { system: cut(metric.system) } : {};
      return {
        metric: metric.name,
        ...system,
        unit,
        avg: rounded(avg),
        p95: rounded(p95),
        max: rounded(max),
      };
    }),
    versions: aggregate.versions
      .slice(0, caps.versions)
      .map(({ component, version }) => ({ component: cut(component), version: cut(version) })),
  };
}

/** The id of the finding in the facts. */
export function findingId(index: number): string {
  return `F${index + 1}`;
}

function findingFact(finding: Finding, index: number, consequence?: Consequence): FindingFact {
  return {
    id: findingId(index),
    severity: finding.severity,
    title: cut(finding.title),
    description: cut(finding.description),
    likely_cause: cut(finding.likely_cause),
    advice: cut(finding.advice),
    known: (finding.knowledge ?? [])
      .slice(0, caps.known)
      .map(({ title, solution }) => ({ title: cut(title), solution: cut(solution) })),
    ...(consequence && {
      follows_from: {
        id: findingId(consequence.because_of),
        how: consequence.how,
        order: consequence.order,
      },
    }),
  };
}

function cut(text: string): string {
  return text.length <= caps.text ? text : `${text.slice(0, caps.text - 1).toWellFormed()}…`;
}

function rounded(value: number): number {
  return Number(value.toPrecision(4));
}
