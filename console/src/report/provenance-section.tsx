import type { Report } from '../../../src/report/report-schema.ts';
import { Link } from '../components/link.tsx';
import { Section } from '../components/section.tsx';
import { LocalTime } from '../components/times.tsx';
import { formatCount, plural } from '../lib/format.ts';
import { rulesUrl } from '../lib/rules-url.ts';

const llmWords: Record<Report['llm']['status'], string> = {
  off: 'none configured',
  ok: 'wrote the narrative',
  skipped_budget: 'not asked: its budget is spent',
  failed: 'did not answer',
  rejected: 'its answer was rejected',
};

/** What the vehicle ran, and what the report was made with. */
interface ProvenanceSectionProps {
  report: Report;
  platform: string | null;
}

export function ProvenanceSection({ report, platform }: ProvenanceSectionProps) {
  const { versions, provenance, llm, token_usage: tokens } = report;
  return (
    <Section id="provenance" title="Versions and provenance">
      <div class="provenance">
        <div>
          <h3>Software in the vehicle</h3>
          {versions.length === 0 ? (
            <p class="muted">The recordings tell of none.</p>
          ) : (
            <dl class="pairs">
              {versions.map(({ component, version }) => (
                <Pair key={`${component} ${version}`} name={component}>
                  <code>{version}</code>
                </Pair>
              ))}
            </dl>
          )}
        </div>
        <div>
          <h3>This report</h3>
          <dl class="pairs">
            <Pair name="Made">
              <LocalTime time={report.generated_at} />
            </Pair>
            <Pair name="Run, version">
              {report.run}, {report.version}
            </Pair>
            <Pair name="Parser">{provenance.parser_version}</Pair>
            <Pair name="Rule set">
              <Link href={rulesUrl({ platform, batch: report.batch_id, run: report.run })}>
                <code>{provenance.rule_set_version}</code>
              </Link>
              <span class="small muted block">{ruleSetWords(provenance.rule_set)}</span>
            </Pair>
            {provenance.knowledge_base_version !== undefined && (
              <Pair name="Knowledge base">version {provenance.knowledge_base_version}</Pair>
            )}
            {provenance.databases && provenance.databases.length > 0 && (
              <Pair name="CAN databases">
                <bdi>{provenance.databases.map(({ name }) => name).join(', ')}</bdi>
              </Pair>
            )}
            <Pair name="Percentiles">± {provenance.statistics_error_percent} %</Pair>
            <Pair name="Language model">
              {llmWords[llm.status]}
              {llm.reason && <span class="small muted block">{llm.reason}</span>}
            </Pair>
            {tokens.total_tokens > 0 && (
              <Pair name="Tokens">
                {plural(tokens.total_tokens, 'token')} ({formatCount(tokens.prompt_tokens)} in,{' '}
                {formatCount(tokens.completion_tokens)} out), about ${tokens.estimated_cost.toFixed(4)}
              </Pair>
            )}
            <Pair name="Diagnosis id">
              <code>{report.diagnosis_id}</code>
            </Pair>
            <Pair name="Schema">version {report.schema_version}</Pair>
          </dl>
        </div>
      </div>
    </Section>
  );
}

function ruleSetWords(ruleSet: Report['provenance']['rule_set']): string {
  if (!ruleSet) return 'as it comes with Argus';
  const { disabled, changed } = ruleSet;
  return [
    disabled.length > 0 && `${plural(disabled.length, 'rule')} switched off`,
    changed.length > 0 && `${plural(changed.length, 'threshold')} changed`,
  ]
    .filter(Boolean)
    .join(', ');
}

function Pair({ name, children }: { name: string; children: preact.ComponentChildren }) {
  return (
    <>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </>
  );
}
