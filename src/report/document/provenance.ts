import { formatCount } from '../../text/figure-format.ts';
import type { Report } from '../report-schema.ts';
import { type Block, type Fact, muted, named, reference, type Section, time } from './document.ts';

const llmWords: Record<Report['llm']['status'], string> = {
  off: 'none configured',
  ok: 'wrote the narrative',
  skipped_budget: 'not asked: its budget is spent',
  failed: 'did not answer',
  rejected: 'its answer was rejected',
};

export function versionsSection({ versions }: Report): Section {
  const block: Block =
    versions.length === 0
      ? { kind: 'paragraph', text: ['The recordings name no software versions.'] }
      : {
          kind: 'facts',
          facts: versions.map(({ component, version }) => ({ term: component, text: [named(version)] })),
        };
  return { id: 'versions', title: 'Software in the vehicle', blocks: [block] };
}

/** Versions and settings with which the report was made, so that it can be reproduced and compared. */
export function provenanceSection(report: Report): Section {
  const { provenance, llm, token_usage: tokens } = report;
  const facts: Fact[] = [
    { term: 'Made', text: [time(report.generated_at), ' UTC'] },
    { term: 'Run, version', text: [`${report.run}, ${report.version}`] },
    { term: 'Batch', text: [named(report.batch_id)] },
    { term: 'Diagnosis', text: [named(report.diagnosis_id)] },
    { term: 'Schema', text: [`report-v${report.schema_version}`] },
    { term: 'Parser', text: [named(provenance.parser_version)] },
    { term: 'Rules', text: [reference({ kind: 'rules' }, provenance.rule_set_version)] },
    ...ruleSetFacts(provenance.rule_set),
    ...(provenance.knowledge_base_version === undefined
      ? []
      : [{ term: 'Knowledge base', text: [named(provenance.knowledge_base_version)] }]),
    { term: 'Percentiles', text: [`within ±${provenance.statistics_error_percent} %`] },
    {
      term: 'Language model',
      text: [llmWords[llm.status], ...(llm.reason ? [' ', muted(llm.reason)] : [])],
    },
    {
      term: 'Tokens',
      text: [
        tokens.total_tokens === 0
          ? 'none used'
          : `${formatCount(tokens.total_tokens)} (${formatCount(tokens.prompt_tokens)} in, ${formatCount(tokens.completion_tokens)} out), about $${tokens.estimated_cost.toFixed(4)}`,
      ],
    },
  ];
  return { id: 'provenance', title: 'How this report was made', blocks: [{ kind: 'facts', facts }] };
}

/** What an operator has set for the platform. */
function ruleSetFacts(ruleSet: Report['provenance']['rule_set']): Fact[] {
  if (!ruleSet) return [];
  const { disabled, changed } = ruleSet;
  return [
    ...(disabled.length === 0 ? [] : [{ term: 'Rules switched off', text: [named(disabled.join(', '))] }]),
    ...changed.map(({ rule, threshold, value, standard, unit }) => ({
      term: 'Threshold set',
      text: [named(`${rule}: ${threshold}`), ` ${value} ${unit} `, muted(`(default ${standard})`)],
    })),
  ];
}
