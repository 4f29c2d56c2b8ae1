import type { Report } from '../../../src/report/report-schema.ts';
import { SeverityBadge } from '../components/badge.tsx';
import { Bounded } from '../components/bounded.tsx';
import { Section } from '../components/section.tsx';
import { formatCount } from '../lib/format.ts';
import { EvidencePlace } from './evidence-place.tsx';

/** What the vehicle logged, the lines that Argus kept. */
export function LogsSection({ report: { logs, omitted } }: { report: Report }) {
  if (logs.length === 0) return null;
  return (
    <Section id="logs" title="Log lines" note={formatCount(logs.length + omitted.logs)}>
      <Bounded items={logs} first={12} what="lines" omitted={omitted.logs}>
        {(shown) => (
          <ol class="logs">
            {shown.map(({ severity, source, text, ...at }, i) => (
              <li key={i}>
                <SeverityBadge severity={severity} />
                <p class="log-text">{text}</p>
                <p class="small muted log-place">
                  {source !== '' && <code>{source}</code>} <EvidencePlace evidence={at} />
                </p>
              </li>
            ))}
          </ol>
        )}
      </Bounded>
    </Section>
  );
}
