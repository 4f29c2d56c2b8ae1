import type { Evidence, Finding, Report } from '../../../src/report/report-schema.ts';
import { SeverityBadge } from '../components/badge.tsx';
import { Bounded } from '../components/bounded.tsx';
import { Section } from '../components/section.tsx';
import { formatCount } from '../lib/format.ts';
import { severityLooks } from '../lib/status-looks.ts';
import { EvidencePlace } from './evidence-place.tsx';

export function FindingsSection({ report: { findings } }: { report: Report }) {
  return (
    <Section id="findings" title="Findings" note={formatCount(findings.length)}>
      {findings.length === 0 && <p class="muted">No rule found anything.</p>}
      <Bounded items={findings} first={10} what="findings">
        {(shown) => (
          <ul class="findings">
            {shown.map((finding) => (
              <li key={`${finding.rule} ${finding.title}`}>
                <FindingArticle finding={finding} />
              </li>
            ))}
          </ul>
        )}
      </Bounded>
    </Section>
  );
}

function FindingArticle({ finding }: { finding: Finding }) {
  const { rule, severity, title, description, likely_cause, advice, evidence, knowledge = [] } = finding;
  return (
    <article class={`finding tone-${severityLooks[severity].tone}`}>
      <div class="finding-head">
        <h3>{title}</h3>
        <SeverityBadge severity={severity} />
      </div>
      <p>{description}</p>
      <dl class="finding-words">
        <dt>Likely cause</dt>
        <dd>{likely_cause}</dd>
        <dt>Advice</dt>
        <dd>{advice}</dd>
        {knowledge.map(({ id, title: known, solution, why, source }) => (
          <KnownCase key={id} title={known} solution={solution} source={`${why} · ${source} · ${id}`} />
        ))}
        {evidence.length > 0 && (
          <>
            <dt>Evidence</dt>
            <dd>
              <ul class="evidence">
                {evidence.map((one, i) => (
                  <EvidenceItem key={`${one.file_id} ${one.time} ${i}`} evidence={one} />
                ))}
              </ul>
            </dd>
          </>
        )}
        <dt>Rule</dt>
        <dd>
          <code class="muted">{rule}</code>
        </dd>
      </dl>
    </article>
  );
}

function KnownCase({ title, solution, source }: { title: string; solution: string; source: string }) {
  return (
    <>
      <dt>Known case</dt>
      <dd>
        <strong>{title}</strong>
        <span class="block">{solution}</span>
        <span class="block small muted">{source}</span>
      </dd>
    </>
  );
}

function EvidenceItem({ evidence }: { evidence: Evidence }) {
  const { count, detail } = evidence;
  return (
    <li class="small">
      <EvidencePlace evidence={evidence} />
      {(count !== undefined || detail !== undefined) && (
        <span class="evidence-seen muted">
          {count !== undefined && `${formatCount(count)}× `}
          {detail}
        </span>
      )}
    </li>
  );
}
