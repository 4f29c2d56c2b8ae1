import { severities } from '../../../src/domain/severity.ts';
import { severityLooks } from '../lib/status-looks.ts';

/** The least severity to show. */
export function SeverityField({ value }: { value: string | undefined }) {
  return (
    <label>
      Severity
      <select name="min_severity" value={value ?? ''}>
        <option value="">Any</option>
        {severities.map((severity) => (
          <option key={severity} value={severity}>
            {severityLooks[severity].label}
            {severity === severities.at(-1) ? '' : ' or worse'}
          </option>
        ))}
      </select>
    </label>
  );
}
