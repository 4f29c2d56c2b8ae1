import type { FleetSoftwareBody } from '../../../../src/api/fleet/software-schema.ts';
import { plural } from '../../lib/format.ts';
import { t } from '../../lib/language.ts';

interface SoftwareFieldProps {
  value: string;
  components: FleetSoftwareBody['components'];
}

/** Which software of the vehicles to compare by; that of the address is offered even if nothing has it. */
export function SoftwareField({ value, components }: SoftwareFieldProps) {
  const known = components.some(({ component }) => component === value);
  return (
    <label>
      {t('Software')}
      <select name="component" value={value}>
        {!known && <option value={value}>{value === '' ? t('Any') : value}</option>}
        {components.map(({ component, versions }) => (
          <option key={component} value={component}>
            {component} ({plural(versions, 'version')})
          </option>
        ))}
      </select>
    </label>
  );
}

const spans = [
  { months: '1', label: 'This month' },
  { months: '3', label: '3 months' },
  { months: undefined, label: '12 months' },
  { months: '60', label: '5 years' },
] as const;

/** Calendar months that count; 12 if the address has none. What else it says is offered too. */
export function MonthsField({ value }: { value: string | undefined }) {
  const known = spans.some(({ months }) => months === value);
  return (
    <label>
      {t('Time')}
      <select name="months" value={value ?? ''}>
        {!known && value !== undefined && <option value={value}>{t('{value} months', { value })}</option>}
        {spans.map(({ months = '', label }) => (
          <option key={months} value={months}>
            {t(label)}
          </option>
        ))}
      </select>
    </label>
  );
}
