import { t } from '../lib/language.ts';
import { usePlatformNames } from '../lib/use-platform-names.ts';
import { FilterField } from './filter-field.tsx';

/** The platform to search for, with those of the fleet offered. */
export function PlatformField({ value }: { value: string | undefined }) {
  return (
    <FilterField
      label={t('Platform')}
      name="platform"
      value={value}
      maxLength={64}
      options={usePlatformNames()}
    />
  );
}
