import { basisSentences } from '../../diagnosis/finding-basis.ts';
import type { Incident } from '../../diagnosis/incidents/incident-schema.ts';
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
import { evidenceText, findingAnchor, linkTo, type Places } from './places.ts';

export function findingsSection({ findings, incidents = [], llm }: Report, places: Places): Section {
  const causes = causesOf(incidents);
  const blocks: Block[] =
    findings.length === 0
      ? [{ kind: 'paragraph', text: ['No rule found anything.'] }]
      : [
          {
            kind: 'findings',
            first: inOverview,
            findings: foldedOrder(findings, incidents).map(({ finding, index }) => {
              const cause = causes.get(index);
              return blockOf(
                finding,
                index,
                places,
                cause === undefined ? [] : [followsFrom(cause, findings)],
              );
            }),
          },
        ];
  return {
    id: 'findings',
    title: 'Findings',
    note: formatCount(findings.length),
    blocks: [...likelyCauses(llm, places), ...blocks],
  };
}

/** For each finding that follows from another one, the index of that one. */
function causesOf(incidents: readonly Incident[]): ReadonlyMap<number, number> {
  return new Map(
    incidents.flatMap(({ consequences }) =>
      consequences.map(({ finding, because_of }): [number, number] => [finding, because_of]),
    ),
  );
}

interface Placed {
  finding: Finding;
  index: number;
}

/** What followed from a finding comes right after it; otherwise in the order of the report. */
function foldedOrder(findings: readonly Finding[], incidents: readonly Incident[]): Placed[] {
  const followers = new Map(
    incidents.map(({ root, consequences }) => [root, consequences.map(({ finding }) => finding)]),
  );
  const folded = new Set([...followers.values()].flat());
  return findings
    .flatMap((_, index) => (folded.has(index) ? [] : [index, ...(followers.get(index) ?? [])]))
    .flatMap((index) => {
      const finding = findings[index];
      return finding ? [{ finding, index }] : [];
    });
}

function followsFrom(cause: number, findings: readonly Finding[]): Fact {
  const text = findings[cause]?.title ?? '';
  return { term: 'Follows from', text: [{ kind: 'link', to: findingAnchor(cause), text }] };
}

function blockOf(finding: Finding, index: number, places: Places, related: Fact[]): FindingBlock {
  const {
    severity,
    title,
    description,
    basis,
    likely_cause,
    advice,
    evidence,
    rule,
    knowledge = [],
  } = finding;
  const known = knowledge.map(
    (entry): Fact => ({
      term: 'Known case',
      text: [
        strong(entry.title),
        lineBreak,
        outside(entry.solution),
        lineBreak,
        muted(`${entry.why} · ${entry.source} · `),
        reference({ kind: 'entry', id: entry.id }, entry.id),
      ],
      entry: entry.id,
    }),
  );
  return {
    anchor: findingAnchor(index),
    rule,
    tone: severity,
    title,
    description,
    facts: [
      ...related,
      ...(basis === undefined ? [] : [{ term: 'How sure', text: [basisSentences[basis]] }]),
      { term: 'Likely cause', text: [likely_cause] },
      { term: 'Advice', text: [advice] },
      ...known,
      { term: 'Rule', text: [reference({ kind: 'rule', rule }, rule)] },
    ],
    evidence: evidence.map((one) => evidenceText(one, places)),
  };
}

/** Findings shown with the verdict, and before others have to be opened. */
const inOverview = 12;

/** What was found, one line each, for people who read nothing else; nothing if the verdict's sentence says it all. */
export function overviewOf({ findings, incidents = [] }: Pick<Report, 'findings' | 'incidents'>): Text[] {
  if (findings.length < 2) return [];
  const causes = causesOf(incidents);
  const followers = new Map(incidents.map(({ root, consequences }) => [root, consequences.length]));
  const shown = foldedOrder(findings, incidents).filter(({ index }) => !causes.has(index));
  const lines = shown.slice(0, inOverview).map(({ finding: { severity, title }, index }): Text => {
    const follow = followers.get(index) ?? 0;
    return [
      severityBadge(severity),
      ' ',
      { kind: 'link', to: findingAnchor(index), text: title },
      ...(follow === 0 ? [] : [muted(` and ${plural(follow, 'finding')} that may follow from it`)]),
    ];
  });
  const more = shown.length - lines.length;
  return more === 0 ? lines : [...lines, [muted(`and ${formatCount(more)} more`)]];
}

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
