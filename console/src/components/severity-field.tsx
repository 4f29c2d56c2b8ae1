import { severities } from '../../../src/domain/severity.ts';
import { t } from '../lib/language.ts';
import { severityLooks } from '../lib/status-looks.ts';

/** The least severity to show. */
export function SeverityField({ value }: { value: string | undefined }) {
  return (
    <label>
      {t('Severity')}
      <select name="min_severity" value={value ?? ''}>
        <option value="">{t('Any')}</option>
        {severities.map((severity) => (
          <option key={severity} value={severity}>
            {severity === severities.at(-1)
              ? t(severityLooks[severity].label)
              : t('{severity} or worse', { severity: t(severityLooks[severity].label) })}
          </option>
        ))}
      </select>
    </label>
  );
}
