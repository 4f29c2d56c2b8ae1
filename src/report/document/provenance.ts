import type { Label, Language } from '../../language/language.ts';
import { formatCount } from '../../text/figure-format.ts';
import type { Report } from '../report-schema.ts';
import { type Block, type Fact, muted, named, reference, type Section, time } from './document.ts';

const llmWords: Record<Report['llm']['status'], Label> = {
  off: 'none configured',
  ok: 'wrote the narrative',
  skipped_budget: 'not asked: its budget is spent',
  failed: 'did not answer',
  rejected: 'its answer was rejected',
};

export function versionsSection({ versions }: Report, { t }: Language): Section {
  const block: Block =
    versions.length === 0
      ? { kind: 'paragraph', text: [t('The recordings name no software versions.')] }
      : {
          kind: 'facts',
          facts: versions.map(({ component, version }) => ({ term: component, text: [named(version)] })),
        };
  return { id: 'versions', title: t('Software in the vehicle'), blocks: [block] };
}

/** Versions and settings with which the report was made, so that it can be reproduced and compared. */
export function provenanceSection(report: Report, language: Language): Section {
  const { t, ofArgus } = language;
  const { provenance, llm, token_usage: tokens } = report;
  const facts: Fact[] = [
    { term: t('Made'), text: [time(report.generated_at)] },
    { term: t('Run, version'), text: [`${report.run}${t(', ')}${report.version}`] },
    { term: t('Batch'), text: [named(report.batch_id)] },
    { term: t('Diagnosis'), text: [named(report.diagnosis_id)] },
    { term: t('Schema'), text: [`report-v${report.schema_version}`] },
    { term: t('Parser'), text: [named(provenance.parser_version)] },
    { term: t('Rules'), text: [reference({ kind: 'rules' }, provenance.rule_set_version)] },
    ...ruleSetFacts(provenance.rule_set, language),
    ...(provenance.knowledge_base_version === undefined
      ? []
      : [{ term: t('Knowledge base'), text: [named(provenance.knowledge_base_version)] }]),
    {
      term: t('Percentiles'),
      text: [t('within ±{error} %', { error: provenance.statistics_error_percent })],
    },
    {
      term: t('Language model'),
      text: [t(llmWords[llm.status]), ...(llm.reason ? [' ', muted(ofArgus(llm.reason))] : [])],
    },
    {
      term: t('Tokens'),
      text: [
        tokens.total_tokens === 0
          ? t('none used')
          : t('{all} ({asked} in, {answered} out), about {cost}', {
              all: formatCount(tokens.total_tokens),
              asked: formatCount(tokens.prompt_tokens),
              answered: formatCount(tokens.completion_tokens),
              cost: `$${tokens.estimated_cost.toFixed(4)}`,
            }),
      ],
    },
  ];
  return { id: 'provenance', title: t('How this report was made'), blocks: [{ kind: 'facts', facts }] };
}

/** What an operator has set for the platform. */
function ruleSetFacts(ruleSet: Report['provenance']['rule_set'], { t }: Language): Fact[] {
  if (!ruleSet) return [];
  const { disabled, changed } = ruleSet;
  return [
    ...(disabled.length === 0 ? [] : [{ term: t('Rules switched off'), text: [named(disabled.join(', '))] }]),
    ...changed.map(({ rule, threshold, value, standard, unit }) => ({
      term: t('Threshold set'),
      text: [
        named(`${rule}: ${threshold}`),
        ` ${value} ${unit} `,
        muted(t('(default {standard})', { standard })),
      ],
    })),
  ];
}
