import { formatCount } from '../figure-format.ts';
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
  type Section,
  strong,
} from './document.ts';
import { evidenceText, linkTo, type Places } from './places.ts';

export function findingsSection({ findings, llm }: Report, places: Places): Section {
  const blocks: Block[] =
    findings.length === 0
      ? [{ kind: 'paragraph', text: ['No rule found anything.'] }]
      : [{ kind: 'findings', findings: findings.map((finding, i) => blockOf(finding, i, places)) }];
  return {
    id: 'findings',
    title: 'Findings',
    note: formatCount(findings.length),
    blocks: [...likelyCauses(llm, places), ...blocks],
  };
}

function blockOf(finding: Finding, index: number, places: Places): FindingBlock {
  const { severity, title, description, likely_cause, advice, evidence, rule, knowledge = [] } = finding;
  const known = knowledge.map(
    (entry): Fact => ({
      term: 'Known case',
      text: [
        strong(entry.title),
        lineBreak,
        outside(entry.solution),
        lineBreak,
        muted(`${entry.why} · ${entry.source} · ${entry.id}`),
      ],
    }),
  );
  return {
    anchor: `finding-${index + 1}`,
    tone: severity,
    title,
    description,
    facts: [
      { term: 'Likely cause', text: [likely_cause] },
      { term: 'Advice', text: [advice] },
      ...known,
      { term: 'Rule', text: [named(rule)] },
    ],
    evidence: evidence.map((one) => evidenceText(one, places)),
  };
}

/** What the language model takes to be behind the findings; the rules' words stand with each finding. */
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
