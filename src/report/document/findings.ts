import { basisSentences, type FindingBasis } from '../../diagnosis/finding-basis.ts';
import { provenSentence } from '../../diagnosis/proven.ts';
import type { Language } from '../../language/language.ts';
import { formatCount } from '../../text/figure-format.ts';
import { parseTime } from '../../text/time-format.ts';
import type { Evidence, Finding, Report } from '../report-schema.ts';
import {
  type Block,
  bareTime,
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
  time,
} from './document.ts';
import { foldedOrder, type PlacedFinding } from './folded-findings.ts';
import { evidenceText, findingAnchor, linkTo, type Places } from './places.ts';

export function findingsSection(report: Report, places: Places): Section {
  const { findings, incidents = [], llm } = report;
  const momentOf = createMoments(report);
  const told = new Map<string, PlacedFinding>();
  const { t } = places.language;
  const blocks: Block[] =
    findings.length === 0
      ? [{ kind: 'paragraph', text: [t('No rule found anything.')] }]
      : [
          {
            kind: 'findings',
            first: inOverview,
            findings: foldedOrder(findings, incidents).map((placed) =>
              blockOf(placed, places, told, momentOf, followsFrom(placed, findings, places.language)),
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

function followsFrom(
  { cause }: PlacedFinding,
  findings: readonly Finding[],
  { t, ofArgus }: Language,
): Fact[] {
  if (cause === undefined) return [];
  const text = ofArgus(findings[cause]?.title ?? '');
  return [{ term: t('Follows from'), text: [{ kind: 'link', to: findingAnchor(cause), text }] }];
}

/** What to do in a known case is said at the first finding that it explains; `told` has those so far. */
function blockOf(
  placed: PlacedFinding,
  places: Places,
  told: Map<string, PlacedFinding>,
  momentOf: ReturnType<typeof createMoments>,
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
    lasted,
    knowledge = [],
  } = placed.finding;
  const { language } = places;
  const { t, ofArgus } = language;
  const known = knowledge.map((entry): Fact => {
    const before = told.get(entry.id);
    if (before === undefined) told.set(entry.id, placed);
    return {
      term: t('Known case'),
      text: [
        strong(language.ofKnowledge(entry.id, entry.title)),
        ...(before === undefined
          ? toDo(entry, language)
          : [t(' As for '), linkToFinding(before, language), t('.')]),
      ],
      entry: entry.id,
    };
  });
  return {
    anchor: findingAnchor(placed.index),
    rule,
    tone: severity,
    title: ofArgus(title),
    description: ofArgus(description),
    facts: [
      ...(lasted ? [{ term: t('Lasted'), text: [bareTime(lasted.from), t(' to '), time(lasted.to)] }] : []),
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
    moments: evidence.map(momentOf),
  };
}

/** What can be opened: a clip is of the drive, on which times of a clock without a known relation to it have no place. */
function createMoments({ span, clock_offsets = [] }: Report) {
  const related = new Set(clock_offsets.map(({ other }) => other.file_id));
  const hasCommon = span !== null && parseTime(span.start)?.clock === 'unix';
  return ({ file_id, time }: Evidence) => {
    if (time === undefined) return undefined;
    const isPlaced = !hasCommon || related.has(file_id) || parseTime(time)?.clock === 'unix';
    return isPlaced ? { file_id, time } : undefined;
  };
}

function toDo(
  { solution, why, source, id }: NonNullable<Finding['knowledge']>[number],
  { ofArgus, ofKnowledge }: Language,
): Text {
  return [
    lineBreak,
    outside(ofKnowledge(id, solution)),
    lineBreak,
    muted(`${ofArgus(why)} · ${ofKnowledge(id, source)} · `),
    reference({ kind: 'entry', id }, id),
  ];
}

function linkToFinding({ finding: { title }, index }: PlacedFinding, { ofArgus }: Language): Text[number] {
  return { kind: 'link', to: findingAnchor(index), text: ofArgus(title) };
}

/** `proven` is absent where the rule was not judged. */
function howSure(basis: FindingBasis, proven: Finding['proven'], language: Language): string {
  const sentence = language.t(basisSentences[basis]);
  return proven === undefined
    ? sentence
    : language.t('{first} {second}', { first: sentence, second: provenSentence(proven, language) });
}

/** Findings shown with the verdict, and before others have to be opened. */
const inOverview = 12;

/** What was found, one line each, for people who read nothing else; nothing if the verdict's sentence says it all. */
export function overviewOf(
  { findings, incidents = [] }: Pick<Report, 'findings' | 'incidents'>,
  language: Language,
): Text[] {
  const { t, count } = language;
  if (findings.length < 2) return [];
  const shown = foldedOrder(findings, incidents).filter(({ cause }) => cause === undefined);
  const lines = shown.slice(0, inOverview).map(({ finding, index, followers }): Text => {
    return [
      severityBadge(finding.severity, language),
      ' ',
      linkToFinding({ finding, index, followers }, language),
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
  language: Language,
): Text[] {
  const { t, ofArgus } = language;
  const seen = new Set<string>();
  return foldedOrder(findings, incidents)
    .filter(({ finding: { severity, advice }, cause }) => {
      const first = cause === undefined && severity !== 'info' && !seen.has(advice);
      if (first) seen.add(advice);
      return first;
    })
    .slice(0, steps)
    .map((placed) => [ofArgus(placed.finding.advice), muted(t(' For: ')), linkToFinding(placed, language)]);
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
