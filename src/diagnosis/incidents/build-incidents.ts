import { severityRank, worseOf } from '../../domain/severity.ts';
import { formatTime } from '../../text/time-format.ts';
import type { Aggregate } from '../aggregate.ts';
import type { Finding } from '../finding-schema.ts';
import { createClocks, type Onset } from './clocks.ts';
import type { Consequence, Contradiction, Incident } from './incident-schema.ts';
import { closest, isLink, type Link, linkBetween, type Refuted } from './links.ts';
import { type Symptom, symptomsOf } from './symptom.ts';

const maxContradictions = 10;

/**
 * The findings that belong together: what began each incident and what followed from it. Each finding is part of one
 * incident at most; findings that are part of none stand alone. The same arguments always give the same incidents.
 */
export function buildIncidents(findings: readonly Finding[], aggregate: Aggregate): Incident[] {
  const symptoms = symptomsOf(findings, aggregate);
  const clocks = createClocks(aggregate);
  const found = symptoms.flatMap((cause) =>
    symptoms.flatMap((effect) => (cause === effect ? [] : (linkBetween(cause, effect, clocks) ?? []))),
  );
  const links = withoutCircles(found.filter(isLink));
  const refuted = found.filter((one): one is Refuted => !isLink(one));
  const tree = treeOf(links);
  return [...Map.groupBy(tree.chosen, ({ effect }) => tree.rootOf(effect))]
    .map(([root, chosen]) => incidentOf(root, chosen, { findings, tree, refuted }))
    .filter(({ severity }) => severityRank(severity) >= severityRank('warning'))
    .sort(byWeight);
}

/** Links that would lead back to where they come from are left out, the least certain first. */
function withoutCircles(links: readonly Link[]): Link[] {
  const kept: Link[] = [];
  // Stable sort: those that are equally certain stay in the order of their causes.
  for (const link of links.toSorted(closest)) if (!reaches(link.effect, link.cause, kept)) kept.push(link);
  return kept;
}

function reaches(from: Symptom, to: Symptom, links: readonly Link[]): boolean {
  const seen = new Set([from]);
  for (const at of seen) for (const { cause, effect } of links) if (cause === at) seen.add(effect);
  return seen.has(to);
}

interface Tree {
  /** For each consequence, the link to its most likely cause. */
  chosen: Link[];
  rootOf(symptom: Symptom): Symptom;
  /** Roots of other causes that fit as well. */
  othersOf(symptom: Symptom): Symptom[];
}

function treeOf(links: readonly Link[]): Tree {
  const into = Map.groupBy(links, ({ effect }) => effect);
  const chosen = [...into.values()].flatMap((candidates) => candidates.toSorted(closest).slice(0, 1));
  const causeOf = new Map(chosen.map(({ effect, cause }) => [effect, cause]));
  const rootOf = (symptom: Symptom): Symptom => {
    const cause = causeOf.get(symptom);
    return cause ? rootOf(cause) : symptom;
  };
  return {
    chosen,
    rootOf,
    othersOf(symptom) {
      const roots = new Set((into.get(symptom) ?? []).map(({ cause }) => rootOf(cause)));
      roots.delete(rootOf(symptom));
      return [...roots];
    },
  };
}

function incidentOf(
  root: Symptom,
  chosen: readonly Link[],
  { findings, tree, refuted }: { findings: readonly Finding[]; tree: Tree; refuted: readonly Refuted[] },
): Incident {
  const consequences = chosen.toSorted(byOnset).map((link) => consequenceOf(link, tree));
  const members = [root.finding, ...consequences.map(({ finding }) => finding)];
  return {
    severity: members
      .map((index) => findings[index]?.severity ?? 'info')
      .reduce((worst, severity) => worseOf(worst, severity)),
    root: root.finding,
    began: beganAt(root),
    certainty: consequences.every(({ order }) => order === 'proven') ? 'proven' : 'likely',
    consequences,
    contradictions: contradictionsTo(members, refuted),
  };
}

function consequenceOf({ cause, effect, edge, delay, proven, unexplained }: Link, tree: Tree): Consequence {
  const others = tree.othersOf(effect).map(({ finding }) => finding);
  return {
    finding: effect.finding,
    because_of: cause.finding,
    how: edge.how,
    source: edge.source,
    delay_s: { least: toMilliseconds(delay.least), most: toMilliseconds(delay.most) },
    order: proven ? 'proven' : 'open',
    ...(others.length > 0 && { also_possible: others.toSorted((a, b) => a - b) }),
    ...(unexplained > 0 && { unexplained }),
  };
}

/** Findings outside of an incident that one of its findings could explain, if the times did not speak against it. */
function contradictionsTo(members: readonly number[], refuted: readonly Refuted[]): Contradiction[] {
  return refuted
    .filter(({ cause, effect }) => members.includes(cause.finding) && !members.includes(effect.finding))
    .map(({ cause, effect, why }) => ({ finding: effect.finding, cause: cause.finding, why }))
    .sort((a, b) => a.finding - b.finding || a.cause - b.cause)
    .slice(0, maxContradictions);
}

function beganAt(root: Symptom): Incident['began'] {
  const { clock, from_ns, to_ns } = earliest(root);
  return { from: formatTime(`${from_ns}`, clock), to: formatTime(`${to_ns}`, clock) };
}

function earliest({ places }: Symptom): Onset {
  return places.map(({ onset }) => onset).reduce((a, b) => (b.to_ns < a.to_ns ? b : a));
}

function byOnset(a: Link, b: Link): number {
  const difference = earliest(a.effect).to_ns - earliest(b.effect).to_ns;
  return difference === 0n ? a.effect.finding - b.effect.finding : Number(difference);
}

/** The most severe first, then the most certain, then those that explain most. */
function byWeight(a: Incident, b: Incident): number {
  return (
    severityRank(b.severity) - severityRank(a.severity) ||
    Number(b.certainty === 'proven') - Number(a.certainty === 'proven') ||
    b.consequences.length - a.consequences.length ||
    a.root - b.root
  );
}

function toMilliseconds(seconds: number): number {
  return Math.round(seconds * 1000) / 1000;
}
