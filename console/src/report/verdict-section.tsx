import type { Report } from '../../../src/report/report-schema.ts';
import { formatDuration } from '../../../src/text/time-format.ts';
import { SeverityBadge } from '../components/badge.tsx';
import { RecordedTime } from '../components/times.tsx';
import { formatBytes, formatCount, plural } from '../lib/format.ts';
import type { ReportChoice } from '../lib/report-choice.ts';
import { severityLooks } from '../lib/status-looks.ts';
import { findingsAtOnce } from './findings-section.tsx';
import { ReportForms } from './report-forms.tsx';

export function VerdictSection({ report, choice }: { report: Report; choice: ReportChoice }) {
  const { verdict, findings, span, totals, llm } = report;
  return (
    <section
      id="verdict"
      class={`panel verdict tone-${severityLooks[verdict.severity].tone}`}
      aria-labelledby="verdict-title"
    >
      <div class="panel-head">
        <h2 id="verdict-title">Verdict</h2>
        <SeverityBadge severity={verdict.severity} />
        <div class="panel-tools small">
          <ReportForms label="Report as" batchId={report.batch_id} choice={choice} />
        </div>
      </div>
      <p class="verdict-sentence">{verdict.sentence}</p>
      {llm.narrative && <p class="narrative">{llm.narrative}</p>}
      {llm.likely_causes && llm.likely_causes.length > 0 && (
        <ol class="narrative" aria-label="Likely causes, as the language model ranks them">
          {llm.likely_causes.map(({ cause, why }) => (
            <li key={cause}>
              {cause} {why && <span class="muted">{why}</span>}
            </li>
          ))}
        </ol>
      )}
      <FindingsOverview findings={findings} />
      <dl class="figures">
        <Figure name="Recorded" value={span ? formatDuration(span.duration_s) : '–'}>
          {span ? (
            <>
              <RecordedTime time={span.start} /> to <RecordedTime time={span.end} />
              {span.start.endsWith('Z') && ' UTC'}
            </>
          ) : (
            'no common clock'
          )}
        </Figure>
        <Figure name="Files" value={formatCount(totals.files)}>
          {formatCount(totals.parsed)} read, {formatCount(totals.failed)} failed,{' '}
          {formatCount(totals.salvaged)} damaged
        </Figure>
        <Figure name="Messages" value={formatCount(totals.messages)}>
          on {plural(report.topics.length + report.omitted.topics, 'topic')}
        </Figure>
        <Figure name="Size" value={formatBytes(totals.bytes)}>
          {formatCount(totals.bytes)} bytes
        </Figure>
      </dl>
    </section>
  );
}

/** What was found, a line each; nothing where the verdict's sentence says it all. */
function FindingsOverview({ findings }: Pick<Report, 'findings'>) {
  if (findings.length < 2) return null;
  const more = findings.length - findingsAtOnce;
  return (
    <ul class="findings-overview" aria-label="What was found">
      {findings.slice(0, findingsAtOnce).map(({ rule, severity, title }, i) => (
        <li key={`${rule} ${title}`}>
          <SeverityBadge severity={severity} /> <a href={`#finding-${i + 1}`}>{title}</a>
        </li>
      ))}
      {more > 0 && (
        <li>
          <a href="#findings">and {formatCount(more)} more</a>
        </li>
      )}
    </ul>
  );
}

function Figure({
  name,
  value,
  children,
}: {
  name: string;
  value: string;
  children: preact.ComponentChildren;
}) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>
        <span class="figure">{value}</span>
        <span class="small muted block">{children}</span>
      </dd>
    </div>
  );
}
