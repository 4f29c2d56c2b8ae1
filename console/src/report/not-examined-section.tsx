import type { Report } from '../../../src/report/report-schema.ts';
import { Section } from '../components/section.tsx';
import { formatCount } from '../lib/format.ts';

/** Silence is not health: what no rule looked at. */
export function NotExaminedSection({ report: { not_examined = [] } }: { report: Report }) {
  if (not_examined.length === 0) return null;
  return (
    <Section id="not-examined" title="Not looked at">
      <ul class="evidence">
        {not_examined.map(({ what, count, reason, names }) => (
          <li key={what}>
            <strong>
              {formatCount(count)} {what}.
            </strong>{' '}
            {reason}
            {names.length > 0 && (
              <span class="block small muted">
                <bdi>{names.join(', ')}</bdi>
                {count > names.length && ` and ${formatCount(count - names.length)} more`}
              </span>
            )}
          </li>
        ))}
      </ul>
    </Section>
  );
}
