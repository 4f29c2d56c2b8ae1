import { basisSentences, type FindingBasis } from '../../diagnosis/finding-basis.ts';
import { provenSentence } from '../../diagnosis/proven.ts';
import { plural } from '../../domain/plural.ts';
import { formatCount } from '../../text/figure-format.ts';
import type { Finding, Report } from '../report-schema.ts';
import {
  type Block,
  type Fact,
  type FindingBlock,
  joined,
  lineBreak,
  muted,
  named,
  outside,
  reference,
  type Section,
  severityBadge,
  strong,
  type Text,
} from './document.ts';
import { foldedOrder, type PlacedFinding } from './folded-findings.ts';
import { evidenceText, findingAnchor, linkTo, type Places } from './places.ts';

export function findingsSection({ findings, incidents = [], llm }: Report, places: Places): Section {
  const told = new Map<string, PlacedFinding>();
  const blocks: Block[] =
    findings.length === 0
      ? [{ kind: 'paragraph', text: ['No rule found anything.'] }]
      : [
          {
            kind: 'findings',
            first: inOverview,
            findings: foldedOrder(findings, incidents).map((placed) =>
              blockOf(placed, places, told, followsFrom(placed, findings)),
            ),
          },
        ];
  return {
    id: 'findings',
    title: 'Findings',
    note: formatCount(findings.length),
    blocks: [...likelyCauses(llm, places), ...blocks],
  };
}

function followsFrom({ cause }: PlacedFinding, findings: readonly Finding[]): Fact[] {
  if (cause === undefined) return [];
  const text = findings[cause]?.title ?? '';
  return [{ term: 'Follows from', text: [{ kind: 'link', to: findingAnchor(cause), text }] }];
}

/** What to do in a known case is said at the first finding that it explains; `told` has those so far. */
function blockOf(
  placed: PlacedFinding,
  places: Places,
  told: Map<string, PlacedFinding>,
  related: Fact[],
): FindingBlock {
  const {
    severity,
    title,
    description,
    basis,
    proven,
    likely_cause,
    advice,
    evidence,
    rule,
    knowledge = [],
  } = placed.finding;
  const known = knowledge.map((entry): Fact => {
    const before = told.get(entry.id);
    if (before === undefined) told.set(entry.id, placed);
    return {
      term: 'Known case',
      text: [
        strong(entry.title),
        ...(before === undefined ? toDo(entry) : [' As for ', linkToFinding(before), '.']),
      ],
      entry: entry.id,
    };
  });
  return {
    anchor: findingAnchor(placed.index),
    rule,
    tone: severity,
    title,
    description,
    facts: [
      ...related,
      ...(basis === undefined ? [] : [{ term: 'How sure', text: [howSure(basis, proven)], aside: true }]),
      { term: 'Likely cause', text: [likely_cause] },
      { term: 'Advice', text: [advice] },
      ...known,
      { term: 'Rule', text: [reference({ kind: 'rule', rule }, rule)], aside: true },
    ],
    evidence: evidence.map((one) => evidenceText(one, places)),
    moments: evidence.map(({ file_id, time }) => (time === undefined ? undefined : { file_id, time })),
  };
}

function toDo({ solution, why, source, id }: NonNullable<Finding['knowledge']>[number]): Text {
  return [
    lineBreak,
    outside(solution),
    lineBreak,
    muted(`${why} · ${source} · `),
    reference({ kind: 'entry', id }, id),
  ];
}

function linkToFinding({ finding: { title }, index }: PlacedFinding): Text[number] {
  return { kind: 'link', to: findingAnchor(index), text: title };
}

/** `proven` is absent where the rule was not judged. */
function howSure(basis: FindingBasis, proven: Finding['proven']): string {
  return proven === undefined ? basisSentences[basis] : `${basisSentences[basis]} ${provenSentence(proven)}`;
}

/** Findings shown with the verdict, and before others have to be opened. */
const inOverview = 12;

/** What was found, one line each, for people who read nothing else; nothing if the verdict's sentence says it all. */
export function overviewOf({ findings, incidents = [] }: Pick<Report, 'findings' | 'incidents'>): Text[] {
  if (findings.length < 2) return [];
  const shown = foldedOrder(findings, incidents).filter(({ cause }) => cause === undefined);
  const lines = shown.slice(0, inOverview).map(({ finding, index, followers }): Text => {
    return [
      severityBadge(finding.severity),
      ' ',
      linkToFinding({ finding, index, followers }),
      ...(followers === 0 ? [] : [muted(` and ${plural(followers, 'finding')} that may follow from it`)]),
    ];
  });
  const more = shown.length - lines.length;
  return more === 0 ? lines : [...lines, [muted(`and ${formatCount(more)} more`)]];
}

/** What to do first: the advice of the worst faults, what followed from others left out, each advice once. */
export function firstSteps({ findings, incidents = [] }: Pick<Report, 'findings' | 'incidents'>): Text[] {
  const seen = new Set<string>();
  return foldedOrder(findings, incidents)
    .filter(({ finding: { severity, advice }, cause }) => {
      const first = cause === undefined && severity !== 'info' && !seen.has(advice);
      if (first) seen.add(advice);
      return first;
    })
    .slice(0, steps)
    .map((placed) => [`${placed.finding.advice} `, muted('For: '), linkToFinding(placed)]);
}

/** As many as people keep in mind. */
const steps = 3;

/** The causes that the language model suggests; the rules' texts are with each finding. */
function likelyCauses({ likely_causes = [] }: Report['llm'], places: Places): Block[] {
  if (likely_causes.length === 0) return [];
  return [
    { kind: 'paragraph', text: [strong('Likely causes'), ', as the language model ranks them:'] },
    {
      kind: 'list',
      items: likely_causes.map(({ cause, why, findings }) => [
        outside(cause),
        ...(why ? [' ', muted(why)] : []),
        ...(findings.length === 0 ? [] : [' (']),
        ...joined(
          findings.map((rule) => [linkTo(places.finding(rule), rule) ?? named(rule)]),
          ', ',
        ),
        ...(findings.length === 0 ? [] : [')']),
      ]),
    },
  ];
}
