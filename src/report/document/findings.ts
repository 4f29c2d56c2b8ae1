import { basisSentences, type FindingBasis } from '../../diagnosis/finding-basis.ts';
import { provenSentence } from '../../diagnosis/proven.ts';
import type { Language } from '../../language/language.ts';
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
import { foldedOrder } from './folded-findings.ts';
import { evidenceText, findingAnchor, linkTo, type Places } from './places.ts';

export function findingsSection({ findings, incidents = [], llm }: Report, places: Places): Section {
  const { t } = places.language;
  const blocks: Block[] =
    findings.length === 0
      ? [{ kind: 'paragraph', text: [t('No rule found anything.')] }]
      : [
          {
            kind: 'findings',
            first: inOverview,
            findings: foldedOrder(findings, incidents).map(({ finding, index, cause }) =>
              blockOf(
                finding,
                index,
                places,
                cause === undefined ? [] : [followsFrom(cause, findings, places.language)],
              ),
            ),
          },
        ];
  return {
    id: 'findings',
    title: t('Findings'),
    note: formatCount(findings.length),
    blocks: [...likelyCauses(llm, places), ...blocks],
  };
}

function followsFrom(cause: number, findings: readonly Finding[], { t, ofArgus }: Language): Fact {
  const text = ofArgus(findings[cause]?.title ?? '');
  return { term: t('Follows from'), text: [{ kind: 'link', to: findingAnchor(cause), text }] };
}

function blockOf(finding: Finding, index: number, places: Places, related: Fact[]): FindingBlock {
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
  } = finding;
  const { language } = places;
  const { t, ofArgus } = language;
  const known = knowledge.map(
    (entry): Fact => ({
      term: t('Known case'),
      text: [
        strong(ofArgus(entry.title)),
        lineBreak,
        outside(ofArgus(entry.solution)),
        lineBreak,
        muted(`${ofArgus(entry.why)} · ${ofArgus(entry.source)} · `),
        reference({ kind: 'entry', id: entry.id }, entry.id),
      ],
      entry: entry.id,
    }),
  );
  return {
    anchor: findingAnchor(index),
    rule,
    tone: severity,
    title: ofArgus(title),
    description: ofArgus(description),
    facts: [
      ...related,
      ...(basis === undefined
        ? []
        : [{ term: t('How sure'), text: [howSure(basis, proven, language)], aside: true }]),
      { term: t('Likely cause'), text: [ofArgus(likely_cause)] },
      { term: t('Advice'), text: [ofArgus(advice)] },
      ...known,
      { term: t('Rule'), text: [reference({ kind: 'rule', rule }, rule)], aside: true },
    ],
    evidence: evidence.map((one) => evidenceText(one, places)),
    moments: evidence.map(({ file_id, time }) => (time === undefined ? undefined : { file_id, time })),
  };
}

/** `proven` is absent where the rule was not judged. */
function howSure(basis: FindingBasis, proven: Finding['proven'], language: Language): string {
  const sentence = language.t(basisSentences[basis]);
  return proven === undefined ? sentence : `${sentence} ${provenSentence(proven, language)}`;
}

/** Findings shown with the verdict, and before others have to be opened. */
const inOverview = 12;

/** What was found, one line each, for people who read nothing else; nothing if the verdict's sentence says it all. */
export function overviewOf(
  { findings, incidents = [] }: Pick<Report, 'findings' | 'incidents'>,
  language: Language,
): Text[] {
  const { t, count, ofArgus } = language;
  if (findings.length < 2) return [];
  const shown = foldedOrder(findings, incidents).filter(({ cause }) => cause === undefined);
  const lines = shown.slice(0, inOverview).map(({ finding: { severity, title }, index, followers }): Text => {
    return [
      severityBadge(severity, language),
      ' ',
      { kind: 'link', to: findingAnchor(index), text: ofArgus(title) },
      ...(followers === 0
        ? []
        : [muted(t(' and {findings} that may follow from it', { findings: count(followers, 'finding') }))]),
    ];
  });
  const more = shown.length - lines.length;
  return more === 0 ? lines : [...lines, [muted(t('and {more} more', { more: formatCount(more) }))]];
}

/** What to do first: the advice of the worst faults, what followed from others left out, each advice once. */
export function firstSteps(
  { findings, incidents = [] }: Pick<Report, 'findings' | 'incidents'>,
  { t, ofArgus }: Language,
): Text[] {
  const seen = new Set<string>();
  return foldedOrder(findings, incidents)
    .filter(({ finding: { severity, advice }, cause }) => {
      const first = cause === undefined && severity !== 'info' && !seen.has(advice);
      if (first) seen.add(advice);
      return first;
    })
    .slice(0, steps)
    .map(({ finding: { title, advice }, index }) => [
      `${ofArgus(advice)} `,
      muted(t('For: ')),
      { kind: 'link', to: findingAnchor(index), text: ofArgus(title) },
    ]);
}

/** As many as people keep in mind. */
const steps = 3;

/** The causes that the language model suggests; the rules' texts are with each finding. */
function likelyCauses({ likely_causes = [] }: Report['llm'], places: Places): Block[] {
  const { t } = places.language;
  if (likely_causes.length === 0) return [];
  return [
    { kind: 'paragraph', text: [strong(t('Likely causes')), t(', as the language model ranks them:')] },
    {
      kind: 'list',
      items: likely_causes.map(({ cause, why, findings }) => [
        outside(cause),
        ...(why ? [' ', muted(why)] : []),
        ...(findings.length === 0 ? [] : [t(' (')]),
        ...joined(
          findings.map((rule) => [linkTo(places.finding(rule), rule) ?? named(rule)]),
          t(', '),
        ),
        ...(findings.length === 0 ? [] : [t(')')]),
      ]),
    },
  ];
}
