import { basisSentences } from '../../diagnosis/finding-basis.ts';
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

export function findingsSection({ findings, llm }: Report, places: Places): Section {
  const blocks: Block[] =
    findings.length === 0
      ? [{ kind: 'paragraph', text: ['No rule found anything.'] }]
      : [
          {
            kind: 'findings',
            first: inOverview,
            findings: findings.map((finding, i) => blockOf(finding, i, places)),
          },
        ];
  return {
    id: 'findings',
    title: 'Findings',
    note: formatCount(findings.length),
    blocks: [...likelyCauses(llm, places), ...blocks],
  };
}

function blockOf(finding: Finding, index: number, places: Places): FindingBlock {
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
export function overviewOf({ findings }: Pick<Report, 'findings'>): Text[] {
  if (findings.length < 2) return [];
  const lines = findings
    .slice(0, inOverview)
    .map(
      ({ severity, title }, i): Text => [
        severityBadge(severity),
        ' ',
        { kind: 'link', to: findingAnchor(i), text: title },
      ],
    );
  const more = findings.length - lines.length;
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
