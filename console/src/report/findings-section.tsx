import { useId } from 'preact/hooks';
import { basisSentences } from '../../../src/diagnosis/finding-basis.ts';
import type { Evidence, Finding, Report } from '../../../src/report/report-schema.ts';
import { SeverityBadge } from '../components/badge.tsx';
import { Bounded } from '../components/bounded.tsx';
import { Link } from '../components/link.tsx';
import { Section } from '../components/section.tsx';
import { formatCount } from '../lib/format.ts';
import { rulesUrl } from '../lib/rules-url.ts';
import { severityLooks } from '../lib/status-looks.ts';
import { EntryFeedback } from './entry-feedback.tsx';
import { EvidencePlace } from './evidence-place.tsx';

type KnownEntry = NonNullable<Finding['knowledge']>[number];

/** So many are shown, and stand with the verdict, before the others are asked for. */
export const findingsAtOnce = 12;

interface FindingsSectionProps {
  report: Report;
  platform: string | null;
}

export function FindingsSection({ report: { findings, batch_id, run }, platform }: FindingsSectionProps) {
  return (
    <Section id="findings" title="Findings" note={formatCount(findings.length)}>
      {findings.length === 0 && <p class="muted">No rule found anything.</p>}
      <Bounded items={findings} first={findingsAtOnce} what="findings">
        {(shown) => (
          <ul class="findings">
            {shown.map((finding, i) => (
              <li key={`${finding.rule} ${finding.title}`} id={`finding-${i + 1}`}>
                <FindingArticle
                  finding={finding}
                  batchId={batch_id}
                  rulePage={rulesUrl({ platform, batch: batch_id, run, q: finding.rule })}
                />
              </li>
            ))}
          </ul>
        )}
      </Bounded>
    </Section>
  );
}

interface FindingArticleProps {
  finding: Finding;
  batchId: string;
  /** Where its rule can be read, and set for the platform. */
  rulePage: string;
}

function FindingArticle({ finding, batchId, rulePage }: FindingArticleProps) {
  const {
    rule,
    severity,
    title,
    description,
    basis,
    likely_cause,
    advice,
    evidence,
    knowledge = [],
  } = finding;
  const id = useId();
  return (
    <article class={`finding tone-${severityLooks[severity].tone}`} aria-labelledby={id}>
      <div class="finding-head">
        <h3 id={id}>{title}</h3>
        <SeverityBadge severity={severity} />
      </div>
      <p>{description}</p>
      <dl class="finding-words">
        {basis !== undefined && (
          <>
            <dt>How sure</dt>
            <dd>{basisSentences[basis]}</dd>
          </>
        )}
        <dt>Likely cause</dt>
        <dd>{likely_cause}</dd>
        <dt>Advice</dt>
        <dd>{advice}</dd>
        {knowledge.map((entry) => (
          <KnownCase key={entry.id} entry={entry} batchId={batchId} rule={rule} />
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
          <Link href={rulePage}>
            <code>{rule}</code>
          </Link>
        </dd>
      </dl>
    </article>
  );
}

function KnownCase({ entry, batchId, rule }: { entry: KnownEntry; batchId: string; rule: string }) {
  const { id, title, solution, why, source } = entry;
  return (
    <>
      <dt>Known case</dt>
      <dd>
        <strong>{title}</strong>
        <span class="block">{solution}</span>
        <span class="block small muted">
          {why} · {source} · <Link href={`/knowledge/${id}`}>{id}</Link>
        </span>
        <EntryFeedback entryId={id} batchId={batchId} finding={rule} />
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
