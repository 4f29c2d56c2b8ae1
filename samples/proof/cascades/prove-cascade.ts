import { diagnose } from '../../../src/diagnosis/diagnose.ts';
import type { Finding } from '../../../src/diagnosis/finding-schema.ts';
import type { Incident } from '../../../src/diagnosis/incidents/incident-schema.ts';
import { gather } from '../prove.ts';
import type { Cascade } from './cascade.ts';

export interface CascadeProof {
  cascade: Cascade;
  findings: Finding[];
  incidents: Incident[];
  /** Whether the first incident names the root. */
  rightRoot: boolean;
  /** Whether the root has the earliest time of all findings: what a sort by first mention would say. */
  firstMention: boolean;
  /** What followed and is folded under the root, and what is not. */
  folded: string[];
  loose: string[];
  /** Unrelated findings that are folded under something. */
  wronglyFolded: string[];
  /** Unrelated findings in all. */
  apart: number;
}

/** Through the real readers, as for a batch. */
export async function proveCascade(cascade: Cascade): Promise<CascadeProof> {
  const { findings, incidents } = diagnose(await gather(cascade.files));
  const ruleOf = (index: number) => findings[index]?.rule ?? '';
  const first = incidents[0];
  const under = new Set(first ? first.consequences.map(({ finding }) => ruleOf(finding)) : []);
  const rightRoot = first !== undefined && ruleOf(first.root) === cascade.root;
  const consequences = incidents.flatMap((incident) => incident.consequences.map(({ finding }) => finding));
  const isApart = ({ rule }: Finding) => cascade.apart.includes(rule);
  return {
    cascade,
    findings,
    incidents,
    rightRoot,
    firstMention: firstMentioned(findings) === cascade.root,
    folded: cascade.follows.filter((rule) => rightRoot && under.has(rule)),
    loose: cascade.follows.filter((rule) => !(rightRoot && under.has(rule))),
    wronglyFolded: consequences.flatMap((index) => {
      const finding = findings[index];
      return finding && isApart(finding) ? [finding.title] : [];
    }),
    apart: findings.filter(isApart).length,
  };
}

/** The rule of the fault with the earliest piece of evidence. */
function firstMentioned(findings: readonly Finding[]): string | undefined {
  const timed = findings
    .filter(({ severity }) => severity !== 'info')
    .flatMap(({ rule, evidence }) =>
      evidence.flatMap(({ time }) => (time === undefined ? [] : [{ rule, time }])),
    );
  return timed.toSorted((a, b) => (a.time < b.time ? -1 : 1))[0]?.rule;
}
