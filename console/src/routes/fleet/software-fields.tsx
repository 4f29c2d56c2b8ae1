import type { FleetSoftwareBody } from '../../../../src/api/fleet/software-schema.ts';
import { plural } from '../../lib/format.ts';

interface SoftwareFieldProps {
  value: string;
  components: FleetSoftwareBody['components'];
}

/** Which software of the vehicles to compare by; that of the address is offered even if nothing has it. */
export function SoftwareField({ value, components }: SoftwareFieldProps) {
  const known = components.some(({ component }) => component === value);
  return (
    <label>
      Software
      <select name="component" value={value}>
        {!known && <option value={value}>{value === '' ? 'Any' : value}</option>}
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
      Time
      <select name="months" value={value ?? ''}>
        {!known && <option value={value}>{value} months</option>}
        {spans.map(({ months = '', label }) => (
          <option key={months} value={months}>
            {label}
          </option>
        ))}
      </select>
    </label>
  );
}
