import { batchStatuses } from '../../../../src/domain/batch-status.ts';
import type { BatchFilter } from '../../api/batches.ts';
import { FilterField } from '../../components/filter-field.tsx';
import { FilterForm } from '../../components/filter-form.tsx';
import { t } from '../../lib/language.ts';
import { statusLooks } from '../../lib/status-looks.ts';

export function BatchFilterForm({ filter }: { filter: BatchFilter }) {
  const active = Object.values(filter).some((value) => value !== undefined);
  return (
    <FilterForm label={t('Filter the batches')} path="/" submit={t('Filter')} active={active}>
      <FilterField label={t('Vehicle')} name="vehicle_id" value={filter.vehicle_id} maxLength={128} />
      <FilterField label={t('VIN')} name="vin" value={filter.vin} maxLength={17} />
      <label>
        {t('Status')}
        <select name="status" value={filter.status ?? ''}>
          <option value="">{t('Any')}</option>
          {batchStatuses.map((status) => (
            <option key={status} value={status}>
              {t(statusLooks[status].label)}
            </option>
          ))}
        </select>
      </label>
    </FilterForm>
  );
}
